/** The CDK app: the only file that knows stages and accounts. `--context stage=NAME` chooses the stage. */
import { addChecks } from "./checks.ts";
import { StageError, stageOf } from "./stage.ts";
import { dondocApp } from "./synthesize.ts";

try {
  const context: unknown = JSON.parse(process.env.CDK_CONTEXT_JSON ?? "{}");
  const asked = typeof context === "object" && context !== null ? Reflect.get(context, "stage") : undefined;
  const { app, stack } = await dondocApp(stageOf(typeof asked === "string" ? asked : "pilot"));
  addChecks(app, stack);
  app.synth();
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
