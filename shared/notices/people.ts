/** The people of a ladder, found in the register as it stands on a day. */
import type { Role } from "../access/roles.ts";
import type { Day } from "../calendar/province-time.ts";
import type { Audience } from "../deadlines/ladder.ts";
import { includes, type Unit } from "../units/unit.ts";

/** The register, as far as it is asked here. */
export interface Register {
  unitOf(id: string): Promise<Unit | undefined>;
  /** Deputies included. */
  officersAt(unit: string, role: Role, on: Day): Promise<readonly string[]>;
}

/** These bodies answer to their own line, never to the People's Committee. */
const ownLine: readonly Unit["kind"][] = ["party", "front", "mass-organisation", "central-body"];
/** Longer chains are a cycle. */
const highest = 12;

/** Ids of the officers who are meant at a unit on a day; empty: there is nobody. */
export async function officersMeant(
  audience: Exclude<Audience, "asker">,
  unitId: string,
  on: Day,
  register: Register,
  provinceOffice: string,
): Promise<readonly string[]> {
  if (audience === "recipient") return [];
  if (audience === "clerk" || audience === "leader" || audience === "consolidator")
    return register.officersAt(unitId, audience, on);
  const unit = await register.unitOf(unitId);
  if (!unit) return [];
  if (audience === "governing") {
    const governing = governedOn(unit, on);
    return governing === undefined ? [] : register.officersAt(governing, "leader", on);
  }
  if (!ownLine.includes(unit.kind)) return register.officersAt(provinceOffice, "supervisor", on);
  const top = await topOfLine(unit, on, register);
  return top === undefined ? [] : register.officersAt(top, "leader", on);
}

/** The governing unit on a day; a unit that governs itself has none. */
export function governedOn(unit: Unit, on: Day): string | undefined {
  const governing = unit.governedBy.find((link) => includes(link, on))?.unit;
  return governing === unit.id ? undefined : governing;
}

/** The highest unit of a governing line; none above: undefined. */
export async function topOfLine(unit: Unit, on: Day, register: Pick<Register, "unitOf">): Promise<string | undefined> {
  let top: string | undefined;
  let current: Unit | undefined = unit;
  for (let level = 0; level < highest && current; level++) {
    const above: string | undefined = governedOn(current, on);
    if (above === undefined) return top;
    top = above;
    current = await register.unitOf(above);
  }
  return top;
}

/** Whether a unit answers to its own line instead of the province. */
export function hasOwnLine({ kind }: Unit): boolean {
  return ownLine.includes(kind);
}
