/** Observations for tests of the integrity list: clean unless the test says otherwise. */
import type { ObservedAnswer, ObservedClass, ObservedReport } from "../../shared/integrity/observation.ts";

/** An answer well before its due day, of its own words, to a question of its own words. */
export function answered(code: string, more: Partial<ObservedAnswer> = {}): ObservedAnswer {
  return {
    kind: "answer",
    code,
    sequence: 4,
    at: "2023-12-04T02:00:00.000Z",
    unit: "so-tu-phap",
    portal: "cong-so-tu-phap",
    dueOn: "2023-12-08",
    length: 640,
    substance: 500,
    answerHash: `answer of ${code}`,
    questionHash: `question of ${code}`,
    ...more,
  };
}

/** So many answers a minute apart, each on the last day of its term, the first at the given time of the province. */
export function signedFrom(time: string, count: number, more: Partial<ObservedAnswer> = {}): ObservedAnswer[] {
  const first = Date.parse(`2023-12-08T${time}+07:00`);
  return Array.from({ length: count }, (_, index) =>
    answered(`BULK-${index}-${more.unit ?? ""}`, { at: new Date(first + index * 60_000).toISOString(), ...more }),
  );
}

/** A question of Friday 1/12/2023 (day 4 of its term: Wednesday 6/12) that was raised to 8 days on its day 4. */
export function raised(code: string, more: Partial<ObservedClass> = {}): ObservedClass {
  return {
    kind: "class",
    code,
    sequence: 2,
    at: "2023-12-06T09:00:00.000Z",
    unit: "so-tu-phap",
    portal: "cong-so-tu-phap",
    from: "own",
    to: "joint",
    startsOn: "2023-12-01",
    previousDueOn: "2023-12-07",
    dueOn: "2023-12-12",
    ...more,
  };
}

/** A report of which no figure jumps. */
export function handedIn(obligation: string, more: Partial<ObservedReport> = {}): ObservedReport {
  return {
    kind: "report",
    obligation,
    sequence: 3,
    at: "2023-12-18T02:00:00.000Z",
    unit: "so-tu-phap",
    number: 1,
    share: 0.5,
    before: { obligation: obligation.replace("2023", "2022"), number: 1, at: "2022-12-16T02:00:00.000Z" },
    jumps: [],
    ...more,
  };
}
