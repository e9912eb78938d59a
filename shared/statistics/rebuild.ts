/** The proof of the tallies: counted anew from the events, they must come out the same. Pure. */
import type { ChangeEvent } from "../platform/events.ts";
import { type Counter, counters, summed, type Tally, tallyChanges } from "./tally.ts";

/** The tallies as the events give them, whatever their order; an event counts once. */
export function rebuiltTallies(events: Iterable<ChangeEvent>): Tally[] {
  const once = new Map<string, ChangeEvent>();
  for (const event of events) once.set(`${event.subject}#${event.sequence}`, event);
  const changes = [...once.values()].flatMap(tallyChanges);
  const rows = Map.groupBy(changes, ({ month, unit }) => `${month}#${unit}`);
  return [...rows.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, counts: summed([first, ...others].map(({ counts }) => counts)) }] : [],
  );
}

/** A count that is not what the events say. */
export interface Difference {
  readonly month: string;
  readonly unit: string;
  readonly counter: Counter;
  readonly kept: number;
  readonly rebuilt: number;
}

/** Where the kept tallies and the events disagree; a counter that was never moved stands at 0. */
export function differencesBetween(kept: readonly Tally[], rebuilt: readonly Tally[]): Difference[] {
  const keyOf = ({ month, unit }: Tally) => `${month}#${unit}`;
  const keptByKey = new Map(kept.map((tally) => [keyOf(tally), tally]));
  const rebuiltByKey = new Map(rebuilt.map((tally) => [keyOf(tally), tally]));
  const rows = new Map([...keptByKey, ...rebuiltByKey]);
  return [...rows].flatMap(([key, { month, unit }]) =>
    counters.flatMap((counter) => {
      const [one, other] = [keptByKey, rebuiltByKey].map((tallies) => tallies.get(key)?.counts[counter] ?? 0);
      return one === undefined || other === undefined || one === other
        ? []
        : [{ month, unit, counter, kept: one, rebuilt: other }];
    }),
  );
}
