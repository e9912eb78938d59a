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

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "init-failed"; readonly error: ThrownError }
  | { readonly kind: "answered"; readonly payload: string }
  | { readonly kind: "threw"; readonly error: ThrownError };
