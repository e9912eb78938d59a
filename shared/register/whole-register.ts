/** The whole register of bodies and portals, read page by page: for lists that are made of all of them. */
import type { Portal } from "../portals/portal.ts";
import type { Unit } from "../units/unit.ts";
import type { RegisterStore } from "./register-store.ts";

const pageSize = 200;

/** All units and portals, whatever their dates. */
export async function wholeRegister(
  register: Pick<RegisterStore, "list">,
): Promise<{ units: Unit[]; portals: Portal[] }> {
  const [units, portals] = await Promise.all([all(register, "unit"), all(register, "portal")]);
  return { units, portals };
}

async function all<K extends "unit" | "portal">(register: Pick<RegisterStore, "list">, kind: K) {
  const found = [];
  for (let cursor: string | undefined; ; ) {
    const page = await register.list(kind, { limit: pageSize, cursor });
    found.push(...page.items.map(({ value }) => value));
    if (page.nextCursor === undefined) return found;
    cursor = page.nextCursor;
  }
}
