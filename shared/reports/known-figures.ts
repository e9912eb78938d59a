/**
 * What the system itself knows of a body's figures: counted from the events of its questions by the months in which reports count
 * (the 15th to the 14th), so that a data period is a sum of whole months. Each figure says where it is from and at which moment it was taken.
 */
import { type Day, dayAt, dayNumberOf, dayOf, yearOf } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import {
  type Counts,
  type Month,
  reportMonthClosesOn,
  reportMonthEnd,
  reportMonthTo,
  standing,
  summed,
} from "../statistics/tally.ts";
import type { ReportContent, WrittenContent } from "./content.ts";
import type { FigureSource, ReportForm } from "./regime.ts";

interface Span {
  readonly dataFrom: Day;
  readonly dataTo: Day;
}

/** A figure that need not be asked for. Not final: the period still runs, and it is counted until `at`. */
export interface KnownFigure {
  readonly id: string;
  readonly value: number;
  readonly source: { readonly from: FigureSource; readonly at: string };
  readonly isFinal: boolean;
}

/** So many years back the months after a period are still counted together. */
const yearsBack = 7;

/** The rows of a body's tallies from which its figures of a period are taken; undefined: its days are not whole report months, or long gone. */
export function monthsNeeded({ dataFrom, dataTo }: Span, now: Instant): Month[] | undefined {
  const today = dayAt(now);
  const opensAfter = dayOf(dayNumberOf(dataFrom) - 1);
  const isWhole = [opensAfter, dataTo].every((on) => Number(on.slice(8)) === reportMonthClosesOn);
  if (!isWhole || yearOf(today) - yearOf(dataTo) > yearsBack) return undefined;
  const last = today > dataTo ? reportMonthEnd(today) : dataTo;
  return [standing, ...monthEnds(dataFrom, last).map(reportMonthTo)];
}

/** The closing days of the report months from a day on to the month that closes on `last`. */
function monthEnds(from: Day, last: Day): Day[] {
  const ends: Day[] = [];
  for (let end = reportMonthEnd(from); end <= last; end = reportMonthEnd(dayOf(dayNumberOf(end) + 1))) ends.push(end);
  return ends;
}

/** The figures of a form that the system knows for a period, from the rows of the body's tallies. */
export function knownFigures(
  { figures }: ReportForm,
  span: Span,
  rows: ReadonlyMap<Month, Counts>,
  now: Instant,
): KnownFigure[] {
  const within = summed(monthEnds(span.dataFrom, span.dataTo).map((end) => rows.get(reportMonthTo(end)) ?? {}));
  const afterTo = dayOf(dayNumberOf(span.dataTo) + 1);
  const since = summed(monthEnds(afterTo, reportMonthEnd(dayAt(now))).map((end) => rows.get(reportMonthTo(end)) ?? {}));
  const openNow = rows.get(standing)?.open ?? 0;
  const values: Readonly<Record<FigureSource, number>> = {
    "questions-received": (within.received ?? 0) + (within.transferredIn ?? 0),
    "questions-accepted-late": within.acceptedLate ?? 0,
    "questions-answered-on-time": within.answeredOnTime ?? 0,
    "questions-answered-late": within.answeredLate ?? 0,
    // As it stood at the close: what is open now, without what has come and with what has gone since.
    "questions-open": openNow - come(since) + gone(since),
  };
  const at = new Date(now).toISOString();
  const isFinal = dayAt(now) > span.dataTo;
  return figures.flatMap(({ id, source }) =>
    source ? [{ id, value: values[source], source: { from: source, at }, isFinal }] : [],
  );
}

function come({ received = 0, transferredIn = 0 }: Counts): number {
  return received + transferredIn;
}

function gone(counts: Counts): number {
  const { answeredOnTime = 0, answeredLate = 0, answeredUndated = 0 } = counts;
  const { refused = 0, withdrawn = 0, transferredOut = 0 } = counts;
  return answeredOnTime + answeredLate + answeredUndated + refused + withdrawn + transferredOut;
}

/** What an officer wrote, each figure that is as the system knows it with its source. */
export function withSources(written: WrittenContent, known: readonly KnownFigure[]): ReportContent {
  const knownById = new Map(known.map((figure) => [figure.id, figure]));
  const figures = Object.entries(written.figures).map(([id, figure]) => {
    const match = knownById.get(id);
    return [id, match && match.value === figure.value ? { ...figure, source: match.source } : figure] as const;
  });
  return { ...written, figures: Object.fromEntries(figures) };
}
