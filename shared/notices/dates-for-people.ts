/**
 * Days, moments and counts as people read them. Decree 30/2020/NĐ-CP: two digits for days under 10 and for months 1 and 2,
 * no zero before other months; counts under 10 have a leading zero.
 */
import { type Day, dayAt, dayNumberOf, weekdayOf } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";

const weekdays = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];
const minutesPerDay = 24 * 60;
const millisecondsPerMinute = 60_000;
const offsetMinutes = 7 * 60;

/** `16/02/2024`, `05/3/2026`. */
export function shortDay(day: Day): string {
  const [year, month, date] = day.split("-");
  return `${date}/${Number(month) <= 2 ? month : Number(month)}/${year}`;
}

/** `thứ Sáu, ngày 16/02/2024`: where someone must act. */
export function longDay(day: Day): string {
  return `${weekdays[weekdayOf(dayNumberOf(day)) - 1]}, ngày ${shortDay(day)}`;
}

/** `22h15`, by the province's clock. */
export function clockTime(at: Instant): string {
  const minutes = (Math.floor(at / millisecondsPerMinute) + offsetMinutes) % minutesPerDay;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}h${two(minutes % 60)}`;
}

/** `22h15 thứ Bảy, ngày 03/02/2024`. */
export function longMoment(at: Instant): string {
  return `${clockTime(at)} ${longDay(dayAt(at))}`;
}

/** `05`, `38`, `1.234`. */
export function counted(count: number): string {
  return count < 10 ? String(count).padStart(2, "0") : String(count).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** A name within so many characters, cut after a word. */
export function shortened(name: string, most: number): string {
  const points = [...name.normalize("NFC")];
  if (points.length <= most) return points.join("");
  const lastSpace = points.lastIndexOf(" ", most - 1);
  return `${points.slice(0, lastSpace > 0 ? lastSpace : most - 1).join("")}…`;
}
