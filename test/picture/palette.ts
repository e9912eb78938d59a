/** Makes a picture of a page small: 256 colours are enough for text and lines. Reads and writes PNG (8 bits, not interlaced). */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const coloursAtMost = 256;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each point, as one number. */
  readonly points: Uint32Array;
}

/** The same picture with its most frequent colours; a rarer one becomes the nearest of them. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, points } = decoded(png);
  const counts = new Map<number, number>();
  for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
  const palette = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, coloursAtMost)
    .map(([colour]) => colour);
  const places = new Map([...counts.keys()].map((colour) => [colour, nearest(colour, palette)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(points[y * width + x] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, other] of palette.entries()) {
    const distance = [16, 8, 0].reduce(
      (sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    );
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function decoded(png: Buffer): Picture {
  const data: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") {
      [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
      channels = { 2: 3, 6: 4 }[content[9] ?? 0] ?? 0;
      if (content[8] !== 8 || channels === 0 || content[12] !== 0)
        throw new Error("This kind of PNG is not known here.");
    }
    if (name === "IDAT") data.push(content);
    at += 12 + length;
  }
  return { width, height, points: unfiltered(inflateSync(Buffer.concat(data)), width, height, channels) };
}

/** Takes back what each row was filtered with. */
function unfiltered(bytes: Buffer, width: number, height: number, channels: number): Uint32Array {
  const points = new Uint32Array(width * height);
  const size = width * channels;
  let above = Buffer.alloc(size);
  for (let y = 0; y < height; y++) {
    const start = y * (size + 1);
    const row = Buffer.from(bytes.subarray(start + 1, start + 1 + size));
    for (let at = 0; at < size; at++) {
      const left = at >= channels ? (row[at - channels] ?? 0) : 0;
      const corner = at >= channels ? (above[at - channels] ?? 0) : 0;
      row[at] = ((row[at] ?? 0) + predicted(bytes[start] ?? 0, left, above[at] ?? 0, corner)) & 255;
    }
    for (let x = 0; x < width; x++) points[y * width + x] = row.readUIntBE(x * channels, 3);
    above = row;
  }
  return points;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(left + up - corner - one));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}
