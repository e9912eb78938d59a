/** How obligations are shown: in lists, and as the answer to an act. */
import * as z from "zod";
import { type Day, dayNumberOf } from "../../shared/calendar/province-time.ts";
import { periodName, reportKinds } from "../../shared/reports/kinds.ts";
import { obligationStates } from "../../shared/reports/moves.ts";
import { lastDayOf, type ObligationHead, standingOf, standings } from "../../shared/reports/obligation.ts";
import { tiers } from "../../shared/reports/regime.ts";
import type { ListedObligation } from "../../shared/reports/report-store.ts";
import { unitGroups } from "../../shared/units/groups.ts";

const firstHandIn = z.object({ at: z.string(), on: z.string(), lateDays: z.number() });

/** An obligation in a list. Of a directed report there is no kind, year and data period; `of` is its order. */
export const shownObligation = z.object({
  id: z.string(),
  unit: z.string(),
  group: z.enum(unitGroups),
  of: z.string(),
  kind: z.enum(reportKinds).optional(),
  year: z.number().optional(),
  periodName: z.string().optional(),
  dataFrom: z.string().optional(),
  dataTo: z.string().optional(),
  dueOn: z.string(),
  /** The due day was counted by a calendar that is estimated or missing. */
  provisional: z.boolean(),
  extendedUntil: z.string().optional(),
  to: z.string(),
  tier: z.enum(tiers),
  gathers: z.boolean(),
  state: z.enum(obligationStates),
  /** On the day of the request; none of one that has lapsed. */
  standing: z.enum(standings).optional(),
  /** Calendar days: of the first hand-in; before it, as of today. */
  lateDays: z.number(),
  /** None while it is only foreseen. */
  version: z.number().optional(),
  report: z.number().optional(),
  metBy: z.string().optional(),
  onBehalfBy: z.string().optional(),
  first: firstHandIn.optional(),
  isComplete: z.boolean().optional(),
  isValid: z.boolean().optional(),
  outOfDate: z.array(z.string()).optional(),
});

/** What an act answers with. */
export const stateAnswer = z.object({
  id: z.string(),
  state: z.enum(obligationStates),
  dueOn: z.string(),
  lastOn: z.string(),
  report: z.number().optional(),
  first: firstHandIn.optional(),
  isComplete: z.boolean().optional(),
  isValid: z.boolean().optional(),
  outOfDate: z.array(z.string()).optional(),
});

/** A cell at fault: its path, a code, sentences that name it, and what was expected. */
export const shownCell = z.object({
  path: z.string(),
  code: z.string(),
  detail: z.string(),
  detailEn: z.string(),
  expected: z.union([z.number(), z.string()]).optional(),
});

type Listable = Omit<ListedObligation, "version"> & { readonly version?: number };

/** An obligation as a list shows it on a day. */
export function listedAs(obligation: Listable, today: Day): z.input<typeof shownObligation> {
  const { period, extension, report, ...shown } = obligation;
  return {
    ...shown,
    kind: period?.kind,
    year: period?.year,
    periodName: period && periodName(period),
    dataFrom: period?.dataFrom,
    dataTo: period?.dataTo,
    extendedUntil: extension?.until,
    standing: standingOf(obligation, today),
    lateDays: obligation.first?.lateDays ?? lateSoFar(obligation, today),
    report: report?.number,
  };
}

function lateSoFar(obligation: Listable, today: Day): number {
  const isOwed = !["excused", "lapsed"].includes(obligation.state);
  return isOwed ? Math.max(0, dayNumberOf(today) - dayNumberOf(lastDayOf(obligation))) : 0;
}

/** The state of an obligation after an act. */
export function stateOf(head: ObligationHead): z.input<typeof stateAnswer> {
  const { id, state, dueOn, report, first, isComplete, isValid, outOfDate } = head;
  return { id, state, dueOn, lastOn: lastDayOf(head), report: report?.number, first, isComplete, isValid, outOfDate };
}
