/** What is done with score periods. */
import type { Officer } from "../../shared/access/officer.ts";
import type { Grant } from "../../shared/access/roles.ts";
import { signatureBy } from "../../shared/access/signature.ts";
import { withGuessedYears } from "../../shared/calendar/guessed-years.ts";
import { type Day, dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import { termOf } from "../../shared/calendar/working-days.ts";
import { downloadSeconds } from "../../shared/documents/attachment.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal, type RefusalCode, textOf } from "../../shared/platform/refusals.ts";
import { evaluationIdOf, type ListedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";
import { type Deciding, hasPartIn, refuseOwnDecision } from "../../shared/scoring/evaluations/own-part.ts";
import { isPublic, seesProvince } from "../../shared/scoring/evaluations/visibility.ts";
import { newestSnapshot, type ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodKinds, scorePeriodsOf } from "../../shared/scoring/periods/score-period.ts";
import { isTooMuchUnknown, meanCoverage } from "../../shared/scoring/results/unknown.ts";
import { refuseOwnAmendment, refuseUnfitAmendment } from "./amendment.ts";
import type { ScoringDeps } from "./deps.ts";
import { changePeriod, inState, periodFound } from "./period-change.ts";
import type { scorePeriodRoutes } from "./period-routes.ts";
import { countsOf, isUnanswered, periodShown } from "./period-shown.ts";
import { readerOf } from "./reading.ts";

/** Years that a list shows unless it is asked for one. */
const yearsShown = 5;

export const scorePeriodActions: Actions<typeof scorePeriodRoutes, ScoringDeps> = {
  listScorePeriods: async ({ query, caller, now }, deps) => {
    const thisYear = yearOf(dayAt(now));
    const years =
      query.year === undefined ? Array.from({ length: yearsShown }, (_, ago) => thisYear - ago) : [query.year];
    const ids = years.flatMap((year) => scorePeriodsOf(year, scorePeriodKinds)).map(({ id }) => id);
    const found = await deps.scores.periods(ids);
    const sight = sightFor(caller, now, deps);
    const newestFirst = found.toSorted((one, other) => orderOf(other) - orderOf(one));
    const shown = newestFirst.map(async (record) => periodShown(record, await deps.publishedSet(record.set), sight));
    return { body: { items: await Promise.all(shown) } };
  },

  showScorePeriod: async ({ params, query, caller, now }, deps) => {
    const record = await periodFound(params.period, deps);
    const sight = sightFor(caller, now, deps);
    const body = periodShown(record, await deps.publishedSet(record.set), sight);
    const counts = sight === "all" && query.counts === "true" ? await countsOf(record.id, deps.scores) : undefined;
    return { body: { ...body, ...(counts && { counts }) }, version: record.version };
  },

  nameScoreReviewer: (asked, deps) =>
    changePeriod(asked, deps, 200, asked.caller.admit(deps.provinceUnit), async (record) => {
      const { params, body, caller, now } = asked;
      inState(record, "open");
      await refuseUnfitReviewer(params.period, params.portal, body, dayAt(now), deps);
      const named = { ...body, by: caller.officer.id, at: new Date(now).toISOString() };
      return {
        next: { ...record, reviewers: { ...record.reviewers, [params.portal]: named } },
        event: "reviewer-named",
        facts: { portal: params.portal, officer: body.officer, document: body.document.number, on: body.document.on },
      };
    }),

  publishScores: (asked, deps) =>
    changePeriod(asked, deps, 202, asked.caller.admit(), async (record) => {
      const { body, caller, now } = asked;
      inState(record, "open");
      const { states } = await countsOf(record.id, deps.scores);
      const unreviewed = (states.open ?? 0) + (states["self-scored"] ?? 0);
      if (unreviewed > 0 && !body.despite) throw counted("evaluations-unreviewed", unreviewed);
      const windowEndsOn = await lastDayOfWindow(record, now, deps);
      const published = { at: new Date(now).toISOString(), by: caller.officer.id, unreviewed, windowEndsOn };
      return {
        next: { ...record, state: "publishing", published: { ...published, despite: body.despite } },
        event: "publishing-asked",
        facts: { unreviewed, windowEndsOn },
      };
    }),

  decideScores: (asked, deps) => {
    const acting = asked.caller.admit(deps.provinceUnit);
    return changePeriod(asked, deps, 202, acting, async (record) => {
      const { body, caller, now } = asked;
      const { number, on, despite, ...signing } = body;
      inState(record, "provisional");
      const today = dayAt(now);
      if (!record.published || today <= record.published.windowEndsOn) throw new Refusal("window-open");
      refuseDay(on, dayAt(Date.parse(record.published.at)), today);
      const unanswered = await refuseUndecided(
        record,
        decidingBy(caller.officer, acting),
        today,
        despite === true,
        deps,
      );
      const unit = (await deps.register.get("unit", acting.unit))?.value;
      const signature = signatureBy(caller.officer, acting, unit, signing, now);
      return {
        next: { ...record, state: "deciding", decision: { number, on, signature, unanswered } },
        event: "decided",
        facts: { number, on, unanswered },
      };
    });
  },

  amendScores: (asked, deps) => {
    const acting = asked.caller.admit(deps.provinceUnit);
    return changePeriod(asked, deps, 202, acting, async (record) => {
      const { body, caller, now } = asked;
      const { number, on, reason, entries, ...signing } = body;
      inState(record, "final");
      const today = dayAt(now);
      refuseDay(on, record.decision?.on ?? record.to, today);
      await refuseOwnAmendment(record, { entries }, decidingBy(caller.officer, acting), today, deps);
      const unit = (await deps.register.get("unit", acting.unit))?.value;
      const signature = signatureBy(caller.officer, acting, unit, signing, now);
      const amendment = { number, on, reason, entries, signature };
      await refuseUnfitAmendment(record, amendment, deps);
      return {
        next: { ...record, state: "amending", amendment },
        event: "amendment-asked",
        why: reason,
        facts: { number, on, portals: [...new Set(entries.map(({ portal }) => portal))] },
      };
    });
  },

  showSnapshot: async ({ params, query, now }, deps) => {
    const record = await periodFound(params.period, deps);
    const frozen =
      query.number === undefined
        ? newestSnapshot(record)
        : record.snapshots.find(({ number }) => number === query.number);
    if (!frozen || !isPublic(record)) throw new Refusal("not-found");
    const url = await deps.snapshots.downloadUrl(frozen, downloadSeconds);
    const until = new Date(now + downloadSeconds * 1_000).toISOString();
    const { number, hash, portals } = frozen;
    return { body: { number, hash, portals, download: { url, until } } };
  },
};

function sightFor(caller: Parameters<typeof readerOf>[0], now: number, deps: ScoringDeps) {
  if (seesProvince(readerOf(caller, now, deps))) return "all";
  return caller ? "officer" : "public";
}

/** By the last day; a year is newer than its last quarter. */
function orderOf({ to, kind }: ScorePeriodRecord): number {
  return Number(to.replaceAll("-", "")) * 2 + (kind === "year" ? 1 : 0);
}

/** A refusal that says of how many. */
function counted(code: RefusalCode, count: number): Refusal {
  const { detail, detailEn } = textOf(code);
  return new Refusal(code, [
    { path: "despite", code, detail: `${count}: ${detail}`, detailEn: `${count}: ${detailEn}` },
  ]);
}

async function lastDayOfWindow({ set }: ScorePeriodRecord, now: number, deps: ScoringDeps): Promise<Day> {
  const { terms } = (await deps.publishedSet(set)).set;
  const calendar = withGuessedYears(await deps.calendars.current(), yearOf(dayAt(now)));
  const term = termOf(now, terms.reconsiderationDays, calendar);
  if (term.kind !== "term") throw new Refusal("calendar-not-published");
  return term.dueOn;
}

function decidingBy({ id, grants }: Officer, { deputyFor }: Grant): Deciding {
  return { id, grants, deputyFor };
}

function refuseDay(on: Day, from: Day, today: Day): void {
  if (on > today) throw new Refusal("invalid-content", [fieldError("on", "day-ahead")]);
  if (on < from) throw new Refusal("invalid-content", [fieldError("on", "day-too-early")]);
}

/** Answers how many requests stay without an answer. Nobody decides what they reviewed, nor of a body where they have a part. */
async function refuseUndecided(
  { id }: ScorePeriodRecord,
  deciding: Deciding,
  today: Day,
  isDespite: boolean,
  { scores, provinceUnit }: ScoringDeps,
): Promise<number> {
  const results: ListedEvaluation["result"][] = [];
  let unanswered = 0;
  for await (const head of scores.allOfPeriod(id)) {
    refuseOwnDecision(deciding, head, today, provinceUnit);
    unanswered += isUnanswered(head) ? 1 : 0;
    results.push(head.result);
  }
  if (isDespite) return unanswered;
  if (unanswered > 0) throw counted("reconsiderations-unanswered", unanswered);
  if (isTooMuchUnknown(meanCoverage(results))) throw new Refusal("too-much-unknown");
  return unanswered;
}

async function refuseUnfitReviewer(
  period: string,
  portal: string,
  { officer: id, document }: { officer: string; document: { on: Day } },
  today: Day,
  { scores, register }: ScoringDeps,
): Promise<void> {
  const [evaluation, officer] = await Promise.all([
    scores.evaluation(evaluationIdOf(period, portal)),
    register.get("officer", id),
  ]);
  if (!evaluation) throw new Refusal("not-found");
  if (!officer) throw new Refusal("invalid-content", [fieldError("officer", "officer-not-registered")]);
  if (hasPartIn(officer.value.grants, evaluation, today))
    throw new Refusal("invalid-content", [fieldError("officer", "officer-of-the-body")]);
  if (document.on > today) throw new Refusal("invalid-content", [fieldError("document.on", "day-ahead")]);
}
