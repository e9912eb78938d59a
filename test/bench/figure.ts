/** What a benchmark hands back: figures with their targets, and tables that say more. */

/** What a figure is held against; without one it is shown for information. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  readonly target?: Target;
}

/** Rows that belong together; saved and printed as they are. */
export interface Detail {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Outcome {
  /** How it was measured, in one or two sentences. */
  readonly method: string;
  readonly figures: readonly Figure[];
  readonly details: readonly Detail[];
}

export interface Benchmark {
  readonly name: string;
  run(): Promise<Outcome>;
}

/** True when the target is met; a figure without one has nothing to miss. */
export function isMet({ measured, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return "atMost" in target ? measured <= target.atMost : measured >= target.atLeast;
}
