/** Reads moments and durations as people write them, in the province's time. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../shared/platform/clock.ts";

const provinceZone = "Asia/Ho_Chi_Minh";

/** Calendars are read up to here; a slip of the finger that goes beyond could not be taken back. */
const latest = Temporal.Instant.from("2200-01-01T00:00:00+07:00").epochMilliseconds;

/** An ISO 8601 instant with its offset. Throws a `RangeError` that says what is wrong. */
export function instantFrom(text: string): Instant {
  return bounded(Temporal.Instant.from(text).epochMilliseconds);
}

/** The moment an ISO 8601 duration after another. A day has 24 hours, months are those of the province's calendar. */
export function after(instant: Instant, duration: string): Instant {
  const start = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(provinceZone);
  return bounded(start.add(Temporal.Duration.from(duration)).epochMilliseconds);
}

/** A moment as the province's clocks show it, with its offset. */
export function provinceText(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant / 1000) * 1000).toString({ timeZone: provinceZone });
}

function bounded(instant: Instant): Instant {
  if (instant > latest) throw new RangeError("the year is beyond 2199");
  return instant;
}
