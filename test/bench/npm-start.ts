/** Runs `npm start` as a user would, until it says that it is ready. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, sep } from "node:path";

const readyWithinMilliseconds = 180_000;

/** Starts in a folder on free ports; answers the milliseconds until the ready line, and ends it. */
export async function readyTime(folder: string, data: string, environment = userEnvironment()): Promise<number> {
  const startedAt = performance.now();
  const child = spawn("npm", ["start", "--", "--port", "0", "--console-port", "0", "--data", data], {
    cwd: folder,
    env: environment,
    // A group of its own, so that all of it can be ended.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  try {
    return await new Promise<number>((ready, failed) => {
      const timer = setTimeout(() => failed(new Error(`npm start is not ready: ${said}`)), readyWithinMilliseconds);
      const hear = (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-4_000);
        if (!/ is ready /.test(said)) return;
        clearTimeout(timer);
        ready(performance.now() - startedAt);
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.once("error", failed);
      child.once("exit", (code) => {
        clearTimeout(timer);
        failed(new Error(`npm start ended with ${code}: ${said}`));
      });
    });
  } finally {
    if (child.exitCode === null && child.pid !== undefined) {
      const gone = once(child, "close");
      process.kill(-child.pid, "SIGTERM");
      await gone;
    }
  }
}

/** The environment of a shell: nothing of the npm that runs the benchmark. */
export function userEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("npm_") || /^npm_config_(registry|https?_proxy|noproxy|cafile)$/.test(name),
  );
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.split(sep).includes("node_modules"))
    .join(delimiter);
  const { INIT_CWD: _initial, NODE: _node, ...environment } = Object.fromEntries(kept);
  return { ...environment, PATH: path };
}
