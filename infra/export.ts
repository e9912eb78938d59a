/** `npm run export -- --stage NAME --to DIR`: everything that a stack holds, in open formats, with the administrator's own AWS credentials. */
import { exportCommand } from "./archive/export-command.ts";
import { reach } from "./archive/place.ts";

process.exitCode = await exportCommand(process.argv.slice(2), {
  reach,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
