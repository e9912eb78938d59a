/** The embedded engine never removes what is in its streams; its private table of them is kept short and quick (dynoxide 1.2.1). */
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { broken } from "../data-directory.ts";
import { reasonOf } from "../failure.ts";

/** Removes what every mapping is done with, but the last: the engine counts on from the highest number that it finds. Only while the engine is not running. */
export function removeConsumed(databaseFile: string, doneWith: ReadonlyMap<string, bigint>): void {
  if (!existsSync(databaseFile)) return;
  inDatabase(databaseFile, (database) => {
    if (!database.prepare("SELECT 1 FROM sqlite_master WHERE name = '_stream_records'").get()) return;
    const remove = database.prepare(
      "DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < ?",
    );
    for (const [table, sequence] of doneWith) remove.run(table, sequence);
  });
}

/** Lets the engine find the end of a stream without reading all of it. */
export function indexRows(databaseFile: string): void {
  inDatabase(databaseFile, (database) => {
    database.exec(
      "CREATE INDEX IF NOT EXISTS x_stream_records ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    );
  });
}

/** Tells cheaply whether anybody has written to the database since the last look. */
export interface ChangeWatch {
  /** False: every look says that something may have changed. */
  readonly isCheap: boolean;
  /** One that looks for itself. */
  look(): () => boolean;
  close(): void;
}

/** Without a database of ours anything may have changed at any time. */
export function changeWatch(databaseFile: string | undefined): ChangeWatch {
  if (databaseFile === undefined) return { isCheap: false, look: () => () => true, close: () => {} };
  const database = new DatabaseSync(databaseFile, { readOnly: true });
  const version = database.prepare("PRAGMA data_version");
  return {
    isCheap: true,
    look: () => {
      let seen: unknown;
      return () => {
        const now = version.get()?.data_version;
        const hasChanged = now !== seen;
        seen = now;
        return hasChanged;
      };
    },
    close: () => database.close(),
  };
}

function inDatabase(databaseFile: string, act: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(databaseFile, { timeout: 5_000 });
  try {
    act(database);
  } catch (error) {
    throw broken(databaseFile, reasonOf(error));
  } finally {
    database.close();
  }
}
