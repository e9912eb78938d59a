/** What the runner and the thread of an environment say to each other. */

export interface WorkerData {
  readonly name: string;
  readonly arn: string;
  readonly folder: string;
  readonly handler: string;
  readonly timeoutMilliseconds: number;
  readonly offset: SharedArrayBuffer;
}

/** An invocation: the event as JSON. */
export interface ToWorker {
  readonly event: string;
  readonly requestId: string;
}

export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

/** What was consumed of a table, or of one of its indexes. */
export interface ConsumedUnits {
  readonly table: string;
  readonly index?: string | undefined;
  readonly kind: "read" | "write";
  readonly units: number;
  /** So many calls were refused for their number. */
  readonly refused: number;
}

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "init-failed"; readonly error: ThrownError }
  | { readonly kind: "answered"; readonly payload: string; readonly consumed: readonly ConsumedUnits[] }
  | { readonly kind: "threw"; readonly error: ThrownError; readonly consumed: readonly ConsumedUnits[] };
