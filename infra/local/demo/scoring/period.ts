/** The record of the period 2022 itself: opened, published, decided, frozen, each with its event. */
import type { Actor, ChangeEvent } from "../../../../shared/platform/events.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import { openedEvent, type PeriodEvent, periodEvent } from "../../../../shared/scoring/periods/period-event.ts";
import {
  type FrozenSnapshot,
  openedPeriod,
  type ScorePeriodRecord,
} from "../../../../shared/scoring/periods/period-record.ts";
import type { RoundsStore } from "../../../../shared/scoring/periods/rounds-store.ts";
import { judgedSheet } from "../../../../shared/scoring/results/judged.ts";
import { type LatestResults, latestOf } from "../../../../shared/scoring/results/latest.ts";
import { bestOf } from "../../../../shared/scoring/results/results.ts";
import type { ScoringStore } from "../../../../shared/scoring/scoring-store.ts";
import { hashOf } from "../../../../shared/scoring/snapshots/canonical.ts";
import { snapshotLines } from "../../../../shared/scoring/snapshots/snapshot.ts";
import { headerOf } from "../../../../shared/scoring/snapshots/snapshot-header.ts";
import type { StoredSnapshot } from "../../../../shared/scoring/snapshots/snapshot-store.ts";
import { job } from "./evaluate.ts";
import { newestSheet } from "./past.ts";
import {
  askedToPublishAt,
  decidedAt,
  decidedOn,
  decider,
  decisionNumber,
  decisionSignature,
  frozenAt,
  namedReviewer,
  publishedAt,
  supervisor,
  type Year,
  type YearScored,
} from "./year-2022.ts";

/** The period as it was decided, before it is frozen, and all that happened to it. */
export interface Decided {
  readonly record: ScorePeriodRecord;
  readonly history: readonly ChangeEvent[];
}

/** One thing that happened to the period. */
interface Happening {
  readonly kind: PeriodEvent;
  readonly by: Actor;
  readonly now: number;
  readonly facts?: ChangeEvent["facts"];
}

/** From the opening to the council's decision. */
export function decidedPeriod(year: Year, scored: YearScored): Decided {
  const { at, period, selfScoreDueOn } = scored.opening;
  const { id: set, hash: setHash } = year.record;
  const record = openedPeriod(period, { set, setHash, selfScoreDueOn, portals: scored.pasts.length }, at);
  const history = [openedEvent(record, job, at)];
  return decided(published(reviewerNamed({ record, history }), scored), year, scored);
}

function reviewerNamed(before: Decided): Decided {
  const { portal, officer, document, at: now } = namedReviewer;
  const named = { officer, document, by: decider.id, at: new Date(now).toISOString() };
  const facts = { portal, officer, document: document.number, on: document.on };
  return moved(before, { reviewers: { [portal]: named } }, { kind: "reviewer-named", by: decider, now, facts });
}

function published(before: Decided, { windowEndsOn, pasts, results }: YearScored): Decided {
  const at = new Date(askedToPublishAt).toISOString();
  const facts = { unreviewed: 0, windowEndsOn };
  const asked = moved(
    before,
    { state: "publishing", published: { at, by: supervisor.id, ...facts } },
    { kind: "publishing-asked", by: supervisor, now: askedToPublishAt, facts },
  );
  if (results.length !== pasts.length) throw new Error("The demo's results are not complete.");
  return moved(asked, { state: "provisional" }, { kind: "published", by: job, now: publishedAt });
}

function decided(before: Decided, year: Year, { unanswered }: YearScored): Decided {
  const facts = { number: decisionNumber, on: decidedOn, unanswered };
  const decision = { ...facts, signature: decisionSignature(year) };
  return moved(before, { state: "deciding", decision }, { kind: "decided", by: decider, now: decidedAt, facts });
}

function moved(
  { record, history }: Decided,
  part: Partial<ScorePeriodRecord>,
  { kind, by, now, facts }: Happening,
): Decided {
  const next = { ...record, ...part, version: record.version + 1, sequence: record.sequence + 1 };
  const about = { by, now, from: record.state, ...(facts && { facts }) };
  return { record: next, history: [...history, periodEvent(kind, next, about)] };
}

/** The lines of the first snapshot. */
export function linesOf({ record }: Decided, { record: { set } }: Year, { pasts, results }: YearScored) {
  const inputs = pasts.map((past) => {
    const counted = newestSheet(past);
    return { number: past.head.sheet, sha256: hashOf(JSON.stringify(counted)), judged: judgedSheet.parse(counted) };
  });
  return snapshotLines(headerOf(record, set, 1), inputs, results);
}

/** Writes of the frozen period, and of how it was opened. */
export function frozenChange(
  before: Decided,
  stored: StoredSnapshot,
  { record: { set } }: Year,
  { pasts, opening }: YearScored,
  { scores, rounds }: { readonly scores: ScoringStore; readonly rounds: RoundsStore },
): Change {
  const at = new Date(frozenAt).toISOString();
  const snapshot: FrozenSnapshot = { number: 1, ...stored, at, portals: pasts.length };
  const best = Object.fromEntries(bestOf(set, pasts.map(newestSheet)));
  const facts = { snapshot: 1, hash: stored.hash, before: null };
  const part = { state: "final" as const, snapshots: [snapshot], best };
  const { record, history } = moved(before, part, { kind: "frozen", by: job, now: frozenAt, facts });
  const { id: period, set: name, setHash, selfScoreDueOn } = record;
  const begun = { period, set: name, setHash, at: new Date(opening.at).toISOString(), selfScoreDueOn };
  return { writes: [scores.savePeriod(record, undefined), rounds.startOpening(begun)], events: [], history };
}

/** What the dashboard shows of it. */
export function latestResultsOf(
  { record }: Decided,
  { record: { set } }: Year,
  { pasts, results }: YearScored,
): LatestResults {
  const units = new Map(pasts.map(({ head: { portal, unit } }) => [portal, unit]));
  const about = { period: record.id, to: record.to, isFinal: true, at: new Date(frozenAt).toISOString() };
  return latestOf(set, results, (portal) => units.get(portal) ?? portal, about);
}
