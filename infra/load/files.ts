/** Reads the files of a province from a folder. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type CalendarYear, calendarYear } from "../../shared/calendar/calendar-year.ts";
import { pathText } from "../../shared/platform/field-errors.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { RowsByKind } from "../../shared/register/load.ts";
import { type RegisterKind, registerKinds } from "../../shared/register/register-store.ts";
import { rowsOfCsv } from "../../shared/register/rows.ts";
import { LoadFailure } from "./failure.ts";

export interface ProvinceFiles {
  readonly rows: RowsByKind;
  readonly calendars: readonly CalendarYear[];
}

/** Reads `units`, `portals`, `officers` (each .csv or .json) and `calendars.json`, those that are there. */
export function readFiles(folder: string): ProvinceFiles {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new LoadFailure(`There is no folder ${folder}.`);
  const found = registerKinds.flatMap((kind) => {
    const rows = rowsOf(folder, kind);
    return rows ? [[kind, rows] as const] : [];
  });
  const calendars = calendarsOf(join(folder, "calendars.json"));
  if (found.length === 0 && !calendars) {
    throw new LoadFailure(`${folder} holds none of units, portals, officers (.csv or .json) and calendars.json.`);
  }
  return { rows: Object.fromEntries(found), calendars: calendars ?? [] };
}

function rowsOf(folder: string, kind: RegisterKind): readonly unknown[] | undefined {
  const csv = join(folder, `${kind}s.csv`);
  const json = join(folder, `${kind}s.json`);
  const isCsv = existsSync(csv);
  const isJson = existsSync(json);
  if (isCsv && isJson) throw new LoadFailure(`${folder} holds both ${kind}s.csv and ${kind}s.json; keep one.`);
  if (!isCsv && !isJson) return undefined;
  const rows = isCsv ? csvRows(csv, kind) : read(z.array(z.unknown()), json);
  if (rows.length === 0) throw new LoadFailure(`${isCsv ? csv : json} holds no rows.`);
  return rows;
}

function csvRows(file: string, kind: RegisterKind): readonly unknown[] {
  const text = textOf(file);
  try {
    return rowsOfCsv(kind, text, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new LoadFailure(`${file}: ${error.errors.map(({ path, detailEn }) => `${path}: ${detailEn}`).join(" ")}`);
  }
}

function calendarsOf(file: string): readonly CalendarYear[] | undefined {
  return existsSync(file) ? read(z.array(calendarYear), file) : undefined;
}

function read<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const result = schema.safeParse(jsonOf(file));
  if (result.success) return result.data;
  const paths = [...new Set(result.error.issues.map(({ path }) => pathText(path) || "the whole file"))];
  throw new LoadFailure(`${file} does not have the right form at: ${paths.join(", ")}.`);
}

function jsonOf(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch {
    throw new LoadFailure(`${file} is not JSON.`);
  }
}

/** The text of a UTF-8 file, without its byte order mark. */
function textOf(file: string): string {
  const bytes = bytesOf(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new LoadFailure(`${file} is not encoded in UTF-8; save it as "CSV UTF-8".`);
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new LoadFailure(`${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}
