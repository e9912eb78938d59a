/** Before all tests: a DynamoDB engine in memory on a free port, and the template of the one stack. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { App } from "aws-cdk-lib";
import type { TestProject } from "vitest/node";
import { DondocStack } from "../../infra/stack.ts";
import { stageOf } from "../../infra/stage.ts";
import { freePort } from "./free-port.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the DynamoDB engine of the tests listens. */
    dynamoEndpoint: string;
    /** The synthesized template of stage `test`, with the schedules that other stages have. */
    template: { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };
  }
}

const root = resolve(import.meta.dirname, "..", "..");

// Vitest asks for a default export of a global setup.
// biome-ignore lint/style/noDefaultExport: see above
export default async function setUp(project: TestProject): Promise<() => void> {
  project.provide("template", template());
  const { endpoint, engine } = await startEngine();
  project.provide("dynamoEndpoint", endpoint);
  return () => engine?.kill("SIGKILL");
}

/** The engine of the tests, or the one named by DYNAMODB_ENDPOINT (the engine tier). */
async function startEngine(): Promise<{ endpoint: string; engine?: ChildProcess }> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given) return { endpoint: given };
  const port = await freePort();
  const binary = resolve(root, "node_modules", "@dynoxide", "linux-x64", "dynoxide");
  const engine = spawn(binary, ["serve", "--port", String(port)], { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((ready, failed) => {
    engine.once("error", failed);
    engine.once("exit", (code) => failed(new Error(`The engine ended with ${code}.`)));
    engine.stderr.once("data", () => ready());
  });
  return { endpoint: `http://127.0.0.1:${port}`, engine };
}

/** Functions are not bundled here: any folder serves as their code. */
function template() {
  const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
  const stack = new DondocStack(app, "dondoc-test", {
    stage: { ...stageOf("test"), schedules: "as-declared" },
    assetPath: () => resolve(root, "functions", "calendar"),
  });
  return app.synth().getStackByName(stack.stackName).template;
}
