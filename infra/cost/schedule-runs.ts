/** How often a rule of EventBridge fires in a month. */
import { daysOfMonth, minutesOfMonth } from "./assumptions.ts";

const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1_440 };

/** Runs a month of `rate(…)` or `cron(…)`; an expression that cannot be read is an error that names it. */
export function runsOfMonth(expression: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return minutesOfMonth / (Number(rate[1]) * (minutesOf[rate[2] ?? ""] ?? Number.NaN));
  const cron = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) \S+\)$/.exec(expression);
  if (!cron) throw new Error(`The schedule "${expression}" is neither rate(…) nor cron(…).`);
  const [, minutes = "", hours = "", days = "", months = "", weekdays = ""] = cron;
  const share = (countOf(months, 1, 12) / 12) * (countOf(days, 1, 31) / 31) * (countOf(weekdays, 1, 7) / 7);
  return countOf(minutes, 0, 59) * countOf(hours, 0, 23) * daysOfMonth * share;
}

const names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** How many values a field of a cron expression holds. */
function countOf(field: string, first: number, last: number): number {
  if (field === "*" || field === "?") return last - first + 1;
  return field.split(",").reduce((total, part) => total + countOfPart(part, first, last), 0);
}

function countOfPart(part: string, first: number, last: number): number {
  const [range = "", step = "1"] = part.split("/");
  const [from = "", to] = range.split("-");
  const start = from === "*" ? first : numberOf(from);
  const end = to === undefined ? (part.includes("/") ? last : start) : numberOf(to);
  return Math.floor((end - start) / Number(step)) + 1;
}

function numberOf(text: string): number {
  const at = names.indexOf(text.toUpperCase());
  return at === -1 ? Number(text) : at + 1;
}
