/**
 * A regime of periodic reports (chế độ báo cáo định kỳ): what Decree 09/2019/NĐ-CP wants every one to fix. Data with a valid-from;
 * an obligation keeps the regime by which it was opened.
 */
import type { Day } from "../calendar/province-time.ts";
import type { ReportKind } from "./kinds.ts";

/** Whether a body reports to the recipient itself, or to a parent that consolidates. */
export const tiers = ["direct", "child"] as const;
export type Tier = (typeof tiers)[number];

/** A heading of the outline (mẫu đề cương). */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly isRequired: boolean;
  /** In code points. */
  readonly maxLength: number;
}

/** A figure of the tables (biểu mẫu số liệu): a whole number, or a number with two decimals. */
export interface FigureRule {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly isRequired: boolean;
  readonly decimals: 0 | 2;
  readonly least: number;
  readonly most: number;
  /** What the system itself knows of it; filled in beforehand, and said so. */
  readonly source?: FigureSource;
  /** A parent's figure is the sum of its children's and its own; what cannot be added up is `own`. */
  readonly gathers: "sum" | "own";
}

/** Where a figure can be taken from without asking. More sources come with what the system learns to measure. */
export const figureSources = [
  "questions-received",
  "questions-accepted-late",
  "questions-answered-on-time",
  "questions-answered-late",
  "questions-open",
] as const;
export type FigureSource = (typeof figureSources)[number];

/** `whole` is the sum of `parts`: exactly, or at least. */
export interface SumRule {
  readonly whole: string;
  readonly parts: readonly string[];
  readonly is: "equal" | "at-least";
}

/** What a report is filled in and judged by; of a regime, or of an order. */
export interface ReportForm {
  readonly name: string;
  readonly legalBasis: string;
  readonly outline: readonly Section[];
  readonly figures: readonly FigureRule[];
  readonly sums: readonly SumRule[];
  /** A figure that differs from last year's by more than this share of it needs a note. */
  readonly jumpShare: number;
}

export interface Regime extends ReportForm {
  readonly id: string;
  readonly validFrom: Day;
  readonly kinds: readonly ReportKind[];
  /** Days of the month: first day of the data, last day of the data. */
  readonly opensOn: number;
  readonly closesOn: number;
  /** Day of the closing month by which a report must be in, by tier. A child's is never before the first working day after the close (Art. 8.5). */
  readonly dueDay: Readonly<Record<Tier, number>>;
  /** What becomes of a due day that is a day off. */
  readonly onDayOff: "stay" | "next-working-day";
  /** The unit that receives the reports of the first tier. */
  readonly recipient: string;
}

/** The regime in force on a day: the newest that has begun, or undefined before the first. */
export function regimeOn(regimes: readonly Regime[], on: Day): Regime | undefined {
  return regimes
    .filter(({ validFrom }) => validFrom <= on)
    .toSorted((one, other) => (one.validFrom < other.validFrom ? -1 : 1))
    .at(-1);
}
