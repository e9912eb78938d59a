/** What was handed in within the year 2023, closing by closing: communes to their districts, then bodies to the province. */
import { type Day, dayNumberOf, weekdayOf } from "../../../../shared/calendar/province-time.ts";
import type { Period } from "../../../../shared/reports/kinds.ts";
import { obligationIdOf } from "../../../../shared/reports/obligation.ts";
import { seeded } from "../seeded.ts";
import { type Conduct, conducts, districtsOfReportingCommunes } from "./conduct.ts";
import { reportContent } from "./content.ts";
import { type Archive, handIn } from "./filing.ts";
import { type Closing, daysAfter } from "./lists.ts";

/** Hands in all that was handed in after a closing; each report on its day. */
export function handInAfter(closing: Closing, archive: Archive): void {
  const month = closing.dataTo.slice(5, 7);
  for (const { district, months, skipped } of districtsOfReportingCommunes) {
    if (!months.some((one) => one === month)) continue;
    for (const [index, unit] of childrenOf(district, closing, archive).entries()) {
      if (skipped === undefined || (index + 1) % skipped !== 0) handInOne(unit, {}, closing, archive);
    }
  }
  for (const conduct of conducts) {
    if (!conduct.months.some((one) => one === month)) continue;
    for (const unit of conduct.units) handInOne(unit, conduct, closing, archive);
  }
}

/** Those that owe to a district after a closing, in their order. */
function childrenOf(district: string, { periods: [longest] }: Closing, { pasts }: Archive): string[] {
  return [...pasts.values()]
    .filter(({ head }) => head.of === longest.id && head.to === district)
    .map(({ head }) => head.unit)
    .toSorted();
}

/** One report meets all that is due on the day, unless it is said to be the quarter's alone. */
function handInOne(
  unitId: string,
  { lateDays, onlyQuarter, lacks }: Pick<Conduct, "lateDays" | "onlyQuarter" | "lacks">,
  { periods }: Closing,
  archive: Archive,
): void {
  const [longest, ...others] = periods;
  const met: readonly [Period, ...Period[]] = onlyQuarter ? [periods.at(-1) ?? longest] : [longest, ...others];
  const [period, ...also] = met;
  const unit = archive.units.get(unitId);
  const past = archive.pasts.get(obligationIdOf(period.id, unitId));
  if (!unit || !past) throw new Error(`The demo's ${unitId} owes no report for ${period.id}.`);
  const { dueOn, tier, gathers } = past.head;
  const days = weekdaysBetween(daysAfter(period.dataTo, 1), dueOn);
  const drawn = days[seeded(dayNumberOf(dueOn) + unitId.length).below(days.length)];
  // Communes first, so that their districts can gather them.
  const inTime = tier === "child" ? days[0] : gathers ? days.at(-1) : drawn;
  handIn(
    {
      id: past.head.id,
      alsoMeets: also.map(({ id }) => obligationIdOf(id, unitId)),
      content: reportContent(unit, monthsOf(period), lacks),
      on: lateDays === undefined ? (inTime ?? dueOn) : daysAfter(dueOn, lateDays),
    },
    archive,
  );
}

function weekdaysBetween(from: Day, to: Day): Day[] {
  const count = dayNumberOf(to) - dayNumberOf(from) + 1;
  return Array.from({ length: count }, (_, index) => daysAfter(from, index)).filter(
    (on) => weekdayOf(dayNumberOf(on)) <= 5,
  );
}

function monthsOf({ dataFrom, dataTo }: Period): number {
  return Math.round((dayNumberOf(dataTo) - dayNumberOf(dataFrom)) / 30.4);
}
