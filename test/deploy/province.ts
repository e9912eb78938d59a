/** The province that the proof loads: the small one of the tests, with addresses, and calendars on which every day is worked. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CalendarYear } from "../../shared/calendar/calendar-year.ts";
import { dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { officers, portals, units } from "../support/province.ts";

export const unit = "so-tu-phap";
export const portal = "cong-so-tu-phap";

/** How an officer signs in. */
export function subjectOf(officer: string): string {
  return `login-${officer}`;
}

/** Approved calendars of last year, this and the next, so that the proof is the same on any day. */
export function calendarsAround(now: Instant): CalendarYear[] {
  const thisYear = yearOf(dayAt(now));
  return [thisYear - 1, thisYear, thisYear + 1].map((year) => ({
    year,
    version: 1,
    status: "official",
    notice: "0/TB-MAU",
    source: "Synthetic: every day is worked, for a proof on the real clock.",
    weekend: [],
    offDays: [],
    workedDays: [],
  }));
}

/** Writes the files that `npm run load` reads. */
export function writeProvince(folder: string, issuer: string, now: Instant): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, rows: readonly unknown[]) =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows));
  const reachable = officers(issuer).map((officer) => ({ ...officer, email: `${officer.id}@tinh.example` }));
  write("units", units);
  write("portals", portals);
  write("officers", reachable);
  write("calendars", calendarsAround(now));
}
