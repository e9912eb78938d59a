/** An amendment: criteria of some portals get another fact, by a document; everything is then computed anew. */
import type { Signature } from "../../access/signature.ts";
import type { Sheet } from "../evaluations/sheet.ts";
import type { AmendedEntry } from "./period-record.ts";

/** A sheet with what an amendment says of its portal; what stood there before stands on the sheet before. */
export function amendedSheet(
  before: Sheet,
  changed: readonly AmendedEntry[],
  { officer: by, at }: Pick<Signature, "officer" | "at">,
): Sheet {
  const entries = { ...before.entries };
  for (const { criterion, fact, reason } of changed) {
    entries[criterion] = { ...entries[criterion], reviewed: { fact, reason, by, at } };
  }
  return { ...before, entries };
}

/** The entries of an amendment by portal. */
export function byPortal(entries: readonly AmendedEntry[]): Map<string, AmendedEntry[]> {
  const found = new Map<string, AmendedEntry[]>();
  for (const entry of entries) {
    const others = found.get(entry.portal);
    if (others) others.push(entry);
    else found.set(entry.portal, [entry]);
  }
  return found;
}
