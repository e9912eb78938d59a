/** `npm run cost -- --stage NAME`: what a stage costs a month, from its template and a load. Reads nothing outside the repository. */
import { systemClock } from "../shared/platform/clock.ts";
import { costCommand } from "./cost/command.ts";
import { stageTemplate } from "./cost/stage-template.ts";

process.exitCode = costCommand(process.argv.slice(2), {
  template: stageTemplate,
  clock: systemClock,
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
