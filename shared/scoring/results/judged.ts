/**
 * What the results are made of, out of a sheet as it is kept. Ten thousand sheets are read at once: what results do not need (what the
 * body says, evidence, reasons) is not looked at, and goes again as soon as it was read.
 */
import * as z from "zod";
import { type SheetEntry, sheet } from "../evaluations/sheet.ts";
import { fact, notReviewed } from "../facts/fact.ts";
import type { Judged } from "./results.ts";

const { portal, group, kind, level, participations, suspended } = sheet.shape;
const entries = z.record(z.string(), z.unknown());
const judgedBody = z.object({ portal, group, kind, level, participations, suspended, entries });

/** Reads what is judged; only the settled facts (`settledFact` of sheet.ts) are kept, as if they were measured. */
export const judgedSheet = judgedBody.transform(({ entries, ...body }, context): Judged => {
  const settled: Record<string, SheetEntry> = {};
  for (const [id, entry] of Object.entries(entries)) {
    const input = settledIn(entry);
    const read = fact.safeParse(input);
    if (read.success) settled[id] = { measured: read.data };
    else context.issues.push({ code: "custom", input, path: ["entries", id] });
  }
  return { ...body, entries: settled };
});

function settledIn(entry: unknown): unknown {
  const reviewed = fieldOf(entry, "reviewed");
  if (reviewed !== undefined) return fieldOf(reviewed, "fact");
  return fieldOf(entry, "measured") ?? notReviewed;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
