/** Reads the rows of a file into records, each alone: what does not fit its schema, or stands twice, is marked. */
import { fieldError, fieldErrors } from "../platform/field-errors.ts";
import type { FieldError } from "../platform/refusals.ts";
import type { RegisterRecord } from "./load.ts";
import type { RegisterKind } from "./register-store.ts";
import { recordSchemas } from "./rows.ts";

/** A row on its way into the register; one with errors will be refused. */
export interface Row {
  /** From 1, the heading not counted. */
  readonly number: number;
  readonly id: string | undefined;
  readonly record: RegisterRecord | undefined;
  readonly errors: FieldError[];
}

/** A row in which nothing wrong has been found yet. */
export interface SoundRow extends Row {
  readonly record: RegisterRecord;
}

export function isSound(row: Row): row is SoundRow {
  return row.record !== undefined && row.errors.length === 0;
}

/** The rows of one kind. Of two rows with one id, or officers with one login, the second is marked. */
export function readRows(kind: RegisterKind, rows: readonly unknown[]): Row[] {
  const read = rows.map((row, index) => readRow(kind, row, index + 1));
  const ids = new Set<string>();
  const logins = new Set<string>();
  for (const row of read) {
    if (row.id !== undefined && isTaken(row.id, ids)) row.errors.push(fieldError("id", "duplicate-row"));
    if (isSound(row) && row.record.kind === "officer") {
      const { issuer, subject } = row.record.value;
      if (isTaken(JSON.stringify([issuer, subject]), logins)) row.errors.push(fieldError("subject", "login-taken"));
    }
  }
  return read;
}

function isTaken(key: string, taken: Set<string>): boolean {
  if (taken.has(key)) return true;
  taken.add(key);
  return false;
}

function readRow(kind: RegisterKind, row: unknown, number: number): Row {
  const { record, errors } = recordOf(kind, row);
  const id = typeof row === "object" && row !== null ? Reflect.get(row, "id") : undefined;
  return { number, id: typeof id === "string" ? id.slice(0, 200) : undefined, record, errors };
}

function recordOf(kind: RegisterKind, row: unknown): { record?: RegisterRecord; errors: FieldError[] } {
  switch (kind) {
    case "unit": {
      const { data, error } = recordSchemas.unit.safeParse(row);
      return data ? { record: { kind, value: data }, errors: [] } : { errors: fieldErrors(error.issues, row) };
    }
    case "portal": {
      const { data, error } = recordSchemas.portal.safeParse(row);
      return data ? { record: { kind, value: data }, errors: [] } : { errors: fieldErrors(error.issues, row) };
    }
    case "officer": {
      const { data, error } = recordSchemas.officer.safeParse(row);
      return data ? { record: { kind, value: data }, errors: [] } : { errors: fieldErrors(error.issues, row) };
    }
  }
}
