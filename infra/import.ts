/** `npm run import -- --stage NAME --from DIR`: an export read back into an empty stack, with the administrator's own AWS credentials. */
import { importCommand } from "./archive/import-command.ts";
import { reach } from "./archive/place.ts";

process.exitCode = await importCommand(process.argv.slice(2), {
  reach,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
