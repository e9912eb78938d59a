/** The province that the proof loads: the small one of the tests, with addresses, and calendars on which every day is worked. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CalendarYear } from "../../shared/calendar/calendar-year.ts";
import { type Day, dayAt, millisecondsPerDay, yearOf } from "../../shared/calendar/province-time.ts";
import { type Instant, systemClock } from "../../shared/platform/clock.ts";
import type { Period } from "../../shared/reports/kinds.ts";
import { obligationIdOf } from "../../shared/reports/obligation.ts";
import { periodsOf } from "../../shared/reports/opening.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { type ScorePeriod, scorePeriodsOf } from "../../shared/scoring/periods/score-period.ts";
import { officers, portals, units } from "../support/province.ts";
import { ProofFailure } from "./failure.ts";

export const unit = "so-tu-phap";
export const portal = "cong-so-tu-phap";
/** It gathers the report of its child. */
export const parent = "thi-xa-sa-pa";
export const child = "xa-mau-02";

/** What makes the child owe a report. */
const portalOfChild = {
  id: `cong-${child}`,
  name: "Cổng TTĐT xã Mẫu 02",
  address: `https://${child}.example`,
  unit: child,
  governingUnit: child,
  from: "2020-01-01",
  synthetic: true,
};

/** How an officer signs in. */
export function subjectOf(officer: string): string {
  return `login-${officer}`;
}

/** The last quarter whose data are closed: reports are followed from its first day on, so that there is a frozen list on any day. */
export function closedQuarter(now: Instant = systemClock.now()): Period {
  const today = dayAt(now);
  const year = yearOf(today);
  const quarters = [year - 1, year]
    .flatMap((number) => periodsOf(number, regimes))
    .flatMap(({ period }) => (period.kind.startsWith("quarter-") && period.dataTo < today ? [period] : []));
  const last = quarters.toSorted((one, other) => (one.dataTo < other.dataTo ? -1 : 1)).at(-1);
  if (!last) throw new ProofFailure("No regime has quarters: the proof has no closed period.");
  return last;
}

/** The last quarter of the calendar whose scores can be opened: it ended before yesterday. */
export function closedScoreQuarter(now: Instant = systemClock.now()): ScorePeriod {
  const yesterday = dayAt(now - millisecondsPerDay);
  const year = yearOf(yesterday);
  const quarters = [year - 1, year].flatMap((number) => scorePeriodsOf(number, ["quarter"]));
  const last = quarters.filter(({ to }) => to < yesterday).at(-1);
  if (!last) throw new ProofFailure("No quarter has ended.");
  return last;
}

/** From when on reports and scores are followed: from the first day of the earlier of the two closed quarters. */
export function followedFrom(now: Instant = systemClock.now()): Day {
  const [reports, scores] = [closedQuarter(now).dataFrom, closedScoreQuarter(now).from];
  return reports < scores ? reports : scores;
}

/** What a body owes for that quarter. */
export function owedBy(body: string): string {
  return obligationIdOf(closedQuarter().id, body);
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
  write("portals", [...portals, portalOfChild]);
  write("officers", reachable);
  write("calendars", calendarsAround(now));
}
