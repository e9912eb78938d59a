/** `npm start`: reads the options, runs the stack, says where it is, and ends it on Ctrl-C. */
import { announcement } from "./announcement.ts";
import { reasonOf, StartFailure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { whenOrphaned } from "./orphaned.ts";
import { startRunner } from "./runner.ts";
import { TemplateError } from "./template.ts";

// As in Lambda: nothing depends on where the machine stands.
process.env.TZ = "UTC";
// Nobody needs to read what is printed.
process.stdout.on("error", () => {});

const askedToEnd = new Promise<{ code: number; sentence?: string }>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => resolve({ code: 0 }));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => resolve({ code: 0 }));
});

try {
  const runner = await startRunner(readOptions(process.argv.slice(2)));
  console.log(announcement(runner, Math.round(performance.now())));
  const brokenDown = runner.failed.then((reason) => ({
    code: 1,
    sentence: `${reason} Start again: everything that was acknowledged is kept.`,
  }));
  void runner.warm().then((sentences) => {
    for (const sentence of sentences) console.error(sentence);
  });
  const { code, sentence } = await Promise.race([askedToEnd, brokenDown]);
  if (sentence !== undefined) console.error(sentence);
  await runner.stop();
  process.exit(code);
} catch (error) {
  const isExpected = error instanceof StartFailure || error instanceof TemplateError;
  console.error(isExpected ? reasonOf(error) : error);
  process.exit(1);
}
