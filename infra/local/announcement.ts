/** What is printed when the stack runs: where it is, what of the template does not run here, and lines to try. */
import { hints } from "./hints.ts";
import { provinceText } from "./moments.ts";
import type { Runner } from "./runner.ts";

export function announcement(runner: Runner, readyMilliseconds: number): string {
  const { apiUrl, consoleUrl, dataPath, logFile, stack, clock } = runner;
  const { run, needless, missing } = stack.coverage;
  const running = run.reduce((sum, { count }) => sum + count, 0);
  return [
    `Dondoc is ready in ${readyMilliseconds} ms: ${running} resources of the template run here.`,
    `  API      ${apiUrl}`,
    `  Console  ${consoleUrl}/`,
    `  Data     ${dataPath}`,
    `  Log      ${logFile}`,
    `  Clock    ${provinceText(clock.now())}`,
    "",
    `Not needed here: ${needless.map(({ type, count, reason }) => `${count} ${type} (${reason})`).join("; ")}.`,
    ...missing.map(({ type, count, ids }) => `Not run here: ${count} ${type} (${ids.join(", ")}).`),
    "",
    ...whatToTry(runner),
    "",
    "Ctrl-C ends it.",
  ].join("\n");
}

function whatToTry(runner: Runner): string[] {
  if (runner.contents !== "demo") {
    return [
      "Without the demonstration: only the calendars are loaded. Start with --fresh, without --no-demo, to have it.",
    ];
  }
  const lines = hints(runner, runner.clock.now());
  return ["Try, one line after the other:", ...lines.flatMap(({ what, line }) => [`# ${what}`, line])];
}
