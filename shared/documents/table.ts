/** A list as it leaves the system, whatever the format: Vietnamese headings, and cells that know what they are. */
import type { Day } from "../calendar/province-time.ts";

/** Of a column of days, a cell is `YYYY-MM-DD`; it is written dd/MM/yyyy. */
export interface Column {
  readonly heading: string;
  readonly kind: "text" | "number" | "day";
}

/** Undefined: unknown, or does not apply. Never a zero. */
export type Cell = string | number | undefined;

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** As days are written in Vietnam. */
export function dayText(day: Day): string {
  return day.split("-").toReversed().join("/");
}
