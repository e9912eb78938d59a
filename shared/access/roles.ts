/** Who may do what, where and when. A role is held at a unit, from a day to a day. */
import * as z from "zod";
import type { Day } from "../calendar/province-time.ts";
import { Refusal } from "../platform/refusals.ts";
import { isOrdered, must, period, slug } from "../platform/schemas.ts";

export const roles = ["clerk", "leader", "editor", "consolidator", "supervisor", "auditor", "administrator"] as const;
export type Role = (typeof roles)[number];

/** These three follow up, read or run the whole province, whichever office they sit in. All others hold at their unit alone. */
export const provinceWideRoles: readonly Role[] = ["supervisor", "auditor", "administrator"];

/** A role at a unit for a time. `deputyFor`: the officer for whom one stands in. */
export const grant = z
  .strictObject({ role: z.enum(roles), unit: slug, ...period, deputyFor: z.string().max(120).optional() })
  .refine(isOrdered, { ...must("days-reversed"), path: ["to"] });
export type Grant = z.output<typeof grant>;

/** Which roles a route admits. */
export interface OfficerRule {
  /** Roles held at the unit that the matter belongs to. Empty: none. */
  readonly atUnit: readonly Role[];
  /** Roles that hold wherever the matter lies. */
  readonly anywhere: readonly Role[];
  /** Roles held at the unit to which the matter is sent: a parent's, the province's. */
  readonly atRecipient?: readonly Role[];
  /** Roles that hold wherever the matter lies, if it is sent to the province itself. */
  readonly forProvince?: readonly Role[];
  /** A person named for the matter by a document is let in too, whatever their roles: by the action, which knows the matter. */
  readonly byName?: true;
}

/** Whose a matter is, and to whom it is sent. */
export interface Matter {
  readonly unit: string;
  readonly recipient?: string | undefined;
  readonly isForProvince?: boolean;
}

/** At a parent, these follow up its children; nobody else there sees a child's matter. */
const overseeing: readonly Role[] = ["leader", "consolidator"];

/** Roles that are held on a day: both ends included. */
export function grantsOn(grants: readonly Grant[], day: Day): Grant[] {
  return grants.filter(({ from, to }) => from <= day && (to === undefined || day <= to));
}

/**
 * Lets an officer at a unit's matter, or says how it is refused: another unit's matter does not exist for them (404);
 * their own, or one that is sent to them, with the wrong role is forbidden (403). Returns the grant by which they act.
 */
export function admit(grants: readonly Grant[], rule: OfficerRule, of: string | Matter, day: Day): Grant {
  const { unit, recipient, isForProvince = false }: Matter = typeof of === "string" ? { unit: of } : of;
  const { atUnit, anywhere, atRecipient = [], forProvince = [] } = rule;
  const held = grantsOn(grants, day);
  const acting =
    held.find((grant) => grant.unit === unit && atUnit.includes(grant.role)) ??
    held.find((grant) => grant.unit === recipient && atRecipient.includes(grant.role)) ??
    held.find(({ role }) => anywhere.includes(role) || (isForProvince && forProvince.includes(role)));
  if (acting) return acting;
  const seesIt = held.some(
    (grant) =>
      grant.unit === unit ||
      provinceWideRoles.includes(grant.role) ||
      (grant.unit === recipient && overseeing.includes(grant.role)),
  );
  throw new Refusal(seesIt ? "role-missing" : "not-found");
}

/** True when a rule admits nobody for a role at one unit: then it can be refused before the matter is known. */
export function isUnbound({ atUnit, atRecipient = [], forProvince = [], byName }: OfficerRule): boolean {
  return atUnit.length + atRecipient.length + forProvince.length === 0 && byName !== true;
}

/** The one unit at which an officer works on a day; several or none: they must name it. */
export function ownUnit(grants: readonly Grant[], day: Day): string {
  const units = grantsOn(grants, day).filter(({ role }) => !provinceWideRoles.includes(role));
  const [only, ...others] = new Set(units.map(({ unit }) => unit));
  if (only === undefined) throw new Refusal("scope-not-held");
  if (others.length > 0) throw new Refusal("unit-ambiguous");
  return only;
}

/** Lets an officer at a matter of the whole province. */
export function admitAnywhere(grants: readonly Grant[], rule: OfficerRule, day: Day): Grant {
  const acting = grantsOn(grants, day).find((grant) => rule.anywhere.includes(grant.role));
  if (!acting) throw new Refusal("role-missing");
  return acting;
}
