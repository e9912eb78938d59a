/**
 * Three libraries of business days, given our days off (and worked Saturdays where they take them), and used as their
 * documentation says: the first 08:00 of a working day at or after receipt is day 1, day n is counted from it.
 */
import dayjs from "dayjs";
import utc from "dayjs/plugin/utc.js";
import dayjsBusinessDays from "dayjs-business-days2";
import luxonBusinessDays from "luxon-business-days";
import moment from "moment-business-days";
import { officialYears } from "../../shared/calendar/official-years.ts";
import type { Day } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";

export interface DateLibrary {
  readonly name: string;
  /** One word for the heads of tables. */
  readonly label: string;
  /** Which of its calls find day 1 and count on. */
  readonly usage: string;
  readonly takesWorkedSaturdays: boolean;
  dueOn(receivedAt: Instant, workingDays: number): Day;
}

const { DateTime } = luxonBusinessDays;
const form = "YYYY-MM-DD";
const daysOff = officialYears.flatMap(({ offDays }) => offDays.map(({ on }) => on));
const workedSaturdays = officialYears.flatMap(({ workedDays }) => workedDays.map(({ on }) => on));
const startOfTerm = 8 * 3_600_000;

dayjs.extend(utc);
// Its types know no options, its documentation does.
const dayjsOptions: object = {
  holidays: daysOff,
  holidayFormat: form,
  additionalWorkingDays: workedSaturdays,
  additionalWorkingDayFormat: form,
};
dayjs.extend<object>(dayjsBusinessDays, dayjsOptions);
moment.updateLocale("en", { holidays: daysOff, holidayFormat: form, workingWeekdays: [1, 2, 3, 4, 5] });
const isDayOff = new Set(daysOff);
DateTime.local().setupBusiness({
  businessDays: [1, 2, 3, 4, 5],
  holidayMatchers: [(day) => isDayOff.has(day.toISODate() ?? "")],
});

/** The first day whose 08:00 is at or after receipt, in the province's time. */
const withDayjs = (receivedAt: Instant) => {
  const day = dayjs(receivedAt).utcOffset(7);
  return day.diff(day.startOf("day")) <= startOfTerm ? day : day.add(1, "day");
};
const withMoment = (receivedAt: Instant) => {
  const day = moment(receivedAt).utcOffset(7);
  return day.diff(day.clone().startOf("day")) <= startOfTerm ? day : day.add(1, "day");
};
const withLuxon = (receivedAt: Instant) => {
  const day = DateTime.fromMillis(receivedAt, { zone: "UTC+7" });
  return day.diff(day.startOf("day")).toMillis() <= startOfTerm ? day : day.plus({ days: 1 });
};

export const dateLibraries: readonly DateLibrary[] = [
  {
    name: "dayjs-business-days2",
    label: "dayjs: next",
    usage: "nextBusinessDay, businessDaysAdd(n - 1)",
    takesWorkedSaturdays: true,
    dueOn: (receivedAt, workingDays) => {
      const day = withDayjs(receivedAt);
      const first = day.isBusinessDay() ? day : day.nextBusinessDay();
      return first.businessDaysAdd(workingDays - 1).format(form);
    },
  },
  {
    name: "dayjs-business-days2",
    label: "dayjs: add",
    usage: "the day before, businessDaysAdd(n)",
    takesWorkedSaturdays: true,
    dueOn: (receivedAt, workingDays) =>
      withDayjs(receivedAt).subtract(1, "day").businessDaysAdd(workingDays).format(form),
  },
  {
    name: "moment-business-days",
    label: "moment: next",
    usage: "nextBusinessDay, businessAdd(n - 1)",
    takesWorkedSaturdays: false,
    dueOn: (receivedAt, workingDays) => {
      const day = withMoment(receivedAt);
      const first = day.isBusinessDay() ? day : day.nextBusinessDay();
      return first.businessAdd(workingDays - 1).format(form);
    },
  },
  {
    name: "moment-business-days",
    label: "moment: add",
    usage: "the day before, businessAdd(n)",
    takesWorkedSaturdays: false,
    dueOn: (receivedAt, workingDays) => withMoment(receivedAt).subtract(1, "day").businessAdd(workingDays).format(form),
  },
  {
    name: "luxon-business-days",
    label: "luxon: add",
    usage: "the day before, plusBusiness(n)",
    takesWorkedSaturdays: false,
    dueOn: (receivedAt, workingDays) =>
      withLuxon(receivedAt).minus({ days: 1 }).plusBusiness({ days: workingDays }).toISODate() ?? "",
  },
];
