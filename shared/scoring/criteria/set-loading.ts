/** Reads a criteria set row by row: each row has its verdict, the whole its problems. Pure. One row or problem refused refuses the set. */
import * as z from "zod";
import { fieldErrors } from "../../platform/field-errors.ts";
import type { FieldError } from "../../platform/refusals.ts";
import { canonicalText, hashOf } from "../snapshots/canonical.ts";
import { type CriteriaSet, type Criterion, criterion, type SetHeader } from "./criteria-set.ts";
import { criteriaProblems, errorsOf, headerProblems, type Problem, wholeProblems } from "./set-problems.ts";

/** As large as the body of a request: a set is kept in one item. */
const setBytesAtMost = 256_000;

export const fieldErrorAnswer = z.object({
  path: z.string(),
  code: z.string(),
  detail: z.string(),
  detailEn: z.string(),
});

/** What became of a row, numbered from 1, the heading not counted. */
export const setVerdict = z.object({
  row: z.number(),
  id: z.string().optional(),
  verdict: z.enum(["sound", "refused"]),
  errors: z.array(fieldErrorAnswer).optional(),
});
export type SetVerdict = z.output<typeof setVerdict>;

export interface ReadSet {
  /** Absent: a row or the whole is refused. */
  readonly set?: CriteriaSet;
  readonly verdicts: readonly SetVerdict[];
  /** Of the set as a whole; paths as in `header.bands[0].from`. */
  readonly problems: readonly FieldError[];
}

interface Row {
  readonly id: string | undefined;
  readonly value: Criterion | undefined;
  readonly errors: FieldError[];
}

export function readSet(header: SetHeader, rows: readonly unknown[]): ReadSet {
  const read = rows.map(readRow);
  const criteria = read.flatMap(({ value }) => value ?? []);
  const unread = new Set(read.flatMap(({ id, value }) => (value || id === undefined ? [] : [id])));
  const found = criteriaProblems({ ...header, criteria }, unread);
  for (const [index, row] of read.filter(({ value }) => value).entries()) {
    row.errors.push(...errorsOf(found[index] ?? []));
  }
  const isWhole = criteria.length === rows.length;
  const problems = errorsOf([
    ...headerProblems(header).map(inHeader),
    // Rows that could not be read would be missed in the sums.
    ...(isWhole ? wholeProblems({ ...header, criteria }).map(inHeader) : []),
    ...(isWhole ? sizeProblems({ ...header, criteria }) : []),
  ]);
  const isSound = problems.length === 0 && read.every(({ errors }) => errors.length === 0);
  return { ...(isSound && { set: { ...header, criteria } }), verdicts: read.map(verdictOf), problems };
}

/** SHA-256 of the canonical text of a set, in hex. */
export function setHashOf(set: CriteriaSet): string {
  return hashOf(canonicalText(set));
}

function readRow(row: unknown): Row {
  const { data, error } = criterion.safeParse(row);
  const id = typeof row === "object" && row !== null ? Reflect.get(row, "id") : undefined;
  const errors = error ? fieldErrors(error.issues, row) : [];
  return { id: typeof id === "string" ? id.slice(0, 60) : undefined, value: data, errors };
}

function inHeader({ path, code }: Problem): Problem {
  return { path: path === "criteria" ? path : `header.${path}`, code };
}

function sizeProblems(set: CriteriaSet): Problem[] {
  return Buffer.byteLength(canonicalText(set)) > setBytesAtMost ? [{ path: "criteria", code: "too-long" }] : [];
}

function verdictOf({ id, errors }: Row, index: number): SetVerdict {
  const row = { row: index + 1, id };
  return errors.length === 0 ? { ...row, verdict: "sound" } : { ...row, verdict: "refused", errors };
}
