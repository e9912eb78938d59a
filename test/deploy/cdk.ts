/** The CDK's own commands, as an administrator gives them: through infra/cdk.ts, bounded in time. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as z from "zod";
import type { Assembly } from "./assembly.ts";
import { account, type Emulator } from "./emulator.ts";
import { ProofFailure } from "./failure.ts";
import { type Ended, runProgram, runWell } from "./processes.ts";

export const root = resolve(import.meta.dirname, "..", "..");
const limitSeconds = 80;

/** A file of this repository, run by the pinned Node as npm's scripts do. */
export function script(path: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  return { command: process.execPath, args: ["--disable-warning=ExperimentalWarning", path, ...args], env, cwd: root };
}

/** `npx cdk bootstrap`, before the first deployment into an account. */
export async function bootstrap({ env, region }: Emulator, { folder }: Assembly): Promise<void> {
  const args = ["bootstrap", `aws://${account}/${region}`, "--app", folder];
  await runWell({ command: join(root, "node_modules", ".bin", "cdk"), args, env, cwd: root }, limitSeconds);
}

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** `npm run deploy`; answers the stack's outputs and whether anything was changed. */
export async function deploy(emulator: Emulator, assembly: Assembly) {
  const file = join(assembly.folder, "outputs.json");
  const more = ["--require-approval", "never", "--outputs-file", file];
  const { status, printed } = await cdk("deploy", emulator, assembly, more);
  if (status !== 0) throw new ProofFailure(`The deployment of ${assembly.stack} failed.`, failedLines(printed));
  const read = outputs.parse(JSON.parse(readFileSync(file, "utf8")));
  return { outputs: read[assembly.stack] ?? {}, isChanged: !/\(no changes\)/.test(printed) };
}

/** `cdk diff --fail`: no difference between what is deployed and what would be. */
export async function diff(emulator: Emulator, assembly: Assembly): Promise<void> {
  const { status, printed } = await cdk("diff", emulator, assembly, ["--fail"]);
  if (status !== 0) throw new ProofFailure(`${assembly.stack} differs from its template.`, printed);
}

/** `cdk destroy`. */
export async function destroy(emulator: Emulator, assembly: Assembly): Promise<void> {
  const { status, printed } = await cdk("destroy", emulator, assembly, ["--force"]);
  if (status !== 0) throw new ProofFailure(`${assembly.stack} could not be destroyed.`, failedLines(printed));
}

function cdk(verb: string, { env }: Emulator, { folder, stage }: Assembly, more: readonly string[]): Promise<Ended> {
  const args = [verb, "--stage", stage.name, "--app", folder, "--ci", ...more];
  return runProgram(script("infra/cdk.ts", args, env), limitSeconds);
}

/** Of a long log the lines that say what failed. */
function failedLines(printed: string): string {
  const lines = printed.split("\n").filter((line) => /FAILED|❌|rror/.test(line) && !/DELETE_/.test(line));
  return lines.slice(0, 12).join("\n");
}
