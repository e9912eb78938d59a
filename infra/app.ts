/** The CDK app: the only file that knows stages and accounts. `--context stage=NAME` chooses the stage, `quick=true` leaves CloudFormation's validator out. */
import { addChecks } from "./checks.ts";
import { stageOf } from "./stage.ts";
import { StageError } from "./stage-settings.ts";
import { dondocApp, validatorFails } from "./synthesize.ts";

try {
  const given: unknown = JSON.parse(process.env.CDK_CONTEXT_JSON ?? "{}");
  const context = new Map(typeof given === "object" && given !== null ? Object.entries(given) : []);
  const asked = context.get("stage");
  const { app, stack } = await dondocApp(stageOf(typeof asked === "string" ? asked : "pilot"), undefined, {
    builtinCloudFormationValidation: context.get("quick") !== "true",
    context: validatorFails,
  });
  addChecks(app, stack);
  app.synth();
} catch (error) {
  if (!(error instanceof StageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
