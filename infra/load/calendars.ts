/** Publishes calendars of working days as a load, each as the next version of its year. */
import { isDeepStrictEqual } from "node:util";
import type { CalendarStore, InForce } from "../../shared/calendar/calendar-store.ts";
import type { CalendarYear } from "../../shared/calendar/calendar-year.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { Loading } from "../../shared/register/load.ts";

/** What became of a year. */
export interface YearVerdict {
  readonly year: number;
  readonly verdict: "added" | "changed" | "unchanged" | "refused";
  /** Why it was refused, one English sentence. */
  readonly why?: string;
}

/** Publishes years one after the other. A year in force is replaced by its next version only. */
export async function publishCalendars(
  years: readonly CalendarYear[],
  { calendars, transactions }: { calendars: CalendarStore; transactions: Transactions },
  loading: Loading,
): Promise<YearVerdict[]> {
  const verdicts: YearVerdict[] = [];
  let before: InForce = await calendars.inForce();
  for (const next of years) {
    const verdict = verdictOn(next, before);
    verdicts.push(verdict);
    if (verdict.verdict === "unchanged" || verdict.verdict === "refused") continue;
    if (!loading.isDryRun) {
      const change = { writes: calendars.publish(next, before), events: [published(next, loading)] };
      await transactions.commit(change, undefined, loading.now);
    }
    before = { edition: before.edition + 1, years: [...before.years.filter(({ year }) => year !== next.year), next] };
  }
  return verdicts;
}

function verdictOn(next: CalendarYear, { years }: InForce): YearVerdict {
  const current = years.find(({ year }) => year === next.year);
  if (!current) return { year: next.year, verdict: "added" };
  if (isDeepStrictEqual(current, next)) return { year: next.year, verdict: "unchanged" };
  if (next.version === current.version + 1) return { year: next.year, verdict: "changed" };
  return {
    year: next.year,
    verdict: "refused",
    why: `Version ${current.version} is in force and differs; a change must have version ${current.version + 1}.`,
  };
}

function published(next: CalendarYear, { by, now }: Loading): ChangeEvent {
  return {
    subject: `calendar#${next.year}`,
    sequence: next.version,
    version: next.version,
    kind: "calendar-published",
    at: new Date(now).toISOString(),
    by,
    facts: { status: next.status, notice: next.notice },
  };
}
