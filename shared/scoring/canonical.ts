/** Canonical text: the same value is the same bytes on every machine, in every locale. Keys stand in code-unit order; no spaces. */
import { createHash } from "node:crypto";

/** What JSON holds; an absent field is no field. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

export function canonicalText(value: Plain): string {
  return JSON.stringify(sorted(value));
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function sorted(value: Plain | undefined): Plain | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => sorted(one) ?? null);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, field]) => [key, sorted(field)]),
  );
}
