/**
 * The key by which a portal proves itself: `dondoc_<portal id>_<key id>_<secret><checksum>`.
 * The secret has 256 random bits; only its hash is stored. Two keys may be valid at once, so that a portal can rotate.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { crc32 } from "node:zlib";
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { encode } from "../platform/crockford.ts";
import type { Chance } from "../platform/ids.ts";
import { Refusal } from "../platform/refusals.ts";

const validAtOnce = 2;

/** What is kept of a key. */
export const keyRecord = z.object({
  keyId: z.string(),
  hash: z.string(),
  issuedAt: z.string(),
  revokedAt: z.string().optional(),
});
export type KeyRecord = z.output<typeof keyRecord>;

export interface ReadKey {
  portal: string;
  keyId: string;
  hash: string;
}

/** Draws a new key. `key` is shown once and stored nowhere. */
export function newKey(portal: string, now: Instant, chance: Chance): { key: string; record: KeyRecord } {
  const keyId = encode(chance.bytes(5), 8).toLowerCase();
  const secret = encode(chance.bytes(33), 52).toLowerCase();
  const body = `dondoc_${portal}_${keyId}_${secret}`;
  return {
    key: `${body}${checksum(body)}`,
    record: { keyId, hash: hashOf(secret), issuedAt: new Date(now).toISOString() },
  };
}

/** Takes a key apart; a wrong form or checksum costs no read. */
export function readKey(key: string): ReadKey | undefined {
  const [, portal, keyId, secret] =
    /^dondoc_([a-z0-9-]{1,80})_([0-9a-z]{8})_([0-9a-z]{52})[0-9a-z]{7}$/.exec(key) ?? [];
  if (portal === undefined || keyId === undefined || secret === undefined) return undefined;
  const body = key.slice(0, -7);
  return key === `${body}${checksum(body)}` ? { portal, keyId, hash: hashOf(secret) } : undefined;
}

/** True when one of the records is this key and is not revoked; compares in constant time. */
export function isValid(read: ReadKey, records: readonly KeyRecord[]): boolean {
  let found = false;
  for (const record of records) {
    const isSame = timingSafeEqual(Buffer.from(record.hash, "base64url"), Buffer.from(read.hash, "base64url"));
    if (isSame && record.keyId === read.keyId && record.revokedAt === undefined) found = true;
  }
  return found;
}

/** Adds a key to the portal's; a third valid one is refused. Revoked ones are kept as history, the newest 20. */
export function withKey(records: readonly KeyRecord[], record: KeyRecord): KeyRecord[] {
  if (records.filter(({ revokedAt }) => revokedAt === undefined).length >= validAtOnce)
    throw new Refusal("too-many-keys");
  return [...records, record].slice(-20);
}

/** Revokes a key; unknown: refused. Revoking twice keeps the first moment. */
export function withoutKey(records: readonly KeyRecord[], keyId: string, now: Instant): KeyRecord[] {
  if (!records.some((record) => record.keyId === keyId)) throw new Refusal("not-found");
  return records.map((record) =>
    record.keyId === keyId ? { ...record, revokedAt: record.revokedAt ?? new Date(now).toISOString() } : record,
  );
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function checksum(body: string): string {
  return crc32(body).toString(36).padStart(7, "0");
}
