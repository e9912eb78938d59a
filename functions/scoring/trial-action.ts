/** A draft is tried on what was decided. */
import { actorOf } from "../../shared/access/acting.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { Action } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { setEvent, triedSet } from "../../shared/scoring/criteria/set-moves.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { sheetsOf, type TrialRow, trialOf } from "../../shared/scoring/criteria/trial.ts";
import { newestSnapshot, type ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { decidedPeriods } from "./decided-periods.ts";
import type { ScoringDeps } from "./deps.ts";
import type { setRoutes, TrialAnswer } from "./set-routes.ts";

const rowsAtMost = 1_000;
/** The answer is kept with its repeat key, in one item. */
const lettersAtMost = 300_000;

export const tryCriteriaSet: Action<typeof setRoutes.tryCriteriaSet, ScoringDeps> = async (request, deps) => {
  const { params, body, caller, now, repeat } = request;
  const doing = { by: actorOf(caller.officer, caller.admit()), at: new Date(now).toISOString() };
  const before = await deps.scores.criteriaSet(params.set);
  if (!before) throw new Refusal("not-found");
  if (before.state === "published") throw new Refusal("set-published");
  const period = await periodTried(body.period, before, now, deps);
  const frozen = newestSnapshot(period);
  if (!frozen) throw new Refusal("period-not-decided");
  const snapshot = await deps.snapshots.read(frozen);
  const { portals, changed } = trialOf(snapshot.header.set, before.set, sheetsOf(snapshot));
  const next = triedSet(before, period.id, changed.length, doing);
  const answer: TrialAnswer = {
    ...{ set: before.id, hash: before.hash, period: period.id, portals, changed: changed.length },
    items: largestOf(changed),
  };
  const change = {
    writes: [deps.scores.saveSet(next, before)],
    events: [],
    history: [setEvent("criteria-set-tried", next, doing)],
  };
  await deps.transactions.commit(change, { repeat, status: 200, body: answer, version: next.version }, now);
  return { body: answer, version: next.version };
};

/** The period that was named; else the newest decided one of the set's kinds; else the newest of any. */
async function periodTried(
  named: string | undefined,
  { set }: SetRecord,
  now: Instant,
  { scores }: Pick<ScoringDeps, "scores">,
): Promise<ScorePeriodRecord> {
  if (named !== undefined) {
    const period = await scores.period(named);
    if (!period) throw new Refusal("period-not-decided");
    return period;
  }
  const decided = await decidedPeriods(scores, dayAt(now));
  const period = decided.find(({ kind }) => set.periodKinds.includes(kind)) ?? decided[0];
  if (!period) throw new Refusal("nothing-decided");
  return period;
}

/** The first rows, no more than an answer holds. */
function largestOf(changed: readonly TrialRow[]): TrialRow[] {
  let letters = 0;
  return changed.slice(0, rowsAtMost).filter((row) => {
    letters += JSON.stringify(row).length;
    return letters <= lettersAtMost;
  });
}
