/**
 * The demo's portal keys. They are drawn from the data directory's own seed, so that they can be shown again at any time
 * and differ from one machine to the next. A real province's keys are drawn by chance and kept nowhere.
 */
import { createHmac } from "node:crypto";
import type { Instant } from "../../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../../shared/platform/events.ts";
import type { Chance } from "../../../shared/platform/ids.ts";
import type { Change } from "../../../shared/platform/transaction.ts";
import { newKey, withKey } from "../../../shared/portals/portal-key.ts";
import type { Loading } from "../../../shared/register/load.ts";
import type { RegisterStore } from "../../../shared/register/register-store.ts";

/** The key of a portal: the same for the same seed. */
export function derivedKey(portal: string, seed: Uint8Array, now: Instant): ReturnType<typeof newKey> {
  return newKey(portal, now, chanceFrom(seed, portal));
}

/** The change that gives a portal without keys its derived one. */
export function keyIssued(portal: string, seed: Uint8Array, store: RegisterStore, { by, now }: Loading): Change {
  const { record } = derivedKey(portal, seed, now);
  const event: ChangeEvent = {
    subject: `portal-keys#${portal}`,
    sequence: 1,
    version: 1,
    kind: "portal-key-issued",
    at: new Date(now).toISOString(),
    by,
    facts: { keyId: record.keyId },
  };
  return { writes: store.saveKeys(portal, withKey([], record), 0), events: [event] };
}

/** Bytes that only the holder of the seed can foretell: HMAC-SHA256 of the portal and a counter. */
function chanceFrom(seed: Uint8Array, portal: string): Chance {
  let counter = 0;
  const block = () => createHmac("sha256", seed).update(`${portal}#${counter++}`).digest();
  return {
    bytes: (count) => Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, block)).subarray(0, count),
    fraction: () => 0,
  };
}
