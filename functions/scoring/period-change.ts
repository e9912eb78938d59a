/** How an officer changes a score period upon the version that they read. */
import { actorOf } from "../../shared/access/acting.ts";
import type { Grant } from "../../shared/access/roles.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { type PeriodEvent, periodEvent } from "../../shared/scoring/periods/period-event.ts";
import type { ScorePeriodRecord, ScorePeriodState } from "../../shared/scoring/periods/period-record.ts";
import type { ScoringDeps } from "./deps.ts";
import type { ShownPeriod } from "./period-routes.ts";
import { periodShown } from "./period-shown.ts";

/** What a change of a period is asked with. */
export interface AskedOfPeriod {
  readonly params: { period: string };
  readonly caller: OfficerCaller;
  readonly ifMatch: number;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** What becomes of the period; its version and sequence are counted on by whoever writes it. */
export interface ChangedPeriod {
  readonly next: ScorePeriodRecord;
  readonly event: PeriodEvent;
  readonly why?: string;
  readonly facts: ChangeEvent["facts"];
}

export async function periodFound(id: string, { scores }: Pick<ScoringDeps, "scores">): Promise<ScorePeriodRecord> {
  const found = await scores.period(id);
  if (!found) throw new Refusal("not-found");
  return found;
}

export function inState({ state }: ScorePeriodRecord, wanted: ScorePeriodState): void {
  if (state !== wanted) throw new Refusal("move-not-allowed");
}

/** Writes a change with its event, for the history: nobody follows it, what it leads to is followed. */
export async function changePeriod(
  { params, caller, ifMatch, now, repeat }: AskedOfPeriod,
  deps: ScoringDeps,
  status: 200 | 202,
  acting: Grant,
  change: (record: ScorePeriodRecord) => Promise<ChangedPeriod>,
): Promise<{ body: ShownPeriod; version: number }> {
  const record = await periodFound(params.period, deps);
  if (record.version !== ifMatch) throw new Refusal("version-stale");
  const changed = await change(record);
  const [version, sequence] = [record.version + 1, record.sequence + 1];
  const next = { ...changed.next, version, sequence };
  const body = periodShown(next, await deps.publishedSet(record.set), "all");
  const { why, facts } = changed;
  const by = actorOf(caller.officer, acting);
  const about = { by, now, from: record.state, facts, ...(why !== undefined && { why }) };
  await deps.transactions.commit(
    {
      writes: [deps.scores.savePeriod(next, record)],
      events: [],
      history: [periodEvent(changed.event, next, about)],
    },
    { repeat, status, body, version },
    now,
  );
  return { body, version };
}
