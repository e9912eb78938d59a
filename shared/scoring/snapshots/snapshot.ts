/**
 * A snapshot: everything a frozen result was made of and everything it says, as lines of text. First what it is (period, set, decision),
 * then what each portal was judged by, then each portal's result, both by portal; last the SHA-256 of all lines before it. Anyone may
 * fetch it: what an officer or a body wrote beside a fact is not in it, but the SHA-256 of each sheet is, so that none can change later.
 * No clock and no chance go into it: frozen again, the same inputs are the same bytes.
 */
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { signature } from "../../access/signature.ts";
import { criteriaSet } from "../criteria/criteria-set.ts";
import { settledFact } from "../evaluations/sheet.ts";
import type { Fact } from "../facts/fact.ts";
import { amendedEntry, scorePeriodRecord } from "../periods/period-record.ts";
import { judgedSheet } from "../results/judged.ts";
import type { Judged, Result } from "../results/results.ts";
import { canonicalText } from "./canonical.ts";

/** Raised when a line changes its shape: an older reader then says so instead of reading it wrong. */
export const snapshotFormat = 1;
const kind = "dondoc-scores";

const document = { number: z.string(), on: z.string(), signature };

/** What stands above the sheets. */
export const snapshotHeader = z.strictObject({
  kind: z.literal(kind),
  format: z.literal(snapshotFormat),
  period: z.strictObject(scorePeriodRecord.pick({ id: true, kind: true, from: true, to: true }).shape),
  /** 1: by the council's decision; each later one amends the one before, which it names by its hash. */
  number: z.number().int().min(1),
  before: z.string().optional(),
  set: criteriaSet,
  setHash: z.string(),
  portals: z.number().int().min(0),
  published: z.strictObject({ at: z.string(), unreviewed: z.number(), windowEndsOn: z.string() }).optional(),
  decision: scorePeriodRecord.shape.decision,
  reviewers: scorePeriodRecord.shape.reviewers,
  amendment: z.object({ ...document, reason: z.string(), entries: z.array(amendedEntry) }).optional(),
});
export type SnapshotHeader = z.output<typeof snapshotHeader>;

/** A portal's inputs: which sheet it was judged by, the SHA-256 of that sheet's text, and what of it is judged. */
export interface SnapshotInput {
  readonly number: number;
  readonly sha256: string;
  readonly judged: Judged;
}

/** What is wrong with a file that should be a snapshot. */
export const snapshotFaults = {
  "snapshot-unreadable": "This is not a snapshot of scores.",
  "snapshot-not-unpacked": "This is neither plain text nor whole gzip: it cannot be unpacked.",
  "snapshot-truncated": "The snapshot is cut off: its last line, which holds the hash, is missing.",
  "snapshot-altered": "The snapshot is not what was frozen: its text does not have the hash that its last line names.",
  "snapshot-of-another-version": "The snapshot is of a format that this version does not read.",
} as const;
export type SnapshotFault = keyof typeof snapshotFaults;

/** Thrown for a file that is refused; says in one sentence why. */
export class SnapshotRefused extends Error {
  override readonly name = "SnapshotRefused";
  readonly code: SnapshotFault;

  constructor(code: SnapshotFault) {
    super(`${code}: ${snapshotFaults[code]}`);
    this.code = code;
  }
}

/** The lines of a snapshot, each with its end; inputs and results by portal. Returns its hash. */
export function* snapshotLines(
  header: SnapshotHeader,
  inputs: Iterable<SnapshotInput>,
  results: Iterable<Result>,
): Generator<string, string> {
  const hash = createHash("sha256");
  const hashed = (text: string) => {
    const line = `${text}\n`;
    hash.update(line);
    return line;
  };
  yield hashed(headerLine(header));
  for (const input of inputs) yield hashed(inputLine(input));
  for (const result of results) yield hashed(resultLine(result));
  const digest = hash.digest("hex");
  yield endLine(digest);
  return digest;
}

