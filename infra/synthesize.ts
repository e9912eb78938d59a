/** Bundles the functions and makes the one stack, for deployment, local runner and tests alike. */
import { join, resolve } from "node:path";
import { App, type AppProps } from "aws-cdk-lib";
import { consumers, jobs, widgets, workers } from "../functions/jobs.ts";
import { areas } from "../functions/routes.ts";
import { bundle } from "./bundle.ts";
import { DondocStack } from "./stack.ts";
import type { Stage } from "./stage.ts";

/** Every function, by the name of its folder. */
export const functionNames = [areas, jobs, consumers, workers, widgets].flatMap((list) => Object.keys(list));

/** What CloudFormation's own validator finds fails synthesis, as cdk-nag does; it would only warn otherwise. */
export const validatorFails = { "@aws-cdk/core:validateAgainstDefaultRules": true };

export function stackNameOf(stage: Stage): string {
  return `dondoc-${stage.name}`;
}

/** The app with its one stack; nothing is written until `synth()`. Bundles go below `bundleDir`. */
export async function dondocApp(
  stage: Stage,
  bundleDir = join(resolve(import.meta.dirname, ".."), ".build"),
  props: AppProps = {},
): Promise<{ app: App; stack: DondocStack }> {
  const assetPath = await bundle(functionNames, join(bundleDir, stage.name));
  const app = new App({ analyticsReporting: false, ...props });
  const stack = new DondocStack(app, stackNameOf(stage), {
    stage,
    assetPath,
    env: { region: stage.region },
    description: `Dondoc, stage ${stage.name}`,
  });
  return { app, stack };
}
