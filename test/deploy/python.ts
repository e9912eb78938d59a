/** The Python that the emulator and the linter run in: an environment of its own, made once and kept as long as its requirements stay. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, ProofFailure } from "./failure.ts";
import { runProgram } from "./processes.ts";

const least = [3, 10] as const;
const requirements = join(import.meta.dirname, "requirements.txt");
const setUpSeconds = 300;

/** Where the programs of the environment lie. */
export interface PythonEnvironment {
  readonly python: string;
  readonly emulator: string;
  readonly linter: string;
}

/** The environment in `<root>/.venv-deploy`, set up if it is missing or its requirements have changed. */
export async function pythonEnvironment(root: string, print: (line: string) => void): Promise<PythonEnvironment> {
  await checkPython(root);
  const folder = join(root, ".venv-deploy");
  const stamp = join(folder, "requirements.sha256");
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  const program = (name: string) => join(folder, "bin", name);
  const isWhole = ["python", "ministack", "cfn-lint"].every((name) => existsSync(program(name)));
  const isReady = isWhole && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (!isReady) {
    print("Setting up Python in .venv-deploy (once) …");
    rmSync(folder, { recursive: true, force: true });
    await setUp(root, folder);
    writeFileSync(stamp, wanted);
  }
  return { python: program("python"), emulator: program("ministack"), linter: program("cfn-lint") };
}

/** Refuses a machine without Python, with one that is too old, or with one that cannot make environments. */
export async function checkPython(cwd: string, env = process.env): Promise<void> {
  const question = "import sys, ensurepip, venv; print(*sys.version_info[:2])";
  const { status, printed } = await runProgram({ command: "python3", args: ["-c", question], env, cwd }, 20);
  const fault = pythonFault(status, printed);
  if (fault) throw new ProofFailure(fault);
}

/** What is wrong with the Python that answered so; undefined: nothing. */
export function pythonFault(status: number, printed: string): string | undefined {
  const wanted = `install Python ${least.join(".")} or newer`;
  if (status === 127) return `Python is missing: ${wanted}.`;
  if (status !== 0 && /ensurepip|venv/.test(printed)) {
    return "Python cannot make environments: install its venv module (on Debian and Ubuntu, the package python3-venv).";
  }
  const [, major, minor] = /^(\d+) (\d+)$/m.exec(printed) ?? [];
  if (status !== 0 || major === undefined) return `Python does not work: ${lastLines(printed, 1)}`;
  const isNewEnough = Number(major) > least[0] || (Number(major) === least[0] && Number(minor) >= least[1]);
  return isNewEnough ? undefined : `Python is too old (${major}.${minor}): ${wanted}.`;
}

async function setUp(cwd: string, folder: string): Promise<void> {
  const run = async (command: string, args: readonly string[], sentence: string) => {
    const { status, printed } = await runProgram({ command, args, env: process.env, cwd }, setUpSeconds);
    if (status !== 0) throw new ProofFailure(sentence, lastLines(printed));
  };
  await run("python3", ["-m", "venv", folder], "Python could not make an environment in .venv-deploy.");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
  await run(join(folder, "bin", "python"), pip, "pip could not install test/deploy/requirements.txt.");
}
