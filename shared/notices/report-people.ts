/** The people of a report's ladder, found in the register as it stands on a day. */
import type { Day } from "../calendar/province-time.ts";
import type { ObligationHead } from "../reports/obligation.ts";
import type { MeantBy } from "./officer-facts.ts";
import { governedOn, type Register } from "./people.ts";

type Owed = Pick<ObligationHead, "unit" | "to" | "tier">;

/** Who is meant; the governing body is skipped where it is the recipient anyway. */
export function meantByReport({ unit, to, tier }: Owed, register: Register, provinceOffice: string): MeantBy {
  return async (audience, on) => {
    switch (audience) {
      case "clerk":
      case "leader":
      case "consolidator":
        return { at: unit, officers: await register.officersAt(unit, audience, on) };
      case "province":
        return { at: provinceOffice, officers: await register.officersAt(provinceOffice, "supervisor", on) };
      case "recipient":
        return { at: to, officers: await recipients(to, tier, on, register, provinceOffice) };
      case "governing": {
        const found = await register.unitOf(unit);
        const governing = found && governedOn(found, on);
        if (governing === undefined || governing === to) return undefined;
        return { at: governing, officers: await register.officersAt(governing, "leader", on) };
      }
    }
  };
}

/** Those who gather there; where nobody does: the province's office for the province, the leader for a parent. */
async function recipients(
  to: string,
  tier: ObligationHead["tier"],
  on: Day,
  register: Register,
  provinceOffice: string,
): Promise<readonly string[]> {
  const gathering = await register.officersAt(to, "consolidator", on);
  if (gathering.length > 0) return gathering;
  return tier === "direct"
    ? register.officersAt(provinceOffice, "supervisor", on)
    : register.officersAt(to, "leader", on);
}
