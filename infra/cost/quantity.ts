/** How much of one thing a month uses, and for whom. */
import type { PriceName } from "./prices.ts";

/** Whom the system serves. */
export interface Load {
  readonly portals: number;
  /** 0: nobody asks anything, and officers stay away. */
  readonly questionsPerDay: number;
  /** Reports that bodies owe in a year; 0: nobody owes any. */
  readonly obligationsPerYear: number;
  /** Evaluations in a year, each of one portal in one score period; 0: nobody is evaluated. */
  readonly evaluationsPerYear: number;
}

export interface Usage {
  readonly price: PriceName;
  readonly quantity: number;
  /** Where the quantity comes from, as a sum that can be checked by hand. */
  readonly how: string;
}

/** A number as it stands in a sum: three digits that count, no more. */
export function plain(value: number): string {
  const digits = Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}
