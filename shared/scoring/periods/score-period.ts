/** What is scored together: a year or a quarter, by the calendar of the province. `2023`, `2023-quarter-1`. */
import type { Day } from "../../calendar/province-time.ts";

export const scorePeriodKinds = ["year", "quarter"] as const;
export type ScorePeriodKind = (typeof scorePeriodKinds)[number];

/** The name of a score period. */
export type ScorePeriodId = string;

export interface ScorePeriod {
  readonly id: ScorePeriodId;
  readonly kind: ScorePeriodKind;
  readonly year: number;
  /** First and last day of what is scored. */
  readonly from: Day;
  readonly to: Day;
}

const romans = ["I", "II", "III", "IV"] as const;
const form = /^(\d{4})(?:-quarter-([1-4]))?$/;

/** The period that a name stands for, or undefined. */
export function scorePeriodNamed(id: ScorePeriodId): ScorePeriod | undefined {
  const [, year, quarter] = form.exec(id) ?? [];
  if (year === undefined || year < "2000") return undefined;
  if (quarter === undefined)
    return { id, kind: "year", year: Number(year), from: `${year}-01-01`, to: `${year}-12-31` };
  const last = Number(quarter) * 3;
  const lastDate = last === 3 || last === 12 ? 31 : 30;
  return { id, kind: "quarter", year: Number(year), from: dayIn(year, last - 2, 1), to: dayIn(year, last, lastDate) };
}

/** The periods of a year, the earliest end first; quarters before the year that ends with the last of them. */
export function scorePeriodsOf(year: number, kinds: readonly ScorePeriodKind[]): ScorePeriod[] {
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-quarter-${quarter}`);
  return [...quarters, String(year)].flatMap((id) => {
    const period = scorePeriodNamed(id);
    return period && kinds.includes(period.kind) ? [period] : [];
  });
}

/** The period of the same kind that ends on the day before this one begins. */
export function scorePeriodBefore({ id, kind, year }: ScorePeriod): ScorePeriodId {
  if (kind === "year") return String(year - 1);
  const quarter = Number(id.at(-1));
  return quarter === 1 ? `${year - 1}-quarter-4` : `${year}-quarter-${quarter - 1}`;
}

/** As it is written in mails and documents: "năm 2023", "quý I năm 2024". */
export function scorePeriodName({ id, kind, year }: ScorePeriod): string {
  return kind === "year" ? `năm ${year}` : `quý ${romans[Number(id.at(-1)) - 1]} năm ${year}`;
}

/** The months of a period, `YYYY-MM`. */
export function monthsOfPeriod({ year, from, to }: ScorePeriod): string[] {
  const first = Number(from.slice(5, 7));
  const last = Number(to.slice(5, 7));
  return Array.from({ length: last - first + 1 }, (_, index) => `${year}-${String(first + index).padStart(2, "0")}`);
}

function dayIn(year: string, month: number, date: number): Day {
  return `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
