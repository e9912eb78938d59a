/** Canonical text: the same value is the same bytes on every machine, in every locale. Keys stand in code-unit order; no spaces. */
import { createHash } from "node:crypto";

/** What JSON holds; an absent field is no field. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

export function canonicalText(value: Plain): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const field = value[key];
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalText(field)}`);
  }
  return `{${fields.join(",")}}`;
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}
