/** The parts of a runner, and how they end: nobody is cut off, and what was acknowledged is kept. */
import type { Background } from "./background.ts";
import type { DataDirectory } from "./data-directory.ts";
import type { Engine } from "./engine.ts";
import type { FunctionLog } from "./functions/function-log.ts";
import type { Pool } from "./functions/pool.ts";
import type { HttpPort } from "./http-port.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { Measuring } from "./metrics/measuring.ts";
import type { Shelf } from "./objects/shelf.ts";
import type { QueueServer } from "./queues/queue-server.ts";
import type { ClockKeeper } from "./settings.ts";

/** Requests under way have so long. */
const graceMilliseconds = 1_500;

/** Whatever has been started so far. */
export interface Parts {
  directory?: DataDirectory;
  ports: HttpPort[];
  engine?: Engine;
  log?: FunctionLog;
  pools?: ReadonlyMap<string, Pool>;
  queues?: QueueServer;
  mailbox?: Mailbox;
  shelf?: Shelf;
  measuring?: Measuring;
  background?: Background;
  clockKeeper?: ClockKeeper;
}

/** Ends them in the order in which they need each other. */
export async function endParts(parts: Parts): Promise<void> {
  const stopped = parts.background?.stop(graceMilliseconds);
  await Promise.all(parts.ports.map((port) => port.close(graceMilliseconds)));
  await stopped;
  await Promise.all([...(parts.pools?.values() ?? [])].map((pool) => pool.end()));
  await parts.queues?.stop();
  parts.mailbox?.close();
  parts.shelf?.close();
  parts.measuring?.close();
  await parts.engine?.stop();
  parts.clockKeeper?.close();
  await parts.log?.close();
  parts.directory?.release();
}

/** Waits for all, so that none is left behind; then throws the first failure in their order. */
export async function together<const All extends readonly Promise<unknown>[]>(
  ...all: All
): Promise<{ -readonly [K in keyof All]: Awaited<All[K]> }> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
