/** Walks the dated tree of units by the reporting link. Any depth: three levels until 30/06/2025, two since. */
import type { Day } from "../calendar/province-time.ts";
import { parentOn, type Unit } from "./unit.ts";

/** More levels than any state has; a longer chain is a cycle. */
const deepest = 12;

/** True when `id` stands at or below `top` on a day. Reads only the units on the way up. */
export async function standsUnder(
  id: string,
  top: string,
  on: Day,
  unitOf: (id: string) => Promise<Unit | undefined>,
): Promise<boolean> {
  let current: string | undefined = id;
  for (let level = 0; level < deepest && current !== undefined; level++) {
    if (current === top) return true;
    const unit: Unit | undefined = await unitOf(current);
    current = unit && parentOn(unit, on);
  }
  return false;
}

/** The unit and everything below it on a day, one read per unit with children. */
export async function subtreeOf(
  top: string,
  on: Day,
  childrenOf: (id: string, on: Day) => Promise<readonly string[]>,
): Promise<string[]> {
  const found = new Set([top]);
  let level = [top];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const children = await Promise.all(level.map((id) => childrenOf(id, on)));
    level = children.flat().filter((id) => !found.has(id));
    for (const id of level) found.add(id);
  }
  return [...found];
}
