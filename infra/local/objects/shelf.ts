/** What the buckets hold: every version of every object, one SQLite file of the data directory. */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { openDatabase } from "../database.ts";

const row = z.object({
  number: z.number(),
  version: z.string(),
  type: z.string(),
  /** How a browser is to take it; empty: as it likes. */
  disposition: z.string(),
  etag: z.string(),
  size: z.number(),
  keptAt: z.number(),
});

/** One version of an object, without its bytes. */
export type KeptObject = z.output<typeof row>;

export interface Place {
  readonly bucket: string;
  readonly key: string;
}

export interface Shelf {
  keep(
    place: Place,
    object: Pick<KeptObject, "version" | "type" | "disposition" | "keptAt"> & { readonly body: Uint8Array },
  ): KeptObject;
  /** A version, or the newest. */
  find(place: Place, version?: string): KeptObject | undefined;
  /** `length` bytes of a version from `from` on. */
  read(object: KeptObject, from: number, length: number): Uint8Array;
  /** Removes what lies below a prefix and was kept before a moment. */
  removeOld(bucket: string, prefix: string, before: Instant): void;
  close(): void;
}

const tables = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS objects (
  number INTEGER PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, type TEXT NOT NULL,
  disposition TEXT NOT NULL,  etag TEXT NOT NULL, size INTEGER NOT NULL, kept_at INTEGER NOT NULL, body BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_by_key ON objects (bucket, key, number);
`;
const columns = "number, version, type, disposition, etag, size, kept_at AS keptAt";

/** Opens the file of the data directory, or `:memory:`. */
export function openShelf(file: string): Shelf {
  const database = openDatabase(file, tables);
  const insert = database.prepare(
    `INSERT INTO objects (bucket, key, version, type, disposition, etag, size, kept_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
  );
  const newest = database.prepare(
    `SELECT ${columns} FROM objects WHERE bucket = ? AND key = ? ORDER BY number DESC LIMIT 1`,
  );
  const exact = database.prepare(`SELECT ${columns} FROM objects WHERE bucket = ? AND key = ? AND version = ?`);
  const part = database.prepare("SELECT substr(body, ?, ?) AS body FROM objects WHERE number = ?");
  const old = database.prepare("DELETE FROM objects WHERE bucket = ? AND substr(key, 1, ?) = ? AND kept_at < ?");
  return {
    keep: ({ bucket, key }, { version, type, disposition, body, keptAt }) => {
      const etag = `"${createHash("md5").update(body).digest("hex")}"`;
      return row.parse(
        insert.get(bucket, key, version, type, disposition, etag, body.length, Math.floor(keptAt), body),
      );
    },
    find: ({ bucket, key }, version) => {
      const found = version === undefined ? newest.get(bucket, key) : exact.get(bucket, key, version);
      return found && row.parse(found);
    },
    read: ({ number }, from, length) => {
      const body = part.get(from + 1, length, number)?.body;
      return body instanceof Uint8Array ? body : new Uint8Array();
    },
    removeOld: (bucket, prefix, before) => {
      old.run(bucket, prefix.length, prefix, Math.floor(before));
    },
    close: () => database.close(),
  };
}
