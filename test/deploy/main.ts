/**
 * `npm run test:deploy`: the stack deployed by the CDK into an emulator of AWS, the story told through its gateway, twice: plainly, and
 * with every call of a function checked against its policies. Needs Python 3.10; leaves no process and no folder behind.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../shared/platform/clock.ts";
import { freePort } from "../support/free-port.ts";
import { productionLike, proofStage, synthesized, synthesizedPilot } from "./assembly.ts";
import { root } from "./cdk.ts";
import { startEmulator } from "./emulator.ts";
import { ProofFailure } from "./failure.ts";
import { proveGrants } from "./grants/prove.ts";
import { type Issuer, startIssuer } from "./issuer.ts";
import { leaveOut } from "./left-out.ts";
import { lintTemplates } from "./lint.ts";
import { type ProofOptions, readOptions } from "./options.ts";
import { deploymentPass, policyPass } from "./passes.ts";
import { endAll } from "./processes.ts";
import { writeProvince } from "./province.ts";
import { type PythonEnvironment, pythonEnvironment } from "./python.ts";
import { Steps, timeTable } from "./steps.ts";

const print = (line: string) => console.log(line);

async function prove(options: ProofOptions, folder: string): Promise<void> {
  const steps = new Steps(print);
  const programs = await steps.group("Python", () => pythonEnvironment(root, print));
  const issuer = await startIssuer();
  try {
    writeProvince(join(folder, "province"), issuer.url, systemClock.now());
    const made = await steps.group("Synthesis and linter", () => synthesizeAll(programs, issuer, folder));
    const { region } = made.assembly.stage;
    const started = async (name: string, isEnforcing: boolean) => {
      const port = options.port ?? (await freePort());
      const emulator = await startEmulator({ programs, folder: join(folder, name), port, region, isEnforcing });
      return { emulator, assembly: made.assembly, issuer, folder, steps };
    };
    const plain = await started("plain", false);
    await deploymentPass(plain, made.retained);
    plain.emulator.stop();
    const enforcing = await started("enforcing", true);
    await proveGrants(await policyPass(enforcing), steps, options, print);
    enforcing.emulator.stop();
  } finally {
    issuer.stop();
  }
  print(`\n${timeTable(steps.taken)}`);
}

/** The stage `test` and one like production, linted together with `pilot`, and ready for the emulator. */
async function synthesizeAll(programs: PythonEnvironment, { setting }: Issuer, folder: string) {
  const assembly = await synthesized(proofStage(setting), folder);
  const retained = await synthesized(productionLike(setting), folder);
  await lintTemplates(programs, [assembly, retained, synthesizedPilot(folder, assembly.stage)], folder, print);
  const left = Map.groupBy([assembly, retained].flatMap(leaveOut), (type) => type);
  for (const [type, all] of left) print(`  the emulator is not given: ${all.length} of ${type}`);
  return { assembly, retained };
}

/** Runs the proof in a folder of its own; whatever happens, nothing of it stays. */
async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "dondoc-deploy-"));
  const clear = () => {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      clear();
      process.exit(1);
    });
  }
  try {
    await prove(readOptions(process.argv.slice(2), process.env), folder);
    return 0;
  } catch (error) {
    if (!(error instanceof ProofFailure)) throw error;
    if (error.printed !== "") console.error(`\n${error.printed}`);
    console.error(`\n${error.message}`);
    return 1;
  } finally {
    clear();
  }
}

// A step that was given up may still wait for an answer.
process.exit(await main());
