/** Questions whose term was lengthened to 8 or 10 days when it was nearly over. */
import { dayAt } from "../calendar/province-time.ts";
import { type WorkingCalendar, workingDayFrom } from "../calendar/working-days.ts";
import { shortDay } from "../notices/dates-for-people.ts";
import { type QuestionClass, questionClasses, termsOn } from "../questions/terms.ts";
import { evidenceOf, type Finding, questionProof, twoDigits } from "./finding.ts";
import type { ObservedClass } from "./observation.ts";
import type { IntegrityParameters } from "./parameters.ts";

/** One finding per raise. A raise that was put back later is still one, and says so; without a calendar nothing is said. */
export function raisedLate(
  changes: readonly ObservedClass[],
  { afterDay }: IntegrityParameters["raised-late"],
  calendar: WorkingCalendar,
): Finding[] {
  const byQuestion = Map.groupBy(changes, ({ code }) => code);
  return changes.flatMap((change): Finding[] => {
    if (rankOf(change.to) <= rankOf(change.from) || change.startsOn === null) return [];
    const lastEarlyDay = workingDayFrom(change.startsOn, afterDay - 1, calendar);
    if (lastEarlyDay === undefined || dayAt(Date.parse(change.at)) <= lastEarlyDay) return [];
    const putBack = byQuestion
      .get(change.code)
      ?.find(({ sequence, to }) => sequence > change.sequence && rankOf(to) < rankOf(change.to));
    return [findingOf(change, { afterDay, lastEarlyDay, putBackAt: putBack?.at })];
  });
}

function findingOf(
  change: ObservedClass,
  { afterDay, lastEarlyDay, putBackAt }: { afterDay: number; lastEarlyDay: string; putBackAt: string | undefined },
): Finding {
  const on = dayAt(Date.parse(change.at));
  const days = termsOn(change.startsOn ?? on).days[change.to];
  return {
    kind: "raised-late",
    unit: change.unit,
    portal: change.portal,
    at: change.at,
    detail: `Câu hỏi ${change.code} được phân loại lại sang thời hạn ${twoDigits(days)} ngày làm việc vào ngày ${shortDay(on)}, sau ngày làm việc thứ ${afterDay} của thời hạn (ngày ${shortDay(lastEarlyDay)}).`,
    detailEn: `Question ${change.code} was raised to ${days} working days on ${on}, after working day ${afterDay} of its term (${lastEarlyDay}).`,
    evidence: evidenceOf([questionProof(change)], {
      from: change.from,
      to: change.to,
      ...(change.startsOn !== null && { startsOn: change.startsOn }),
      dayEndedOn: lastEarlyDay,
      ...(change.previousDueOn !== null && { previousDueOn: change.previousDueOn }),
      ...(change.dueOn !== null && { dueOn: change.dueOn }),
      ...(putBackAt !== undefined && { putBackAt }),
    }),
  };
}

function rankOf(name: QuestionClass): number {
  return questionClasses.indexOf(name);
}
