/** Handing in, returning, accepting, extending and excusing: what becomes of an obligation's head. Who may is decided before. */
import { type Day, dayAt, dayNumberOf } from "../calendar/province-time.ts";
import { planEnded } from "../deadlines/plan.ts";
import type { Instant } from "../platform/clock.ts";
import { Refusal, refusalOf } from "../platform/refusals.ts";
import { isHandedIn, type ObligationEvent, obligationStateAfter } from "./moves.ts";
import { lastDayOf, type ObligationHead } from "./obligation.ts";

/** A head one version on, moved by an event. */
export function moved(head: ObligationHead, event: ObligationEvent): ObligationHead {
  return {
    ...head,
    state: obligationStateAfter(event, head.state),
    version: head.version + 1,
    sequence: head.sequence + 1,
  };
}

/** A new draft by an officer; with `isSubmitted` it goes to the leader at once. */
export function draftedReport(head: ObligationHead, by: string, isSubmitted: boolean, now: Instant): ObligationHead {
  const drafted = withDraft(moved(head, "report-drafted"), by, now);
  return isSubmitted ? { ...drafted, state: obligationStateAfter("report-sent-to-leader", drafted.state) } : drafted;
}

/** A new draft that gathers the children's reports; nothing is out of date any more. */
export function consolidatedReport(head: ObligationHead, by: string, now: Instant): ObligationHead {
  if (!head.gathers) throw new Refusal("does-not-gather");
  refuseOpenPeriod(head, now);
  const drafted = withDraft(moved(head, "report-consolidated"), by, now);
  return { ...drafted, gathering: (head.gathering ?? 0) + 1, outOfDate: undefined };
}

/** A child came, or changed, after this report gathered it: it is named, and the report itself stays as it is. */
export function outdatedReport(head: ObligationHead, children: readonly string[]): ObligationHead {
  const outOfDate = [...new Set([...(head.outOfDate ?? []), ...children])].toSorted();
  return { ...moved(head, "report-outdated"), version: head.version, outOfDate };
}

function withDraft(next: ObligationHead, by: string, now: Instant): ObligationHead {
  return { ...next, draft: { number: (next.draft?.number ?? 0) + 1, by, at: new Date(now).toISOString() } };
}

/** Data are whole only from the day after their last day. */
function refuseOpenPeriod({ period }: ObligationHead, now: Instant): void {
  if (period && dayAt(now) <= period.dataTo) throw new Refusal("period-not-closed");
}

/** What is known of the report that is handed in. */
export interface HandedIn {
  readonly number: number;
  /** The draft that was signed; none of a report that another one meets. */
  readonly draft?: number | undefined;
  readonly by: string;
  readonly isComplete: boolean;
  readonly isValid: boolean;
  /** The parent that acts for a body that cannot. */
  readonly onBehalfBy?: string | undefined;
}

/** The obligation with a report: the first date decides punctuality for ever, later ones are supplements. Late is taken and marked. */
export function handedIn(
  head: ObligationHead,
  { number, draft, by, isComplete, isValid, onBehalfBy }: HandedIn,
  now: Instant,
): ObligationHead {
  refuseOpenPeriod(head, now);
  const next = moved(head, isHandedIn(head.state) ? "report-supplemented" : "report-submitted");
  return {
    ...next,
    report: { number, by, at: new Date(now).toISOString(), ...(draft !== undefined && { draft }) },
    first: head.first ?? firstOf(head, now),
    isComplete,
    isValid,
    metBy: undefined,
    returned: undefined,
    onBehalfBy,
    plan: planEnded(next.plan),
  };
}

/** True when a report of one obligation can meet the other too: of the same body, due on the same day. */
export function coincides(other: ObligationHead, met: ObligationHead): boolean {
  const isOther = other.id !== met.id && other.unit === met.unit && other.dueOn === met.dueOn;
  return isOther && other.period !== undefined && met.period !== undefined;
}

/** Another obligation met by the same report (`alsoMeets`); it has a number of its own there. */
export function alsoMet(other: ObligationHead, met: ObligationHead, now: Instant): ObligationHead {
  if (!coincides(other, met)) throw refusalOf("does-not-coincide", "alsoMeets");
  const facts = {
    number: (other.report?.number ?? 0) + 1,
    by: met.report?.by ?? "",
    isComplete: met.isComplete ?? false,
    isValid: met.isValid ?? false,
    onBehalfBy: met.onBehalfBy,
  };
  return { ...handedIn(other, facts, now), metBy: met.id };
}

/** Lateness by local date, in calendar days: the due day of a report is a date, not a number of working days. */
function firstOf(head: ObligationHead, now: Instant) {
  const on = dayAt(now);
  return { at: new Date(now).toISOString(), on, lateDays: Math.max(0, dayNumberOf(on) - dayNumberOf(lastDayOf(head))) };
}

/** The report given back: with a reason, the fields it is about, and a new day that is not in the past. */
export function returnedReport(
  head: ObligationHead,
  { reason, fields, dueOn, by }: { reason: string; fields: readonly string[]; dueOn: Day; by: string },
  now: Instant,
): ObligationHead {
  if (dueOn <= dayAt(now)) throw refusalOf("day-not-ahead", "dueOn");
  return {
    ...moved(head, "report-returned"),
    returned: { reason, fields: [...fields], dueOn, by, at: new Date(now).toISOString() },
  };
}

export function acceptedReport(head: ObligationHead): ObligationHead {
  return moved(head, "report-accepted");
}

/** More time, for a reason; the due day itself stays as it was. */
export function extendedObligation(
  head: ObligationHead,
  { until, reason, by }: { until: Day; reason: string; by: string },
  now: Instant,
): ObligationHead {
  if (until <= lastDayOf(head) || until < dayAt(now)) throw refusalOf("day-not-ahead", "until");
  return { ...moved(head, "obligation-extended"), extension: { until, reason, by, at: new Date(now).toISOString() } };
}

/** Nothing is owed any more, for a reason. It stays in the denominator's list and is shown as excused. */
export function excusedObligation(
  head: ObligationHead,
  { reason, by }: { reason: string; by: string },
  now: Instant,
): ObligationHead {
  const next = moved(head, "obligation-excused");
  return { ...next, excuse: { reason, by, at: new Date(now).toISOString() }, plan: planEnded(next.plan) };
}
