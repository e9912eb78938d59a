/**
 * Rows of a register file, JSON or CSV, read into records. A CSV has one line per record under a heading of column names;
 * `,` or `;` between columns; several values in a cell are parted by `|`; a dated value is `value@from` or `value@from..to`,
 * as in `so-tu-phap@2020-09-18..2025-06-30`. A grant is `role:unit@from..to`, for a deputy with `/officer id` behind it.
 */
import * as z from "zod";
import { officer } from "../access/officer.ts";
import { type Cells, cut, linesOf, list, taken } from "../platform/csv.ts";
import { fieldError } from "../platform/field-errors.ts";
import { Refusal } from "../platform/refusals.ts";
import { portal } from "../portals/portal.ts";
import { unit } from "../units/unit.ts";
import type { RegisterKind } from "./register-store.ts";

/** As many rows as one request may bring. */
const mostRows = 1_000;

const fieldErrorAnswer = z.object({ path: z.string(), code: z.string(), detail: z.string(), detailEn: z.string() });

/** What became of a row (numbered from 1, the heading not counted). */
export const verdict = z.object({
  row: z.number(),
  id: z.string().optional(),
  verdict: z.enum(["added", "changed", "unchanged", "refused"]),
  errors: z.array(fieldErrorAnswer).optional(),
});
export type Verdict = z.output<typeof verdict>;

export const recordSchemas = { unit, portal, officer } as const;

type Reader = (cells: Cells) => Record<string, unknown>;

const plain = (...names: string[]) => names;
const columns: Readonly<Record<RegisterKind, { plain: string[]; lists: string[]; read: Reader }>> = {
  unit: {
    plain: plain("id", "kind", "level", "officialCode", "from", "to", "mergedInto", "name", "shortName", "synthetic"),
    lists: ["aliases", "reportsTo", "governedBy", "participations"],
    read: (cells) => ({
      ...taken(cells, ["id", "kind", "level", "officialCode", "from", "to", "mergedInto"]),
      names: [{ ...taken(cells, ["name", "shortName", "from"]) }],
      aliases: list(cells.aliases),
      reportsTo: list(cells.reportsTo).map((text) => dated(text, "unit")),
      governedBy: list(cells.governedBy).map((text) => dated(text, "unit")),
      participations: list(cells.participations).map((text) => dated(text, "kind")),
      ...flag(cells),
    }),
  },
  portal: {
    plain: plain("id", "kind", "name", "address", "unit", "governingUnit", "handedOverOn", "from", "to", "synthetic"),
    lists: [],
    read: (cells) => ({
      ...taken(cells, ["id", "kind", "name", "address", "unit", "governingUnit", "handedOverOn", "from", "to"]),
      ...flag(cells),
    }),
  },
  officer: {
    plain: plain("id", "fullName", "title", "email", "issuer", "subject", "synthetic"),
    lists: ["grants"],
    read: (cells) => ({
      ...taken(cells, ["id", "fullName", "title", "email", "issuer", "subject"]),
      grants: list(cells.grants).map(grantOf),
      ...flag(cells),
    }),
  },
};

/**
 * The rows of a CSV text. A heading that is not ours, text that is no CSV, or more than `most` rows refuse the whole file;
 * a line that does not fit the heading is named by its number in the file.
 */
export function rowsOfCsv(kind: RegisterKind, csv: string, most = mostRows): Record<string, unknown>[] {
  const { plain: single, lists, read } = columns[kind];
  const lines = linesOf(csv, [...single, ...lists]);
  if (lines.length > most) throw new Refusal("invalid-content", [fieldError("csv", "too-long")]);
  return lines.map(read);
}

function flag(cells: Cells): Record<string, unknown> {
  const text = cells.synthetic ?? "";
  if (text === "") return {};
  return { synthetic: text === "true" ? true : text === "false" ? false : text };
}

function dated(text: string, name: string): Record<string, string> {
  const [value, span = ""] = cut(text, "@");
  const [from, to] = cut(span, "..");
  return { [name]: value, from, ...(to !== undefined && { to }) };
}

function grantOf(text: string): Record<string, string> {
  const [grant, deputyFor] = cut(text, "/");
  const { held = "", ...span } = dated(grant, "held");
  const [role, unitId = ""] = cut(held, ":");
  return { role, unit: unitId, ...span, ...(deputyFor !== undefined && { deputyFor }) };
}
