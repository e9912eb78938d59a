/** The integrity list of a period: all queries over what was observed. Pure; the order of what was observed does not matter. */
import type { Day } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import { figureJumps } from "./figure-jumps.ts";
import { type Finding, type FindingKind, findingKinds } from "./finding.ts";
import { identicalAnswers } from "./identical-answers.ts";
import { distinct, type Observation } from "./observation.ts";
import type { IntegrityParameters } from "./parameters.ts";
import { raisedLate } from "./raised-late.ts";
import { type Renewal, renewedBeforeScoring } from "./renewed-before-scoring.ts";
import { signedInBulk } from "./signed-in-bulk.ts";
import { closedWithoutText } from "./without-text.ts";

/** What the list is made from. */
export interface Observed {
  readonly observations: readonly Observation[];
  readonly calendar: WorkingCalendar;
  /** Undefined: nothing measures freshness. */
  readonly renewals?: readonly Renewal[] | undefined;
  /** The day on which the period was opened; undefined: not yet. */
  readonly scoredOn?: Day | undefined;
}

/** The findings, the latest first. */
export function findingsIn(observed: Observed, parameters: IntegrityParameters): Finding[] {
  const observations = distinct(observed.observations);
  const answers = observations.filter((one) => one.kind === "answer");
  const { renewals = [], scoredOn, calendar } = observed;
  return [
    ...signedInBulk(answers, parameters["signed-in-bulk"]),
    ...closedWithoutText(answers, parameters["without-text"]),
    ...raisedLate(
      observations.filter((one) => one.kind === "class"),
      parameters["raised-late"],
      calendar,
    ),
    ...identicalAnswers(answers, parameters["identical-answers"]),
    ...(scoredOn === undefined
      ? []
      : renewedBeforeScoring(renewals, parameters["renewed-before-scoring"], scoredOn, calendar)),
    ...figureJumps(observations.filter((one) => one.kind === "report")),
  ].toSorted((one, other) => {
    const [key, otherKey] = [placeOf(one), placeOf(other)];
    if (key === otherKey) return 0;
    return key > otherKey ? -1 : 1;
  });
}

function placeOf({ at, kind, unit, detail }: Finding): string {
  return [at, kind, unit, detail].join("#");
}

/** How many findings of each kind; a kind without any stands at 0. */
export function countsOf(findings: readonly Finding[]): Record<FindingKind, number> {
  const counts: Record<FindingKind, number> = {
    "signed-in-bulk": 0,
    "without-text": 0,
    "raised-late": 0,
    "identical-answers": 0,
    "renewed-before-scoring": 0,
    "figure-jump": 0,
  };
  for (const { kind } of findings) counts[kind]++;
  return counts;
}

/** Where the facts of a kind come from. */
const sourceOfKind: Readonly<Record<FindingKind, "events" | "reports" | "not-available">> = {
  "signed-in-bulk": "events",
  "without-text": "events",
  "raised-late": "events",
  "identical-answers": "events",
  "renewed-before-scoring": "not-available",
  "figure-jump": "reports",
};

export const sources = findingKinds.map((kind) => ({ kind, source: sourceOfKind[kind] }));
