/** The places of a sparse index whose entries belong to no one key: 16, by a hash of the id, the same for ever. */
import { createHash } from "node:crypto";

export const shardCount = 16;

/** As a shard stands in its index. */
export function shardName(shard: number): string {
  return String(shard).padStart(2, "0");
}

/** The name of the shard in which an id stands. */
export function shardOf(id: string): string {
  return shardName((createHash("sha256").update(id).digest()[0] ?? 0) % shardCount);
}
