/** The methods by which a criterion is judged: how a known fact becomes a share of the maximum. Pure and exact: whole numbers only. */
import type { FactShape, FactValue } from "../facts/fact.ts";

/** By method, the shapes of fact that it takes. Points given by hand go with every method: a person's judgement. */
export const methodShapes = {
  /** Items that are there, of all items. */
  checklist: ["checklist"],
  /** Done in time, of all that was to be done. */
  "on-time": ["share"],
  "yes-no": ["flag"],
  /** A share of the maximum; of a count: of its target, never more than the whole. */
  ratio: ["share", "count"],
  /** The own value over the best one. */
  normalised: ["share", "count"],
  /** The maximum less something for each lapse. */
  deduction: ["lapses"],
  "by-hand": [],
} as const satisfies Record<string, readonly FactShape[]>;
export type Method = keyof typeof methodShapes;
export const methods = Object.keys(methodShapes) as [Method, ...Method[]];

/** So many of so many, between 0 and 1. */
export interface ShareOfMax {
  readonly n: number;
  readonly of: number;
}

/** What a method must be told of its criterion. */
export interface MethodTerms {
  readonly method: Method;
  /** In hundredths. */
  readonly max: number;
  readonly items?: readonly { readonly id: string }[] | undefined;
  readonly target?: number | undefined;
  /** What one occasion is worth, in hundredths; without it, lapses are taken from the maximum itself. */
  readonly each?: number | undefined;
  readonly deductions?: Readonly<Record<string, number>> | undefined;
}

/** The share of the maximum that a value earns; undefined: there is nothing to be judged. `best`: for a normalised one, of all. */
export function shareEarned(
  value: FactValue,
  terms: MethodTerms,
  best: ShareOfMax | undefined,
): ShareOfMax | undefined {
  if ("points" in value) return terms.max === 0 ? undefined : capped(value.points, terms.max);
  if ("yes" in value) return { n: value.yes ? 1 : 0, of: 1 };
  if ("done" in value) return ofItems(value.done, terms.items ?? []);
  if ("lapses" in value) return afterLapses(value, terms);
  const own = ratioOf(value, terms);
  if (own === undefined || terms.method !== "normalised") return own && capped(own.n, own.of);
  return best && best.n > 0 ? capped(own.n * best.of, own.of * best.n) : undefined;
}

/** The plain number of a share or a count: what normalised values are compared by. */
export function ratioOf(value: FactValue, { target }: Pick<MethodTerms, "target">): ShareOfMax | undefined {
  if ("n" in value) return value.of === 0 ? undefined : { n: value.n, of: value.of };
  return "count" in value ? { n: value.count, of: target ?? 1 } : undefined;
}

/** Whether one share is more than another, exactly. */
export function isMore(one: ShareOfMax, other: ShareOfMax): boolean {
  return BigInt(one.n) * BigInt(other.of) > BigInt(other.n) * BigInt(one.of);
}

function ofItems(done: readonly string[], items: readonly { readonly id: string }[]): ShareOfMax | undefined {
  if (items.length === 0) return undefined;
  const there = new Set(done);
  return { n: items.filter(({ id }) => there.has(id)).length, of: items.length };
}

function afterLapses(
  { of, lapses }: { of: number; lapses: Readonly<Record<string, number>> },
  { max, each, deductions = {} }: MethodTerms,
): ShareOfMax | undefined {
  const whole = each === undefined ? max : of * each;
  if (of === 0 || whole === 0) return undefined;
  const countOf = (kind: string) => (Object.hasOwn(lapses, kind) ? (lapses[kind] ?? 0) : 0);
  const lost = Object.entries(deductions).reduce((sum, [kind, points]) => sum + countOf(kind) * points, 0);
  return capped(whole - lost, whole);
}

function capped(n: number, of: number): ShareOfMax {
  return { n: Math.min(Math.max(n, 0), of), of };
}
