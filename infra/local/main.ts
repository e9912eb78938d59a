/** `npm start`: reads the options, runs the stack, says where it is, and ends it on Ctrl-C. */
import { reasonOf, StartFailure } from "./failure.ts";
import { hints } from "./hints.ts";
import { provinceText } from "./moments.ts";
import { readOptions } from "./options.ts";
import { whenOrphaned } from "./orphaned.ts";
import { type Runner, startRunner } from "./runner.ts";
import { TemplateError } from "./template.ts";

// As in Lambda: nothing depends on where the machine stands.
process.env.TZ = "UTC";

try {
  const options = readOptions(process.argv.slice(2));
  const runner = await startRunner(options);
  announce(runner, Math.round(performance.now()));
  if (options.hasDemo && runner.contents === "calendars") {
    console.log("This data directory was made with --no-demo; start with --fresh for the demonstration's data.");
  }
  endWhenAsked(runner);
  await runner.warm();
} catch (error) {
  if (!(error instanceof StartFailure || error instanceof TemplateError)) console.error(error);
  else console.error(reasonOf(error));
  process.exit(1);
}

function announce(runner: Runner, milliseconds: number): void {
  const { apiUrl, consoleUrl, dataPath, logFile, stack, clock } = runner;
  const { run, needless, missing } = stack.coverage;
  const count = (kinds: readonly { count: number }[]) => kinds.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `Dondoc is ready in ${milliseconds} ms: ${count(run)} resources of the template run here.`,
    `  API      ${apiUrl}`,
    `  Console  ${consoleUrl}/`,
    `  Data     ${dataPath}`,
    `  Log      ${logFile}`,
    `  Clock    ${provinceText(clock.now())}`,
    "",
    `Not needed here: ${needless.map(({ type, count, reason }) => `${count} ${type} (${reason})`).join("; ")}.`,
    ...missing.map(({ type, count, ids }) => `Not run here: ${count} ${type} (${ids.join(", ")}).`),
    "",
    "Try, one line after the other:",
    ...hints(runner, clock.now()).flatMap(({ what, line }) => [`# ${what}`, line]),
    "",
    "Ctrl-C ends it.",
  ];
  console.log(lines.join("\n"));
}

/** Ends on a signal, when the engine has ended by itself, or when what started it is gone. */
function endWhenAsked(runner: Runner): void {
  let isEnding = false;
  const end = (code: number, sentence?: string) => {
    if (isEnding) return;
    isEnding = true;
    if (sentence !== undefined) console.error(sentence);
    runner.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(reasonOf(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => end(0));
  }
  void runner.failed.then((sentence) => end(1, `${sentence} Start again: everything that was acknowledged is kept.`));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => end(0));
}
