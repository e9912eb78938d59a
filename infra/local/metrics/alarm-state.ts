/** In which state an alarm is, by the rules that CloudWatch publishes: threshold, M out of N, and what a missing value means. */

export type AlarmState = "ok" | "alarm" | "insufficient-data";

export type MissingRule = "breaching" | "notBreaching" | "ignore" | "missing";

const comparisons = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
} as const;
export type Comparison = keyof typeof comparisons;

export interface AlarmRule {
  readonly comparison: Comparison;
  readonly threshold: number;
  /** N. */
  readonly evaluationPeriods: number;
  /** M: so many of the N must breach. */
  readonly datapointsToAlarm: number;
  readonly missing: MissingRule;
}

/**
 * So many periods more than it evaluates does an alarm look back when values are missing. CloudWatch says that it does, and shows two in
 * its examples; the number itself is not published.
 */
const furtherPeriods = 2;

/** How many periods an alarm looks at. */
export function periodsLookedAt({ evaluationPeriods }: AlarmRule): number {
  return evaluationPeriods + furtherPeriods;
}

/**
 * The state by the values of the periods looked at, the newest first, undefined where nothing was measured. `previous`: what the alarm
 * keeps when missing values are to be ignored.
 */
export function alarmState(rule: AlarmRule, values: readonly (number | undefined)[], previous: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, missing } = rule;
  const breaches = (value: number) => comparisons[rule.comparison](value, rule.threshold);
  const real = values.flatMap((value, age) => (value === undefined ? [] : [{ age, isBreaching: breaches(value) }]));
  const used = real.slice(0, evaluationPeriods);
  const breaching = used.filter(({ isBreaching }) => isBreaching).length;
  const gaps = evaluationPeriods - used.length;
  const judged = (count: number) => (count >= datapointsToAlarm ? "alarm" : "ok");
  if (gaps === 0 || missing === "notBreaching") return judged(breaching);
  if (missing === "breaching") return judged(breaching + gaps);
  if (used.length === 0) return missing === "ignore" ? previous : "insufficient-data";
  // Few values, all of them breaching, and the oldest has stood for long enough: no wait for more.
  const oldest = real.at(-1);
  const isEarly = breaching === used.length && oldest !== undefined && oldest.age + 1 >= datapointsToAlarm;
  if (isEarly && breaching < datapointsToAlarm) return missing === "ignore" ? previous : "alarm";
  return judged(breaching);
}
