/** The estimate of one stage: an idle month and a month in use, side by side. Pure. */
import { assumptions, daysOfMonth } from "./assumptions.ts";
import { type Amounts, addedBy, type Bill, billOf, oldPrices, uncheckedIn } from "./bill.ts";
import type { Facts } from "./facts.ts";
import type { MeasuredUnits } from "./measured.ts";
import { type PriceName, priceRegion } from "./prices.ts";
import type { Load } from "./quantity.ts";
import { usageOf } from "./usage.ts";

export interface Estimate {
  readonly stage: string;
  readonly region: string;
  readonly load: Load;
  readonly questionsPerMonth: number;
  /** Nobody asks anything, nobody owes a report, nobody is evaluated. */
  readonly idle: Bill;
  readonly loaded: Bill;
  /** What a thousand questions a month more would add; nothing where nobody asks. */
  readonly perThousand: Amounts | undefined;
  /** What whoever reads the numbers must know. */
  readonly warnings: readonly string[];
  /** Prices in these bills that stand on memory. */
  readonly unchecked: readonly PriceName[];
}

export interface EstimateInput {
  readonly stage: string;
  readonly region: string;
  readonly facts: Facts;
  readonly load: Load;
  readonly units: MeasuredUnits;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Questions a day of so many portals, where nobody says otherwise. */
export function usualQuestions(portals: number): number {
  return Math.round(portals * assumptions.questionsPerPortalAndDay.value);
}

export function estimate({ stage, region, facts, load, units, today }: EstimateInput): Estimate {
  const bill = (change: Partial<Load>) => billOf(usageOf(facts, { ...load, ...change }, units));
  const loaded = bill({});
  const { questionsPerDay } = load;
  const more = questionsPerDay > 0 ? bill({ questionsPerDay: questionsPerDay + 1_000 / daysOfMonth }) : undefined;
  return {
    stage,
    region,
    load,
    questionsPerMonth: load.questionsPerDay * daysOfMonth,
    idle: bill({ questionsPerDay: 0, obligationsPerYear: 0, evaluationsPerYear: 0 }),
    loaded,
    perThousand: more && addedBy(more, loaded),
    warnings: warningsOf(region, facts, today),
    unchecked: uncheckedIn(loaded),
  };
}

/** Reports a year of the bodies of so many portals, where nobody says otherwise. */
export function usualObligations(portals: number): number {
  return portals * assumptions.obligationsOfPortal.value;
}

/** Evaluations a year of so many portals, where nobody says otherwise. */
export function usualEvaluations(portals: number): number {
  return portals * assumptions.evaluationsOfPortal.value;
}

function warningsOf(region: string, facts: Facts, today: string): string[] {
  const old = oldPrices(today);
  return [
    ...(old.length > 0
      ? [`These prices are older than a year: ${old.join(", ")}. Look them up anew (infra/cost/prices.ts).`]
      : []),
    ...(region === priceRegion ? [] : [`The stage lies in ${region}; the prices are those of ${priceRegion}.`]),
    ...(facts.unknownTypes.length > 0
      ? [`Not reckoned with, because the model does not know them: ${facts.unknownTypes.join(", ")}.`]
      : []),
  ];
}
