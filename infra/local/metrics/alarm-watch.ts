/** Looks at the alarms: each by its own rule, at the settable time. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import { type AlarmState, alarmState, periodsLookedAt } from "./alarm-state.ts";
import type { CompositeAlarm, DeclaredAlarm, MetricAlarm } from "./declared-alarms.ts";
import { isMeasured } from "./measured-metrics.ts";
import type { MetricStore } from "./metric-store.ts";

export interface AlarmStanding {
  readonly alarm: DeclaredAlarm;
  readonly state: AlarmState;
  /** Since when this state has been seen; the alarms are looked at every minute, and at the end of every move of the clock. */
  readonly since: Instant;
  /** The newest value that was judged. */
  readonly value?: number;
  /** Why nothing can be said yet. */
  readonly reason?: "not-measured-here" | "not-measured-long-enough";
}

export interface AlarmWatch {
  /** Every alarm as it stands now, in the order of the template. */
  look(): readonly AlarmStanding[];
}

export interface AlarmWatchDeps {
  readonly alarms: readonly DeclaredAlarm[];
  readonly store: Pick<MetricStore, "within">;
  readonly clock: Pick<Clock, "now">;
  /** Since when the stack has been measured without a gap. */
  readonly measuredSince: () => Instant;
}

const minute = 60_000;

export function alarmWatch({ alarms, store, clock, measuredSince }: AlarmWatchDeps): AlarmWatch {
  const last = new Map<string, { readonly state: AlarmState; readonly since: Instant }>();
  const standing = (alarm: DeclaredAlarm, judged: Judged, now: Instant): AlarmStanding => {
    const before = last.get(alarm.name);
    const since = before?.state === judged.state ? before.since : now;
    last.set(alarm.name, { state: judged.state, since });
    return { alarm, since, ...judged };
  };
  return {
    look: () => {
      const now = clock.now();
      const standings = new Map<string, AlarmStanding>();
      for (const alarm of alarms) {
        if (alarm.kind !== "metric") continue;
        const previous = last.get(alarm.name)?.state ?? "insufficient-data";
        standings.set(
          alarm.name,
          standing(alarm, judgedMetric(alarm, store, { now, since: measuredSince(), previous }), now),
        );
      }
      const composites = alarms.filter((alarm) => alarm.kind === "composite");
      for (const alarm of composites)
        judgeComposite(alarm, composites, standings, (one, state) => standing(one, { state }, now));
      return alarms.flatMap(({ name }) => standings.get(name) ?? []);
    },
  };
}

type Judged = Omit<AlarmStanding, "alarm" | "since">;

interface Moment {
  readonly now: Instant;
  readonly since: Instant;
  readonly previous: AlarmState;
}

/** The periods end with the last whole minute: they slide, as CloudWatch's do. */
function judgedMetric(alarm: MetricAlarm, store: AlarmWatchDeps["store"], { now, since, previous }: Moment): Judged {
  const { metric, periodSeconds, rule, statistic } = alarm;
  if (!isMeasured(metric)) return { state: "insufficient-data", reason: "not-measured-here" };
  const period = periodSeconds * 1000;
  const end = (Math.floor(now / minute) + 1) * minute;
  const values = Array.from({ length: periodsLookedAt(rule) }, (_, age) => {
    const bucket = store.within(metric, end - (age + 1) * period, end - age * period);
    return bucket && statistic(bucket);
  });
  const value = values.find((one) => one !== undefined);
  // Before the stack ran, nothing was missing that could be complained of.
  const isYoung = rule.missing === "breaching" && end - rule.evaluationPeriods * period < since;
  if (isYoung && value === undefined) return { state: "insufficient-data", reason: "not-measured-long-enough" };
  return { state: alarmState(rule, values, previous), ...(value !== undefined && { value }) };
}

/** A composite alarm may watch another one. */
function judgeComposite(
  alarm: CompositeAlarm,
  composites: readonly CompositeAlarm[],
  standings: Map<string, AlarmStanding>,
  stand: (alarm: DeclaredAlarm, state: AlarmState) => AlarmStanding,
): AlarmState {
  const known = standings.get(alarm.name);
  if (known) return known.state;
  // Whoever watches itself in a circle is taken as quiet, as CloudWatch refuses to make it.
  standings.set(alarm.name, { alarm, state: "ok", since: 0 });
  const stateOf = (name: string): AlarmState => {
    const below = composites.find((one) => one.name === name);
    return below
      ? judgeComposite(below, composites, standings, stand)
      : (standings.get(name)?.state ?? "insufficient-data");
  };
  const state = alarm.rule.holds(stateOf) ? "alarm" : "ok";
  standings.set(alarm.name, stand(alarm, state));
  return state;
}