/** A header as it is written. */
export function headerLine(header: SnapshotHeader): string {
  return canonicalText(header);
}

/** A portal's result as it is written. */
export function resultLine({ outcomes, ...result }: Result): string {
  return canonicalText({ ...result, outcomes: Object.fromEntries(outcomes) });
}

function inputLine({ number, sha256, judged }: SnapshotInput): string {
  const { portal, group, kind, level, participations, suspended } = judged;
  const entries: Record<string, { measured: Fact }> = {};
  for (const [id, entry] of Object.entries(judged.entries)) entries[id] = { measured: settledFact(entry) };
  const sheet = { portal, group, kind, level, participations, suspended, entries };
  return canonicalText({ number, sha256, sheet });
}

function endLine(digest: string): string {
  return `{"sha256":"${digest}"}\n`;
}

/** A snapshot that has proved its hash; its lines as they stand, read one by one. */
export interface Snapshot {
  readonly hash: string;
  readonly header: SnapshotHeader;
  readonly headerLine: string;
  /** What each portal was judged by, by portal. */
  inputLines(): Generator<string>;
  /** Each portal's result, by portal. */
  resultLines(): Generator<string>;
}

/** Reads a snapshot, packed or plain. Throws `SnapshotRefused`: nothing of a file that does not prove its hash is believed. */
export function snapshotIn(file: Uint8Array): Snapshot {
  const bytes = unpacked(file);
  const length = endLine("0".repeat(64)).length;
  const body = bytes.subarray(0, Math.max(bytes.length - length, 0));
  const end = bytes.subarray(body.length).toString("latin1");
  if (!bytes.subarray(0, 40).toString("latin1").startsWith("{")) throw new SnapshotRefused("snapshot-unreadable");
  // A last line with one wrong byte is still a last line.
  if (!end.startsWith('{"sha256":') && !end.endsWith('"}\n')) throw new SnapshotRefused("snapshot-truncated");
  const hash = createHash("sha256").update(body).digest("hex");
  if (end !== endLine(hash)) throw new SnapshotRefused("snapshot-altered");
  return read(body, hash);
}

/** What results are made of, by portal. */
export function* judgedOf(snapshot: Pick<Snapshot, "inputLines">): Generator<Judged> {
  for (const line of snapshot.inputLines()) yield judgedInput.parse(JSON.parse(line)).sheet;
}

const judgedInput = z.object({ number: z.number(), sheet: judgedSheet });

function read(body: Buffer, hash: string): Snapshot {
  const ends = endsOf(body);
  const headerText = body.toString("utf8", 0, ends[0]);
  const json: unknown = JSON.parse(headerText);
  const named = z.object({ kind: z.literal(kind), format: z.number() }).safeParse(json);
  if (!named.success) throw new SnapshotRefused("snapshot-unreadable");
  if (named.data.format !== snapshotFormat) throw new SnapshotRefused("snapshot-of-another-version");
  const header = snapshotHeader.parse(json);
  if (ends.length !== 1 + 2 * header.portals) throw new SnapshotRefused("snapshot-unreadable");
  const lines = function* (from: number, to: number) {
    for (let line = from; line < to; line++) yield body.toString("utf8", (ends[line - 1] ?? -1) + 1, ends[line]);
  };
  return {
    hash,
    header,
    headerLine: headerText,
    inputLines: () => lines(1, 1 + header.portals),
    resultLines: () => lines(1 + header.portals, 1 + 2 * header.portals),
  };
}

/** Where each line ends. */
function endsOf(body: Buffer): number[] {
  const ends: number[] = [];
  for (let at = body.indexOf(10); at !== -1; at = body.indexOf(10, at + 1)) ends.push(at);
  return ends;
}

function unpacked(file: Uint8Array): Buffer {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new SnapshotRefused("snapshot-not-unpacked");
  }
}
