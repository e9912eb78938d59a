/**
 * Who owes a report on a day, to whom and in which tier: every body that runs a component portal, and every parent of one that owes, by
 * the reporting link of that day. Frozen at the close, the list is the denominator for ever.
 */
import type { Day } from "../calendar/province-time.ts";
import type { Portal } from "../portals/portal.ts";
import { groupOf, type UnitGroup } from "../units/groups.ts";
import { includes, parentOn, type Unit } from "../units/unit.ts";
import type { Tier } from "./regime.ts";

export interface Owing {
  readonly unit: string;
  readonly group: UnitGroup;
  /** To whom it reports: the recipient, or the parent that gathers its children's reports. */
  readonly to: string;
  readonly tier: Tier;
  /** It gathers the reports of others into its own. */
  readonly gathers: boolean;
}

/** A body that runs a portal and has no way to the recipient on that day; `cycle`: its reporting links lead back to itself. */
export interface Unplaced {
  readonly unit: string;
  readonly why: "no-parent" | "parent-unknown" | "cycle";
}

export interface OwingList {
  readonly owing: readonly Owing[];
  readonly unplaced: readonly Unplaced[];
}

/** The bodies that owe on a day. Suspended portals still owe; a portal or a unit that has ended, or not begun, does not. */
export function whoOwes(units: readonly Unit[], portals: readonly Portal[], recipient: string, on: Day): OwingList {
  const active = new Map(units.filter((unit) => includes(unit, on)).map((unit) => [unit.id, unit]));
  const running = portals.filter((portal) => portal.kind === "component" && includes(portal, on));
  const found = new Map<string, Owing>();
  const unplaced: Unplaced[] = [];
  for (const id of new Set(running.map(({ unit }) => unit))) {
    if (id === recipient || !active.has(id)) continue;
    const way = wayUp(id, active, recipient, on);
    if (typeof way === "string") unplaced.push({ unit: id, why: way });
    else addWay(way, recipient, found);
  }
  return { owing: [...found.values()].toSorted(byUnit), unplaced: unplaced.toSorted(byUnit) };
}

/** The units from a body up to the last before the recipient, or why there is no way. */
function wayUp(id: string, active: ReadonlyMap<string, Unit>, recipient: string, on: Day): Unit[] | Unplaced["why"] {
  const way: Unit[] = [];
  for (let current = id; current !== recipient; ) {
    const unit = active.get(current);
    if (!unit) return way.length === 0 ? "no-parent" : "parent-unknown";
    if (way.includes(unit)) return "cycle";
    way.push(unit);
    const parent = parentOn(unit, on);
    if (parent === undefined) return "no-parent";
    current = parent;
  }
  return way;
}

function addWay(way: readonly Unit[], recipient: string, found: Map<string, Owing>): void {
  for (const [index, unit] of way.entries()) {
    const to = way[index + 1]?.id ?? recipient;
    const gathers = index > 0 || (found.get(unit.id)?.gathers ?? false);
    found.set(unit.id, {
      unit: unit.id,
      group: groupOf(unit),
      to,
      tier: to === recipient ? "direct" : "child",
      gathers,
    });
  }
}

function byUnit(one: { readonly unit: string }, other: { readonly unit: string }): number {
  return one.unit < other.unit ? -1 : 1;
}
