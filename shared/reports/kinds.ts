/** The seven kinds of periodic report, due on four dates a year (letter 6821/UBND-BBT, item 3.5). */
import type { Day } from "../calendar/province-time.ts";

export const reportKinds = [
  "quarter-1",
  "quarter-2",
  "half-year",
  "quarter-3",
  "nine-months",
  "quarter-4",
  "year",
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** From which month of which year its data run, and in which month they close. Quarters run from the month before; the others from December. */
const spans: Readonly<
  Record<ReportKind, { readonly monthsBack: number; readonly closes: number; readonly vi: string }>
> = {
  "quarter-1": { monthsBack: 3, closes: 3, vi: "quý I" },
  "quarter-2": { monthsBack: 3, closes: 6, vi: "quý II" },
  "half-year": { monthsBack: 6, closes: 6, vi: "6 tháng đầu năm" },
  "quarter-3": { monthsBack: 3, closes: 9, vi: "quý III" },
  "nine-months": { monthsBack: 9, closes: 9, vi: "9 tháng" },
  "quarter-4": { monthsBack: 3, closes: 12, vi: "quý IV" },
  year: { monthsBack: 12, closes: 12, vi: "năm" },
};

/** A report's period: `2024-quarter-1`. */
export type PeriodId = string;

export interface Period {
  readonly id: PeriodId;
  readonly kind: ReportKind;
  readonly year: number;
  /** First and last day of its data; it closes at the end of the last. */
  readonly dataFrom: Day;
  readonly dataTo: Day;
}

/** The period of a kind in a year, its data from `opensOn` of a month to `closesOn` (Decree 09/2019/NĐ-CP, Art. 12: the 15th to the 14th). */
export function periodOf(kind: ReportKind, year: number, opensOn: number, closesOn: number): Period {
  const { monthsBack, closes } = spans[kind];
  const opens = closes - monthsBack;
  return {
    id: periodIdOf(kind, year),
    kind,
    year,
    dataFrom: opens < 1 ? dayIn(year - 1, opens + 12, opensOn) : dayIn(year, opens, opensOn),
    dataTo: dayIn(year, closes, closesOn),
  };
}

/** The kind and year that a period's name stands for, or undefined. */
export function periodNamed(id: PeriodId): { readonly kind: ReportKind; readonly year: number } | undefined {
  const [, year, name] = /^(\d{4})-([a-z0-9-]+)$/.exec(id) ?? [];
  const kind = reportKinds.find((entry) => entry === name);
  return kind && year !== undefined && year !== "0000" ? { kind, year: Number(year) } : undefined;
}

export function periodIdOf(kind: ReportKind, year: number): PeriodId {
  return `${String(year).padStart(4, "0")}-${kind}`;
}

/** As it is written in mails and documents: "quý I năm 2024", "6 tháng đầu năm 2024", "năm 2024". */
export function periodName({ kind, year }: Pick<Period, "kind" | "year">): string {
  const { vi } = spans[kind];
  return vi.endsWith("năm") ? `${vi} ${year}` : `${vi} năm ${year}`;
}

/** The day of the month in which a period closes. */
export function dayOfClosingMonth({ dataTo }: Pick<Period, "dataTo">, day: number): Day {
  return `${dataTo.slice(0, 8)}${String(day).padStart(2, "0")}`;
}

function dayIn(year: number, month: number, day: number): Day {
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
