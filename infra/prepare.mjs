/**
 * Runs before `npm start` and `npm test`, under whatever Node the machine has and without any dependency:
 * installs what is missing or out of date, and refuses to go on below Node 24.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(root, "package-lock.json");
const copy = join(root, "node_modules", ".package-lock.json");
const isWindows = process.platform === "win32";
const leastMajor = 24;

if (!isInstalled()) install();
refuseOldNode();

/** True when node_modules was made from the lock file as it is. */
function isInstalled() {
  // npm writes the lock file and its copy a moment apart.
  return existsSync(copy) && statSync(copy).mtimeMs + 2_000 >= statSync(lockFile).mtimeMs;
}

function install() {
  console.log("Installing the dependencies (npm ci) …");
  const npm = process.env.npm_execpath;
  const { status } = npm?.endsWith("npm-cli.js")
    ? spawnSync(process.execPath, [npm, "ci"], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", ["ci"], { cwd: root, stdio: "inherit", shell: isWindows });
  if (status !== 0) fail("The dependencies could not be installed: npm ci failed (see above).");
  // A lock file from the future would be newer for ever.
  const { atime, mtime } = statSync(lockFile);
  if (statSync(copy).mtime < mtime) utimesSync(copy, atime, mtime);
}

/** The Node that npm's scripts find first: the one in node_modules, or the machine's. */
function refuseOldNode() {
  const pinned = join(root, "node_modules", ".bin", isWindows ? "node.cmd" : "node");
  const version = existsSync(pinned)
    ? spawnSync(pinned, ["--version"], { encoding: "utf8", shell: isWindows }).stdout.trim()
    : process.version;
  if (Number.parseInt(version.slice(1), 10) >= leastMajor) return;
  fail(
    `Node ${leastMajor} or newer is needed, and this machine has ${version || "none"}: install it from https://nodejs.org and run the command again.`,
  );
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
