/** A zip whose entries all bear one moment, so that the same content gives the same bytes; libraries write the time of their own run. */
import { millisecondsPerHour } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";

const end = 0x06054b50;
const endLength = 22;
const directoryEntry = 0x02014b50;
/** Viet Nam keeps UTC+7. */
const offset = 7 * millisecondsPerHour;

/** Writes the moment, by the province's clock, over the times in the headers of a zip without comment. Anything else is an error. */
export function stampedZip(zip: Uint8Array, at: Instant): Uint8Array {
  const bytes = Buffer.from(zip);
  const last = bytes.length - endLength;
  if (last < 0 || bytes.readUInt32LE(last) !== end) throw new Error("This is no zip without a comment.");
  const count = bytes.readUInt16LE(last + 10);
  const stamp = stampOf(at);
  let entry = bytes.readUInt32LE(last + 16);
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(entry) !== directoryEntry)
      throw new Error(`The entry ${index} of the zip is not where it is said.`);
    bytes.writeUInt32LE(stamp, entry + 12);
    bytes.writeUInt32LE(stamp, bytes.readUInt32LE(entry + 42) + 10);
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(entry + place));
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return bytes;
}

/** Date and time as MS-DOS counts them: from 1980, in steps of two seconds. */
function stampOf(at: Instant): number {
  const local = new Date(at + offset);
  const years = Math.min(127, Math.max(0, local.getUTCFullYear() - 1980));
  const date = (years << 9) | ((local.getUTCMonth() + 1) << 5) | local.getUTCDate();
  const time = (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}
