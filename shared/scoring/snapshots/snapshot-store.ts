/** Frozen results in the bucket, under `scores/<period>/`. */
import { createGzip } from "node:zlib";
import type { FileLabel, ObjectStore } from "../../documents/object-store.ts";
import type { Clock } from "../../platform/clock.ts";
import { Refusal } from "../../platform/refusals.ts";
import type { FrozenSnapshot } from "../periods/period-record.ts";
import { type Snapshot, SnapshotRefused, snapshotIn } from "./snapshot.ts";

/** Where a snapshot lies, and what it proves itself by. */
export type StoredSnapshot = Pick<FrozenSnapshot, "key" | "objectVersion" | "hash">;

export interface SnapshotStore {
  /** Packs and keeps the lines of a snapshot. Kept again, it is one more version of the same bytes; whoever points to one, counts. */
  put(period: string, number: number, lines: Generator<string, string>): Promise<StoredSnapshot>;
  /** What lies there; throws `SnapshotRefused` when it is not what was frozen. */
  read(snapshot: Pick<StoredSnapshot, "key" | "hash">): Promise<Snapshot>;
  /** An address that hands a snapshot out for so many seconds. */
  downloadUrl(snapshot: Pick<StoredSnapshot, "key" | "objectVersion">, seconds: number): Promise<string>;
}

/** Text is packed in pieces of about this many characters. */
const pieceLength = 1_000_000;

/** The bucket, when it is needed: its client is large, and few runs and requests need it. */
export type Objects = () => Promise<Pick<ObjectStore, "put" | "file" | "downloadUrl">>;

/** A bucket whose client is loaded and made at the first use. */
export function bucketOf(bucket: string, clock: Clock): Objects {
  let made: Promise<ObjectStore> | undefined;
  return () => {
    made ??= import("../../documents/object-store.ts").then(({ objectClient, objectStore }) =>
      objectStore(objectClient(), bucket, clock),
    );
    return made;
  };
}

export function snapshotStore(objects: Objects): SnapshotStore {
  return {
    put: async (period, number, lines) => {
      const { bytes, hash } = await packed(lines);
      const key = snapshotKey(period, number);
      const objectVersion = await (await objects()).put(key, bytes, snapshotLabel(period, number));
      return { key, hash, ...(objectVersion !== undefined && { objectVersion }) };
    },
    read: async ({ key, hash }) => {
      const file = await (await objects()).file(key);
      if (!file) throw new Refusal("storage-unreachable");
      const found = snapshotIn(await file.read(0, file.size));
      if (found.hash !== hash) throw new SnapshotRefused("snapshot-altered");
      return found;
    },
    downloadUrl: async ({ key, objectVersion }, seconds) => (await objects()).downloadUrl(key, objectVersion, seconds),
  };
}

/** Under which key a snapshot lies. */
export function snapshotKey(period: string, number: number): string {
  return `scores/${period}/${number}.ndjson.gz`;
}

/** As what, and under which name, a snapshot is handed out. */
export function snapshotLabel(period: string, number: number): FileLabel {
  return { type: "application/gzip", name: `ket-qua-danh-gia-${period}-${number}.ndjson.gz` };
}

/** The lines as gzip, never whole in memory as text. */
export async function packed(lines: Generator<string, string>): Promise<{ bytes: Buffer; hash: string }> {
  const gzip = createGzip();
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    gzip
      .on("data", (part: Buffer) => parts.push(part))
      .on("end", resolve)
      .on("error", reject);
  });
  let piece: string[] = [];
  let length = 0;
  const hand = () => {
    const text = piece.join("");
    [piece, length] = [[], 0];
    return new Promise<void>((resolve) => gzip.write(text, () => resolve()));
  };
  for (let line = lines.next(); ; line = lines.next()) {
    if (line.done) {
      await hand();
      gzip.end();
      await ended;
      return { bytes: Buffer.concat(parts), hash: line.value };
    }
    piece.push(line.value);
    length += line.value.length;
    if (length >= pieceLength) await hand();
  }
}
