/** `npm run mail -- hold|release|status --stage NAME`: the brake on all mail of a stage. */
import { mailCommand } from "./archive/mail-command.ts";
import { reach } from "./archive/place.ts";

process.exitCode = await mailCommand(process.argv.slice(2), {
  reach,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
