/** The cold start of the questions' function, against a plainly bundled document client alone. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import * as z from "zod";
import { systemClock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import type { Benchmark, Detail, Figure } from "./figure.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { postedCalls, underAnotherCode } from "./posted-calls.ts";
import { postRequest } from "./requests.ts";
import { median } from "./sample.ts";

const rounds = 21;
const warmUpRounds = 2;

/** A bundle, and the event of its first call. */
interface Candidate {
  readonly name: string;
  readonly file: string;
  readonly event: (round: number) => object;
}

const cost = z.object({ wall: z.number(), cpu: z.number() });
const run = z.object({ imported: cost, called: cost });
type Run = z.output<typeof run>;

export const coldStart: Benchmark = {
  name: "cold-start",
  run: async () => {
    const stack = await startLocalStack(systemClock);
    const folder = mkdtempSync(join(tmpdir(), "dondoc-cold-"));
    try {
      const candidates = await candidatesIn(folder, stack);
      const importRuns = interleaved(candidates, stack, undefined);
      const callRuns = interleaved(candidates, stack, join(folder, "event.json"));
      return {
        method: `Median of ${rounds} fresh processes for each bundle, interleaved, measured inside the process. The plain bundle is ESM, minified, platform node; "module" and "main" say which build of the packages esbuild takes first (main is its default). Ratios are held against "module", the faster one.`,
        figures: figures(candidates, importRuns, callRuns),
        details: [detail(candidates, importRuns, callRuns)],
      };
    } finally {
      stack.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function candidatesIn(folder: string, stack: LocalStack): Promise<Candidate[]> {
  const posted = await postedCalls(stack, dynamoClient(), systemClock);
  const items = (prefix: string, round: number) =>
    underAnotherCode(posted, `${prefix}${String(round).padStart(9, "0")}`);
  return [
    {
      name: "questions function, as deployed: its first post",
      file: join(stack.questions.folder, "index.mjs"),
      event: (round) => postRequest(stack.portalKey, `cold-${round}`),
    },
    {
      name: "plain document client (module): the transaction",
      file: await plainBundle(folder, "plain-client.ts", ["module", "main"]),
      event: (round) => ({ TransactItems: items("A", round) }),
    },
    {
      name: "plain document client (main): the transaction",
      file: await plainBundle(folder, "plain-client.ts", ["main", "module"]),
      event: (round) => ({ TransactItems: items("B", round) }),
    },
    {
      name: "plain document client (module): the reads and the transaction",
      file: await plainBundle(folder, "plain-calls.ts", ["module", "main"]),
      event: (round) => ({ ...posted, TransactItems: items("C", round) }),
    },
  ];
}

/** What anybody gets who bundles the client for Lambda as an ES module. */
async function plainBundle(folder: string, entry: string, mainFields: string[]): Promise<string> {
  const outfile = join(folder, `${entry}-${mainFields[0]}`, "index.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, entry)],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields,
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  });
  return outfile;
}

/** Every candidate once in each round; the first rounds only warm the file cache. */
function interleaved(candidates: readonly Candidate[], stack: LocalStack, eventFile: string | undefined): Run[][] {
  const runs = candidates.map((): Run[] => []);
  for (let round = 0; round < rounds + warmUpRounds; round++) {
    for (const [index, { file, event }] of candidates.entries()) {
      if (eventFile !== undefined) writeFileSync(eventFile, JSON.stringify(event(round)));
      const measured = freshProcess(file, stack, eventFile);
      if (round >= warmUpRounds) runs[index]?.push(measured);
    }
  }
  return runs;
}

function freshProcess(file: string, { environment }: LocalStack, eventFile: string | undefined): Run {
  const child = join(import.meta.dirname, "cold-child.mjs");
  const { status, output } = spawnSync(
    process.execPath,
    [child, pathToFileURL(file).href, ...(eventFile === undefined ? [] : [eventFile])],
    { env: { ...environment }, encoding: "utf8", stdio: ["ignore", "ignore", "inherit", "pipe"] },
  );
  if (status !== 0) throw new Error(`The process of ${file} ended with ${status}.`);
  return run.parse(JSON.parse(output[3] ?? ""));
}

type Kind = "wall" | "cpu";

const imported = (kind: Kind) => (runs: readonly Run[]) => median(runs.map((one) => one.imported[kind]));
const called = (kind: Kind) => (runs: readonly Run[]) => median(runs.map((one) => one.called[kind]));

function figures(candidates: readonly Candidate[], importRuns: readonly Run[][], callRuns: readonly Run[][]): Figure[] {
  const ratio = (name: string, runs: readonly Run[][], of: (runs: readonly Run[]) => number, against = 1) => ({
    name,
    measured: of(runs[0] ?? []) / of(runs[against] ?? []),
    unit: "",
  });
  const [ours, plain] = candidates.map(({ file }) => bytesBeside(file) / 1000);
  return [
    { ...ratio("import, of the plain client's wall time", importRuns, imported("wall")), target: { atMost: 0.8 } },
    { ...ratio("import, of the plain client's CPU", importRuns, imported("cpu")), target: { atMost: 0.8 } },
    {
      ...ratio("import and first post, of the plain client's import and transaction, wall", callRuns, called("wall")),
      target: { atMost: 0.9 },
    },
    { ...ratio("import and first post, of the same, CPU", callRuns, called("cpu")), target: { atMost: 0.9 } },
    ratio("import and first post, of the plain client making the same calls, CPU", callRuns, called("cpu"), 3),
    { name: "bytes of the questions function", measured: ours ?? Number.NaN, unit: "kB" },
    { name: "bytes of the plain client", measured: plain ?? Number.NaN, unit: "kB" },
  ];
}

function detail(candidates: readonly Candidate[], importRuns: readonly Run[][], callRuns: readonly Run[][]): Detail {
  return {
    title: "Cold start, medians in milliseconds (local)",
    head: ["bundle", "kB", "import", "import CPU", "import + first call", "import + first call CPU"],
    rows: candidates.map(({ name, file }, index) => [
      name,
      bytesBeside(file) / 1000,
      imported("wall")(importRuns[index] ?? []),
      imported("cpu")(importRuns[index] ?? []),
      called("wall")(callRuns[index] ?? []),
      called("cpu")(callRuns[index] ?? []),
    ]),
  };
}

/** A bundle is its folder: the entry and its chunks. */
function bytesBeside(file: string): number {
  const folder = join(file, "..");
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
