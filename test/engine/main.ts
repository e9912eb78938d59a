/**
 * `npm run test:engine`: the tests that touch the store, on a second engine, DynamoDB Local. Needs Java 17 and Maven;
 * says which is missing. The engine is downloaded once into `.engine-java/`.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../support/free-port.ts";

const root = resolve(import.meta.dirname, "..", "..");
const library = join(root, ".engine-java", "lib");
const leastJava = 17;
const upWithinMilliseconds = 30_000;

class Missing extends Error {}

function checkJava(): void {
  const { stderr, error } = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (error) throw new Missing(`Java is missing: install a JDK of version ${leastJava} or newer.`);
  const version = Number(/version "(\d+)/.exec(stderr)?.[1]);
  if (!(version >= leastJava))
    throw new Missing(`Java is too old (${version}): DynamoDB Local needs ${leastJava} or newer.`);
}

function download(): void {
  if (existsSync(join(library, "DynamoDBLocal-3.3.1.jar"))) return;
  const copy = ["-B", "-q", "-f", join(import.meta.dirname, "pom.xml"), "dependency:copy-dependencies"];
  const { error, status } = spawnSync("mvn", [...copy, "-DincludeScope=runtime", `-DoutputDirectory=${library}`], {
    stdio: "inherit",
  });
  if (error) throw new Missing("Maven (mvn) is missing: it downloads DynamoDB Local.");
  if (status !== 0) throw new Missing("Maven could not download DynamoDB Local; its message stands above.");
}

async function startEngine(port: number): Promise<ChildProcess> {
  const options = ["-port", String(port), "-sharedDb", "-disableTelemetry", "-inMemory"];
  const engine = spawn(
    "java",
    [
      `-Djava.library.path=${library}`,
      "-cp",
      `${library}/*`,
      "software.amazon.dynamodb.services.local.main.ServerRunner",
      ...options,
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const until = performance.now() + upWithinMilliseconds;
  while (performance.now() < until) {
    if (engine.exitCode !== null) break;
    const isUp = await fetch(`http://127.0.0.1:${port}`).then(
      () => true,
      () => false,
    );
    if (isUp) return engine;
    await pause(100);
  }
  engine.kill("SIGKILL");
  throw new Missing("DynamoDB Local did not start; its message stands above.");
}

async function main(): Promise<number> {
  checkJava();
  download();
  const port = await freePort();
  const engine = await startEngine(port);
  try {
    const { status } = spawnSync("npx", ["vitest", "run", "--project", "unit", "test/functions", "test/register"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` },
    });
    return status ?? 1;
  } finally {
    engine.kill("SIGKILL");
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
