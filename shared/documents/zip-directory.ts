/** The central directory of a zip, and one small entry of it, read by ranges. What is not exactly as the format wants it is no zip to us. */
import { inflateRawSync } from "node:zlib";
import type { RangedFile } from "./file-type.ts";

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly offset: number;
}

const endLength = 22;
const commentAtMost = 65_535;
const directoryAtMost = 2_000_000;
const entryHeader = 46;
const localHeader = 30;
/** A document has some dozens of parts, a big workbook some hundreds. */
const entriesAtMost = 10_000;

/** Every entry; undefined: damaged, spread over disks, of the big form that no 20 MB need, or with something before, between or behind. */
export async function zipDirectory(file: RangedFile): Promise<ZipEntry[] | undefined> {
  const length = Math.min(file.size, endLength + commentAtMost);
  const tail = Buffer.from(await file.read(file.size - length, length));
  const at = endIn(tail);
  if (at === undefined) return undefined;
  const [disk, firstDisk, here, count] = [4, 6, 8, 10].map((place) => tail.readUInt16LE(at + place));
  const [size = 0, offset = 0] = [12, 16].map((place) => tail.readUInt32LE(at + place));
  const endAt = file.size - length + at;
  if (disk !== 0 || firstDisk !== 0 || count === undefined || here !== count || count > entriesAtMost) return undefined;
  if (offset + size !== endAt || size > directoryAtMost) return undefined;
  const from = offset - (file.size - length);
  const directory = from >= 0 ? tail.subarray(from, at) : Buffer.from(await file.read(offset, size));
  return entriesOf(directory, count, offset);
}

/** Where the end record begins: its comment reaches to the very end of the file. */
function endIn(tail: Buffer): number | undefined {
  for (let at = tail.length - endLength; at >= 0; at--) {
    if (tail.readUInt32LE(at) === 0x06054b50 && at + endLength + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

function entriesOf(directory: Buffer, count: number, dataEnds: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (; entries.length < count; ) {
    if (at + entryHeader > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) =>
      directory.readUInt16LE(at + place),
    );
    const nameAt = at + entryHeader;
    const [packedSize = 0, size = 0, offset = 0] = [20, 24, 42].map((place) => directory.readUInt32LE(at + place));
    if (offset + localHeader + nameLength + packedSize > dataEnds) return undefined;
    entries.push({
      name: directory.toString("utf8", nameAt, nameAt + nameLength),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packedSize,
      size,
      offset,
    });
    at = nameAt + nameLength + extraLength + commentLength;
  }
  return at === directory.length ? entries : undefined;
}

/** The text of an entry of at most `most` bytes; undefined when it is longer, packed in another way, or not what the directory says. */
export async function entryText(file: RangedFile, entry: ZipEntry, most: number): Promise<string | undefined> {
  if (entry.size > most || entry.packedSize > most) return undefined;
  const header = Buffer.from(await file.read(entry.offset, localHeader));
  if (header.length < localHeader || header.readUInt32LE(0) !== 0x04034b50) return undefined;
  const nameLength = header.readUInt16LE(26);
  const rest = nameLength + header.readUInt16LE(28) + entry.packedSize;
  const bytes = Buffer.from(await file.read(entry.offset + localHeader, rest));
  if (bytes.length < rest || bytes.toString("utf8", 0, nameLength) !== entry.name) return undefined;
  const packed = bytes.subarray(rest - entry.packedSize);
  const unpacked = entry.method === 0 ? packed : entry.method === 8 ? inflated(packed, most) : undefined;
  return unpacked?.length === entry.size ? unpacked.toString("utf8") : undefined;
}

function inflated(packed: Buffer, most: number): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}
