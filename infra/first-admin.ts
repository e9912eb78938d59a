/** `npm run admin:first -- --stage NAME --name "…" --email …`: the very first administrator of a fresh stack. */
import { systemClock } from "../shared/platform/clock.ts";
import { adminCommand } from "./first-admin/command.ts";
import { loginsOf, registerOf } from "./first-admin/outside.ts";

process.exitCode = await adminCommand(process.argv.slice(2), {
  register: (stage, options) => registerOf(stage, options, systemClock),
  logins: loginsOf,
  clock: systemClock,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
