/** What is deployed: synthesized once into a folder, as `npm run deploy` does it, but with stages of the proof's own. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { addChecks } from "../../infra/checks.ts";
import { DondocStack } from "../../infra/stack.ts";
import { type OidcSetting, type Stage, stageOf } from "../../infra/stage.ts";
import { readyStage } from "../../infra/stage-settings.ts";
import { dondocApp, functionNames, stackNameOf, validatorFails } from "../../infra/synthesize.ts";
import { insist } from "./failure.ts";
import { followedFrom } from "./province.ts";

/** A synthesized stack. */
export interface Assembly {
  readonly folder: string;
  readonly stage: Stage;
  readonly stack: string;
  readonly template: string;
}

/** The emulator gives the API's own address without `https://`. */
const publicUrl = "https://hoi-dap.test";

/** The stage `test`, whose officers sign in at the proof's issuer: on this machine, hence not over HTTPS as a stage must say. */
export function proofStage(oidc: OidcSetting): Stage {
  return { ...stageOf("test"), oidc, publicUrl, reportsFrom: followedFrom() };
}

/** A stage with all that production asks for, under a name of its own. */
export function productionLike(oidc: OidcSetting): Stage {
  const { mail, ...test } = stageOf("test");
  const ready = readyStage({
    ...test,
    name: "proof-production",
    isProduction: true,
    dataLocationDecision: { number: "0/QĐ-UBND", on: "2026-01-01" },
    isRetained: true,
    isProtected: true,
    logRetentionDays: 400,
    mail: { ...mail, sender: "khong-tra-loi@hoi-dap.test", supportContact: "ho-tro@hoi-dap.test" },
    publicUrl,
    schedules: "as-declared",
    alarms: { ...test.alarms, subscribers: ["truc@hoi-dap.test"] },
    budget: { monthlyUsd: 60 },
  });
  return { ...ready, oidc };
}

/** Synthesizes a stage with all checks of a deployment: CloudFormation's validator and cdk-nag. */
export async function synthesized(stage: Stage, folder: string): Promise<Assembly> {
  const outdir = join(folder, stage.name);
  const { app, stack } = await dondocApp(stage, join(folder, "bundles"), { outdir, context: validatorFails });
  addChecks(app, stack);
  app.synth();
  return assemblyIn(outdir, stage);
}

/** What the changed function says besides in each of its answers. */
export const changedHeader = "x-changed-by-proof";

/** The same stack again, with one function that says a header more. */
export function synthesizedWithChange(stage: Stage, folder: string, changed: string): Assembly {
  insist(functionNames.includes(changed), `There is no function ${changed}.`);
  const bundles = join(folder, "bundles", stage.name);
  const copy = join(folder, "bundles", `${stage.name}-changed`);
  mkdirSync(copy, { recursive: true });
  cpSync(join(bundles, changed, "index.mjs"), join(copy, "unchanged.mjs"));
  writeFileSync(
    join(copy, "index.mjs"),
    `import { handler as unchanged } from "./unchanged.mjs";
export const handler = async (...all) => {
  const answer = await unchanged(...all);
  return { ...answer, headers: { ...answer.headers, "${changedHeader}": "yes" } };
};
`,
  );
  const assetPath = (name: string) => (name === changed ? copy : join(bundles, name));
  return assembled(stage, join(folder, `${stage.name}-changed`), assetPath);
}

/** The stage `pilot` as it is, upon functions that another stage has bundled. */
export function synthesizedPilot(folder: string, bundledFor: Stage): Assembly {
  const assetPath = (name: string) => join(folder, "bundles", bundledFor.name, name);
  return assembled(stageOf("pilot"), join(folder, "pilot"), assetPath);
}

/** A stack without the checks of a deployment. */
function assembled(stage: Stage, outdir: string, assetPath: (name: string) => string): Assembly {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false, outdir });
  const description = `Dondoc, stage ${stage.name}`;
  new DondocStack(app, stackNameOf(stage), { stage, assetPath, env: { region: stage.region }, description });
  app.synth();
  return assemblyIn(outdir, stage);
}

function assemblyIn(folder: string, stage: Stage): Assembly {
  const stack = stackNameOf(stage);
  return { folder, stage, stack, template: join(folder, `${stack}.template.json`) };
}

/** The hashes of the assets that a stack's template names. */
export function assetsOf({ template }: Assembly): ReadonlySet<string> {
  return new Set([...readFileSync(template, "utf8").matchAll(/"([0-9a-f]{64})\.zip"/g)].map(([, hash = ""]) => hash));
}
