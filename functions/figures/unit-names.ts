/** Names of units, remembered for an hour: they change by decision, a few times a year, and are needed every five minutes. */
import type { Day } from "../../shared/calendar/province-time.ts";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import { nameOn } from "../../shared/units/unit.ts";

const rememberedMilliseconds = 3_600_000;

/** The names of units on a day, by their ids; those that the register does not know are left out. */
export type UnitNames = (ids: readonly string[], on: Day) => Promise<ReadonlyMap<string, string>>;

export function unitNames({ getMany }: Pick<RegisterStore, "getMany">, clock: Clock): UnitNames {
  const names = new Map<string, string>();
  let since: Instant | undefined;
  return async (ids, on) => {
    const now = clock.now();
    const isOld = since === undefined || now < since || now - since >= rememberedMilliseconds;
    if (isOld) {
      names.clear();
      since = now;
    }
    const units = await getMany(
      "unit",
      ids.filter((id) => !names.has(id)),
    );
    for (const [id, { value }] of units) names.set(id, nameOn(value, on));
    return names;
  };
}
