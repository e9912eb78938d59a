/**
 * Writes lines in order, whatever their number: so many as memory is given for are ordered there; each further lot goes into a file beside
 * it, and in the end all are merged. The same lines give the same bytes.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream, rmSync, type WriteStream } from "node:fs";
import { linesOf } from "./lines.ts";

/** A line and what it is ordered by, which holds no tabulator. */
export interface OrderedLine {
  readonly order: string;
  readonly line: string;
}

export interface Written {
  readonly rows: number;
  readonly sha256: string;
}

/** Characters of lines that are held at once. */
const heldCharacters = 32_000_000;

/** Writes the file, readable by its owner only, and answers what it holds. A file of that name must not exist. */
export async function sortedFile(
  file: string,
  lines: AsyncIterable<OrderedLine>,
  most: number = heldCharacters,
): Promise<Written> {
  const lots: string[] = [];
  let held: OrderedLine[] = [];
  let size = 0;
  try {
    for await (const line of lines) {
      held.push(line);
      size += line.line.length + line.order.length;
      if (size < most) continue;
      const lot = `${file}.lot-${lots.length}`;
      lots.push(lot);
      await written(lot, inOrder(held).map(lotLine));
      held = [];
      size = 0;
    }
    const sources = [...lots.map(lotLines), asynchronous(inOrder(held))];
    return await written(file, texts(merged(sources)));
  } finally {
    for (const lot of lots) rmSync(lot, { force: true });
  }
}

function inOrder(lines: OrderedLine[]): OrderedLine[] {
  return lines.sort(compared);
}

/** By code units: the same on every machine. */
function compared(one: OrderedLine, other: OrderedLine): number {
  if (one.order === other.order) return 0;
  return one.order < other.order ? -1 : 1;
}

function lotLine({ order, line }: OrderedLine): string {
  return `${order}\t${line}`;
}

async function* lotLines(file: string): AsyncGenerator<OrderedLine> {
  for await (const text of linesOf(file)) {
    const tab = text.indexOf("\t");
    yield { order: text.slice(0, tab), line: text.slice(tab + 1) };
  }
}

async function* asynchronous(lines: readonly OrderedLine[]): AsyncGenerator<OrderedLine> {
  yield* lines;
}

async function* texts(lines: AsyncIterable<OrderedLine>): AsyncGenerator<string> {
  for await (const { line } of lines) yield line;
}

/** Of several orders one; sources are few. */
async function* merged(sources: readonly AsyncGenerator<OrderedLine>[]): AsyncGenerator<OrderedLine> {
  const heads: { next: OrderedLine; source: AsyncGenerator<OrderedLine> }[] = [];
  for (const source of sources) {
    const { value, done } = await source.next();
    if (!done) heads.push({ next: value, source });
  }
  while (heads.length > 0) {
    const first = heads.reduce((least, head) => (compared(head.next, least.next) < 0 ? head : least));
    yield first.next;
    const { value, done } = await first.source.next();
    if (done) heads.splice(heads.indexOf(first), 1);
    else first.next = value;
  }
}

async function written(file: string, lines: Iterable<string> | AsyncIterable<string>): Promise<Written> {
  const output = createWriteStream(file, { mode: 0o600, flags: "wx" });
  const hash = createHash("sha256");
  let rows = 0;
  let lot = "";
  const put = async () => {
    hash.update(lot);
    if (!output.write(lot)) await once(output, "drain");
    lot = "";
  };
  for await (const line of lines) {
    rows++;
    lot += `${line}\n`;
    if (lot.length > 1_000_000) await put();
  }
  await put();
  await ended(output);
  return { rows, sha256: hash.digest("hex") };
}

async function ended(output: WriteStream): Promise<void> {
  output.end();
  await once(output, "close");
}
