/** `npm run test:versions`: the golden snapshots are replayed by other versions of Node, under other locales: every byte that is printed is the same. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const golden = resolve("test", "scoring", "golden");
const replay = resolve(".build", "replay", "replay.mjs");
const locales = ["C", "tr_TR.UTF-8", "vi_VN.UTF-8"];
const zones = ["UTC", "Asia/Ho_Chi_Minh", "Pacific/Apia"];

mkdirSync(resolve(".build", "replay"), { recursive: true });
install();
/** Older versions do not read TypeScript. */
await build({
  ...{ entryPoints: ["infra/replay.ts"], outfile: replay, bundle: true, format: "esm", platform: "node" },
  ...{ target: "node20", logLevel: "warning" },
});
const nodes = [process.execPath, ...["node-20", "node-22"].map(binaryOf)];
const failures = nodes.flatMap((node) => [1, 2].flatMap((number) => failuresOf(node, number)));
for (const failure of failures) console.error(failure);
if (failures.length === 0) console.log(`equal on ${nodes.map(versionOf).join(", ")}, under ${locales.length} locales`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Whatever one of them prints that this version, here and now, would not print. */
function failuresOf(node: string, number: number): string[] {
  const file = join(golden, `snapshot-${number}.ndjson`);
  const kept = number === 1 ? readFileSync(join(golden, "replayed.txt"), "utf8") : undefined;
  const expected = kept ?? spawnSync(process.execPath, [replay, file], { encoding: "utf8" }).stdout;
  return locales.flatMap((LC_ALL, index) => {
    const env = { LC_ALL, LANG: LC_ALL, TZ: zones[index] ?? "UTC" };
    const { status, stdout, stderr } = spawnSync(node, [replay, file], { env, encoding: "utf8" });
    const isEqual = status === 0 && stdout === expected && stdout.endsWith("equal\n");
    return isEqual ? [] : [`${versionOf(node)}, ${LC_ALL}, snapshot ${number}: exit ${status}\n${stdout}${stderr}`];
  });
}

function versionOf(node: string): string {
  return spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
}

function binaryOf(name: string): string {
  return join(import.meta.dirname, "node_modules", name, "bin", "node");
}

function install(): void {
  if (existsSync(binaryOf("node-20")) && existsSync(binaryOf("node-22"))) return;
  const { status } = spawnSync("npm", ["ci"], { cwd: import.meta.dirname, stdio: "inherit" });
  if (status !== 0) throw new Error("The other versions of Node could not be installed; npm's message stands above.");
}
