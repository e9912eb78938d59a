/**
 * One fresh process: imports a bundle, and makes its first call when an event is given. It says on file descriptor 3 what
 * both took, in milliseconds of wall time and of CPU. Plain JavaScript, so that nothing but the bundle is measured.
 */
import { readFileSync, writeSync } from "node:fs";

const [bundle, eventFile] = process.argv.slice(2);
const event = eventFile === undefined ? undefined : JSON.parse(readFileSync(eventFile, "utf8"));

const startedAt = performance.now();
const startedCpu = process.cpuUsage();
const taken = () => {
  const { user, system } = process.cpuUsage(startedCpu);
  return { wall: performance.now() - startedAt, cpu: (user + system) / 1000 };
};

const { handler } = await import(bundle);
const imported = taken();
const answer = event === undefined ? undefined : await handler(event, { awsRequestId: "bench" });
const called = taken();
if (answer?.statusCode >= 400) throw new Error(answer.body);
writeSync(3, JSON.stringify({ imported, called }));
process.exit(0);
