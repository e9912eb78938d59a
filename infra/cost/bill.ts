/** A month's bill: quantities times prices, with and without what AWS gives for nothing. Pure. */
import { alwaysFree, type Price, type PriceName, prices, type ServiceName, services } from "./prices.ts";
import type { Usage } from "./quantity.ts";

export interface BillLine extends Usage {
  readonly service: ServiceName;
  readonly unit: string;
  /** USD a month without any free tier. */
  readonly usd: number;
  /** What of the quantity is for nothing every month, in any account. */
  readonly free: number;
  /** USD a month with it. */
  readonly usdAfterFree: number;
}

export interface Amount {
  readonly usd: number;
  readonly usdAfterFree: number;
}

/** Amounts by service and in all. */
export interface Amounts {
  readonly byService: ReadonlyMap<ServiceName, Amount>;
  readonly total: Amount;
}

export interface Bill extends Amounts {
  readonly lines: readonly BillLine[];
}

export function billOf(usage: readonly Usage[]): Bill {
  const lines = usage.map(lineOf);
  return {
    lines,
    byService: new Map(services.map((service) => [service, sumOf(lines.filter((line) => line.service === service))])),
    total: sumOf(lines),
  };
}

function lineOf(usage: Usage): BillLine {
  const { service, unit, usd, per = 1 }: Price = prices[usage.price];
  const free = Math.min(usage.quantity, alwaysFree[usage.price] ?? 0);
  return {
    ...usage,
    service,
    unit,
    usd: (usage.quantity / per) * usd,
    free,
    usdAfterFree: ((usage.quantity - free) / per) * usd,
  };
}

function sumOf(amounts: readonly Amount[]): Amount {
  const sum = (name: keyof Amount) => amounts.reduce((total, amount) => total + amount[name], 0);
  return { usd: sum("usd"), usdAfterFree: sum("usdAfterFree") };
}

/** What the second bill has more than the first, by service and in all. */
export function addedBy(more: Amounts, less: Amounts): Amounts {
  const none: Amount = { usd: 0, usdAfterFree: 0 };
  const minus = (a: Amount, b: Amount) => ({ usd: a.usd - b.usd, usdAfterFree: a.usdAfterFree - b.usdAfterFree });
  return {
    byService: new Map(
      [...more.byService].map(([service, amount]) => [service, minus(amount, less.byService.get(service) ?? none)]),
    ),
    total: minus(more.total, less.total),
  };
}

/** Which prices are older than a year on a day: their names, oldest first. */
export function oldPrices(today: string, all: Readonly<Record<string, Price>> = prices): string[] {
  const yearBefore = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return Object.entries(all)
    .filter(([, { on }]) => on < yearBefore)
    .toSorted(([, a], [, b]) => (a.on < b.on ? -1 : 1))
    .map(([name]) => name);
}

/** The prices of a bill that stand on memory, among those that make a difference of more than a cent. */
export function uncheckedIn({ lines }: Bill): PriceName[] {
  return lines
    .filter(({ price, usd }) => prices[price].standing === "to-be-checked" && usd > 0.01)
    .map(({ price }) => price);
}
