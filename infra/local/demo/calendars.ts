/** Puts the official calendars of working days in force. */
import { officialYears } from "../../../shared/calendar/official-years.ts";
import { publishCalendars } from "../../load/calendars.ts";
import { loadDeps } from "../../load/deps.ts";
import { type DemoDeps, demoLoading, tablesOf } from "./deps.ts";

/** Years that have a calendar already are left as they are. */
export async function loadCalendars(deps: Omit<DemoDeps, "shelf">): Promise<void> {
  const { calendars, transactions } = loadDeps(deps.client, tablesOf(deps), deps.clock);
  const { years } = await calendars.inForce();
  const missing = officialYears.filter((next) => !years.some(({ year }) => year === next.year));
  await publishCalendars(missing, { calendars, transactions }, demoLoading(deps));
}
