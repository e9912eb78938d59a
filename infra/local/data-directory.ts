/** The data directory: one live runner each, kept between runs. It deletes nothing but what it knows as its own. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { codeOf, reasonOf, StartFailure } from "./failure.ts";

/** Every file and folder that a runner makes in its directory. */
const names = {
  database: "data.db",
  settings: "settings.json",
  clock: "clock.json",
  log: "functions.log",
  stack: "stack",
  streams: "streams.json",
  mail: "mail.db",
  metrics: "metrics.db",
  objects: "objects.db",
  queues: "queues",
  lock: "lock",
} as const;
const databaseFiles = [names.database, names.mail, names.metrics, names.objects].flatMap((name) => [
  name,
  `${name}-wal`,
  `${name}-shm`,
]);
const lockFiles = [names.lock, `${names.lock}-journal`];
const removable = [...databaseFiles, names.settings, names.clock, names.log, names.stack, names.streams, names.queues];

export interface DataDirectory {
  readonly path: string;
  readonly databaseFile: string;
  readonly settingsFile: string;
  readonly clockFile: string;
  readonly logFile: string;
  readonly stackFolder: string;
  /** How far the streams have been read. */
  readonly streamsFile: string;
  /** What was sent, and what of it is still to be told. */
  readonly mailFile: string;
  /** What the buckets hold. */
  readonly objectsFile: string;
  /** What was measured. */
  readonly metricsFile: string;
  /** What the queues hold. */
  readonly queuesFolder: string;
  /** Removes everything that runs before this one left. Nothing else may have the database open. */
  clear(): void;
  /** Lets the next runner in. */
  release(): void;
}

/** Opens a directory for this runner alone; the system takes the lock back when the process ends, however it ends. */
export function openDataDirectory(path: string): DataDirectory {
  const folder = made(resolve(path));
  const foreign = readdirSync(folder).filter(
    (name) => ![...removable, ...lockFiles].includes(name.replace(/\.new$/, "")),
  );
  if (foreign.length > 0 && !existsSync(join(folder, names.settings))) {
    throw new StartFailure(
      `The data directory ${folder} holds other files (${foreign[0]}); choose an empty one with --data.`,
    );
  }
  const lock = locked(folder);
  return {
    path: folder,
    databaseFile: join(folder, names.database),
    settingsFile: join(folder, names.settings),
    clockFile: join(folder, names.clock),
    logFile: join(folder, names.log),
    stackFolder: join(folder, names.stack),
    streamsFile: join(folder, names.streams),
    mailFile: join(folder, names.mail),
    objectsFile: join(folder, names.objects),
    metricsFile: join(folder, names.metrics),
    queuesFolder: join(folder, names.queues),
    clear: () => {
      for (const name of removable) rmSync(join(folder, name), { recursive: true, force: true });
    },
    release: () => lock.close(),
  };
}

/** Reads a JSON file of the directory; `undefined` when there is none. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw broken(file, reasonOf(error));
  }
}

/** Replaces a JSON file whole: a reader, or the next start after a sudden end, sees the old one or the new one. */
export function writeJsonFile(file: string, value: unknown): void {
  const next = `${file}.new`;
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}

/** The sentence for a file that cannot be used. */
export function broken(file: string, reason: string): StartFailure {
  return new StartFailure(
    `The data directory is broken: ${file} cannot be used (${reason}). Start with --fresh to begin anew.`,
  );
}

/** Finds damage before anything is served from the database. */
export function checkDatabase(file: string): void {
  if (!existsSync(file)) return;
  let found: unknown;
  try {
    const database = new DatabaseSync(file);
    found = database.prepare("PRAGMA quick_check(1)").get()?.quick_check;
    database.close();
  } catch (error) {
    throw broken(file, reasonOf(error));
  }
  if (found !== "ok") throw broken(file, String(found).replaceAll("\n", " "));
}

function made(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    if (!statSync(path).isDirectory()) throw new StartFailure(`The data directory ${path} is not a directory.`);
    return realpathSync(path);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const code = codeOf(error);
    if (code === "EEXIST" || code === "ENOTDIR")
      throw new StartFailure(`The data directory ${path} is not a directory.`);
    throw new StartFailure(`The data directory ${path} cannot be made (${reasonOf(error)}).`);
  }
}

function locked(folder: string): DatabaseSync {
  const file = join(folder, names.lock);
  try {
    return held(file);
  } catch (error) {
    if (sqliteCode(error) === sqliteCodes.busy) {
      throw new StartFailure(
        `The data directory ${folder} is in use by another runner; stop it first, or choose another with --data.`,
      );
    }
    if (sqliteCode(error) !== sqliteCodes.notDatabase) {
      throw new StartFailure(`The data directory ${folder} cannot be written (${reasonOf(error)}).`);
    }
  }
  // No runner can hold what is no database.
  rmSync(file);
  return held(file);
}

function held(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

const sqliteCodes = { busy: 5, notDatabase: 26 };

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined;
}
