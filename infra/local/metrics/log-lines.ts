/** What CloudWatch takes out of the lines of a function's log: embedded figures, and what the metric filters count. */
import type { Instant } from "../../../shared/platform/clock.ts";
import { type DeclaredFilter, filteredMetrics } from "./declared-filters.ts";
import { embeddedMetrics } from "./emf.ts";
import type { Measured } from "./metric.ts";

/** The figures of one line; none of a line that is no JSON. */
export function measuredIn(
  line: string,
  functionName: string,
  filters: readonly DeclaredFilter[],
  now: Instant,
): Measured[] {
  if (!line.startsWith("{")) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [];
  }
  return [...embeddedMetrics(parsed), ...filteredMetrics(filters, functionName, parsed, momentOf(parsed) ?? now)];
}

/** A line says itself when it was written. */
function momentOf(parsed: unknown): Instant | undefined {
  const { timestamp, time } = Object(parsed);
  const moment = Date.parse(String(timestamp ?? time));
  return Number.isFinite(moment) ? moment : undefined;
}
