/**
 * Links that show what a body claims. They are for people to open, anywhere: https, a public name, nothing hidden in them. The system never
 * opens one itself. What is kept is the link as a browser reads it: a name in another script stands in its ASCII form (`xn--…`).
 */
import * as z from "zod";
import { type FieldCode, fieldError } from "../../platform/field-errors.ts";
import type { FieldError } from "../../platform/refusals.ts";
import type { Criterion } from "../criteria/criteria-set.ts";

const linkLength = 500;

/** Names that no public register gives out: special use (RFC 6761, 6762, 7686, 8375, 9476), or customary inside. */
const insideNames = new Set([
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "lan",
  "home",
  "corp",
  "test",
  "example",
  "invalid",
  "onion",
  "alt",
  "arpa",
]);

/** A link as it is kept, or why it is refused. */
export type LinkVerdict = { readonly link: string } | { readonly code: FieldCode };

/** Reads a link to evidence. */
export function evidenceLink(text: string): LinkVerdict {
  if (text.length > linkLength) return { code: "too-long" };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { code: "evidence-malformed" };
  if (scheme !== "https") return { code: "evidence-not-https" };
  if (!/^https:\/\/[^/?#]/i.test(text) || hasHidden(text)) return { code: "evidence-malformed" };
  const url = URL.parse(text);
  if (!url) return { code: "evidence-malformed" };
  if (isInside(url.hostname)) return { code: "evidence-inside" };
  const isPlain = url.username === "" && url.password === "" && url.port === "" && isPublicName(url.hostname);
  return isPlain ? { link: url.href } : { code: "evidence-malformed" };
}

/** Characters that a browser drops, turns into others, or does not show: two readers would open two addresses. */
function hasHidden(text: string): boolean {
  return /[\s\\\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u.test(text);
}

/** The name as the URL standard writes it: every notation of an IPv4 address has become four numbers, IPv6 is one label in brackets. */
function isInside(hostname: string): boolean {
  const labels = hostname.replace(/\.+$/, "").split(".");
  const last = labels.at(-1) ?? "";
  return /^\d+$/.test(last) || labels.length === 1 || insideNames.has(last);
}

function isPublicName(hostname: string): boolean {
  const labels = hostname.split(".");
  const last = labels.at(-1) ?? "";
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return hostname.length <= 253 && isName && /^(?:[a-z]{2,63}|xn--[a-z0-9-]+)$/.test(last);
}

/** A link as it is sent. */
export const writtenLink = z
  .string()
  .transform((text, context) => {
    const verdict = evidenceLink(text);
    if ("link" in verdict) return verdict.link;
    context.addIssue({ code: "custom", params: { code: verdict.code } });
    return z.NEVER;
  })
  .meta({ format: "uri", maxLength: linkLength });

/** Evidence as it is sent: the link, and of a checklist the item that it shows. */
export const writtenEvidence = z
  .array(z.strictObject({ item: z.string().max(40).optional(), url: writtenLink }))
  .max(60)
  .default([]);

/** Evidence for items that the criterion does not have. */
export function evidenceProblems(
  { items = [] }: Pick<Criterion, "items">,
  evidence: z.output<typeof writtenEvidence>,
  path: string,
): FieldError[] {
  return evidence.flatMap(({ item }, index) =>
    item === undefined || items.some(({ id }) => id === item)
      ? []
      : [fieldError(`${path}.evidence[${index}].item`, "item-unknown")],
  );
}
