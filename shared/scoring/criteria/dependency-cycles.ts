/** Dependencies that run in a circle. Pure. */
import type { Criterion } from "./criteria-set.ts";

/** The criteria that depend on themselves by way of others, or directly. Any number of criteria, in one pass over the dependencies. */
export function cyclicIn(criteria: readonly Pick<Criterion, "id" | "dependsOn">[]): ReadonlySet<string> {
  const dependsOn = new Map(criteria.map((entry) => [entry.id, entry.dependsOn]));
  const left = leftInCircles(dependsOn);
  return new Set([...left].filter((id) => reaches(id, id, dependsOn, left)));
}

/** What remains when whatever depends on nothing that remains is taken away, again and again. */
function leftInCircles(dependsOn: ReadonlyMap<string, readonly string[]>): Set<string> {
  const left = new Set(dependsOn.keys());
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const id of left) if (!(dependsOn.get(id) ?? []).some((other) => left.has(other))) left.delete(id);
  }
  return left;
}

function reaches(
  goal: string,
  from: string,
  dependsOn: ReadonlyMap<string, readonly string[]>,
  left: ReadonlySet<string>,
): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const other of dependsOn.get(id) ?? []) {
      if (other === goal) return true;
      if (!left.has(other) || seen.has(other)) continue;
      seen.add(other);
      waiting.push(other);
    }
  }
  return false;
}
