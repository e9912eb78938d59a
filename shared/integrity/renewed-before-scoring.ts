/** Pages that were renewed just before they were looked at. Nothing measures freshness yet: the query waits for its source. */
import { type Day, dayAt, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDaysBetween } from "../calendar/working-days.ts";
import { shortDay } from "../notices/dates-for-people.ts";
import { evidenceOf, type Finding } from "./finding.ts";
import type { IntegrityParameters } from "./parameters.ts";

/** Some part of a portal that was renewed, as whatever measures freshness saw it. */
export interface Renewal {
  readonly portal: string;
  readonly unit: string;
  /** Which part of the portal, by its id. */
  readonly section: string;
  readonly at: string;
}

/** One finding per renewal between the working day before scoring and the day of scoring, which is not in it. */
export function renewedBeforeScoring(
  renewals: readonly Renewal[],
  { workingDays }: IntegrityParameters["renewed-before-scoring"],
  scoredOn: Day,
  calendar: WorkingCalendar,
): Finding[] {
  const dayBefore = dayOf(dayNumberOf(scoredOn) - 1);
  return renewals.flatMap((renewal): Finding[] => {
    const on = dayAt(Date.parse(renewal.at));
    const isJustBefore =
      on < scoredOn && workingDaysBetween(dayOf(dayNumberOf(on) - 1), dayBefore, calendar) <= workingDays;
    return isJustBefore ? [findingOf(renewal, on, scoredOn)] : [];
  });
}

function findingOf({ portal, unit, section, at }: Renewal, on: Day, scoredOn: Day): Finding {
  return {
    kind: "renewed-before-scoring",
    unit,
    portal,
    at,
    detail: `Mục ${section} được cập nhật vào ngày ${shortDay(on)}; kỳ đánh giá mở vào ngày ${shortDay(scoredOn)}.`,
    detailEn: `The section ${section} was updated on ${on}; the score period was opened on ${scoredOn}.`,
    evidence: evidenceOf([{ of: portal, at, link: `/v1/portals/${portal}` }], { section, renewedOn: on, scoredOn }),
  };
}
