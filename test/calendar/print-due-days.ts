/** Prints the due days of every worked example; run under several time zones by the test beside it. */
import { officialYears } from "../../shared/calendar/official-years.ts";
import { termOf, workingCalendar } from "../../shared/calendar/working-days.ts";
import { inProvince, workedExamples } from "./worked-examples.ts";

const calendar = workingCalendar(officialYears);
for (const [receivedAt] of workedExamples) {
  console.log(JSON.stringify([5, 8, 10].map((days) => termOf(inProvince(receivedAt), days, calendar))));
}
console.log(new Date(0).getTimezoneOffset());
