/** Starts fauxqs 2.4.1 as we need it: on this machine alone, and quick. Neither can be asked of it. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { DatabaseSync } from "node:sqlite";
import type { FauxqsServer } from "fauxqs";
import { place } from "../meanings.ts";

/** On a free port of 127.0.0.1, with what is kept in `folder`. */
export async function fauxqsOn(folder: string): Promise<FauxqsServer> {
  const { startFauxqs } = await import("fauxqs");
  const undo = [listeningHereOnly(), withoutFlushes()];
  try {
    return await startFauxqs({ port: 0, logger: false, dataDir: folder, defaultRegion: place.region });
  } finally {
    for (const one of undo) one();
  }
}

/** fauxqs would listen on every address of the machine: the web server that it makes is told to listen on ours. */
function listeningHereOnly(): () => void {
  const onMade = (made: unknown) => {
    const server: unknown = Reflect.get(Object(made), "fastify");
    const listen: unknown = Reflect.get(Object(server), "listen");
    if (typeof server !== "object" || server === null || typeof listen !== "function") return;
    Reflect.set(server, "listen", (options: object) => listen.call(server, { ...options, host: "127.0.0.1" }));
  };
  subscribe("fastify.initialization", onMade);
  return () => unsubscribe("fastify.initialization", onMade);
}

/**
 * fauxqs flushes the disk at every step of every message, a thirtieth of the speed: what a process has written outlives its sudden end
 * without that, and no queue here must outlive the machine's.
 */
function withoutFlushes(): () => void {
  const { exec } = DatabaseSync.prototype;
  const toWal = "PRAGMA journal_mode = WAL";
  DatabaseSync.prototype.exec = function (sql: string) {
    exec.call(this, sql === toWal ? `${toWal}; PRAGMA synchronous = NORMAL` : sql);
  };
  return () => {
    DatabaseSync.prototype.exec = exec;
  };
}
