/** A unit (cơ quan, đơn vị, tổ chức, địa phương) and its dated place in the tree. */
import * as z from "zod";
import type { Day } from "../calendar/province-time.ts";
import { isOrdered, line, must, period, slug } from "../platform/schemas.ts";

/** What kind of body it is: another thing than its level. */
export const unitKinds = [
  "people-committee",
  "department",
  "party",
  "front",
  "mass-organisation",
  "central-body",
  "public-service-unit",
  "state-fund",
  "other",
] as const;

export const levels = ["province", "district", "commune"] as const;

/** What a unit takes part in: the Q&A section, its yearly evaluation, online public services. */
export const participationKinds = ["questions", "questions-evaluation", "online-services"] as const;

const link = z.strictObject({ unit: slug, ...period }).refine(isOrdered, { ...must("days-reversed"), path: ["to"] });
const participation = z
  .strictObject({ kind: z.enum(participationKinds), ...period })
  .refine(isOrdered, { ...must("days-reversed"), path: ["to"] });
const nameOfTime = z
  .strictObject({ name: line(300), shortName: line(60).optional(), ...period })
  .refine(isOrdered, { ...must("days-reversed"), path: ["to"] });

export const unit = z
  .strictObject({
    id: slug,
    kind: z.enum(unitKinds),
    level: z.enum(levels),
    /** Names change by date; the last is today's unless it has ended. */
    names: z.array(nameOfTime).min(1).max(20),
    officialCode: line(20).optional(),
    aliases: z.array(line(300)).max(20).default([]),
    /** The reporting link: to whom it reports; this is the tree. Empty at the root, or for a body that only answers beside others. */
    reportsTo: z.array(link).max(20).default([]),
    /** The governing link (cơ quan chủ quản); another link than reporting. */
    governedBy: z.array(link).max(20).default([]),
    participations: z.array(participation).max(30).default([]),
    ...period,
    /** The successor after a merger. */
    mergedInto: slug.optional(),
    /** Made up for the demonstration. */
    synthetic: z.boolean().default(false),
  })
  .refine(isOrdered, { ...must("days-reversed"), path: ["to"] })
  .refine((value) => areApart(value.reportsTo), { ...must("periods-overlap"), path: ["reportsTo"] })
  .refine((value) => areApart(value.governedBy), { ...must("periods-overlap"), path: ["governedBy"] })
  .refine((value) => areApart(value.names), { ...must("periods-overlap"), path: ["names"] })
  .refine((value) => value.reportsTo.every(({ unit }) => unit !== value.id), {
    ...must("tree-cycle"),
    path: ["reportsTo"],
  });

export type Unit = z.output<typeof unit>;
export type Participation = z.output<typeof participation>["kind"];

interface Period {
  readonly from: Day;
  readonly to?: Day | undefined;
}

/** True when a period includes a day; both ends belong to it. */
export function includes({ from, to }: Period, on: Day): boolean {
  return from <= on && (to === undefined || on <= to);
}

/** True when no two periods share a day. */
function areApart(periods: readonly Period[]): boolean {
  const ordered = [...periods].sort((a, b) => (a.from < b.from ? -1 : 1));
  return ordered.every((next, index) => {
    const before = ordered[index - 1];
    return before === undefined || (before.to !== undefined && before.to < next.from);
  });
}

/** To whom the unit reports on a day. */
export function parentOn(unit: Unit, on: Day): string | undefined {
  return unit.reportsTo.find((link) => includes(link, on))?.unit;
}

/** Its name on a day; the first it ever had before that. */
export function nameOn(unit: Unit, on: Day): string {
  const named = unit.names.find((name) => includes(name, on)) ?? unit.names[0];
  return named?.name ?? unit.id;
}

export function takesPart(unit: Unit, kind: Participation, on: Day): boolean {
  return includes(unit, on) && unit.participations.some((entry) => entry.kind === kind && includes(entry, on));
}
