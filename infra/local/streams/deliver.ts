/** Hands a batch of records to a function until each is done with, as Lambda does: in order, with retries, halves and a way out. */
import type { Instant } from "../../../shared/platform/clock.ts";
import type { Stamped } from "./stream-tail.ts";

/** How an invocation ended for its records. */
export type Handed =
  | { readonly kind: "done" }
  | { readonly kind: "failed" }
  /** Everything before this record is done. */
  | { readonly kind: "failed-from"; readonly sequence: bigint };

/** Why records were given up. */
export type GivenUp = "RetryAttemptsExhausted" | "MaximumRecordAgeExceeded";

export interface DeliverySettings {
  readonly bisects: boolean;
  readonly retriesAtMost: number;
  readonly ageAtMostMilliseconds: number;
}

export interface DeliveryDeps {
  invoke(records: readonly Stamped[]): Promise<Handed>;
  now(): Instant;
  /** All up to this record is done with. */
  done(sequence: bigint): void;
  giveUp(records: readonly Stamped[], reason: GivenUp): void;
  /** Waits before a further try. */
  pauseBefore(retry: number): Promise<void>;
  hasStopped(): boolean;
}

/** Resolves when every record is done with or given up, or when the runner stops. */
export async function deliver(
  records: readonly Stamped[],
  settings: DeliverySettings,
  deps: DeliveryDeps,
): Promise<void> {
  let rest = records;
  let retries = 0;
  while (!deps.hasStopped()) {
    rest = youngOf(rest, settings, deps);
    const last = rest.at(-1);
    if (!last) return;
    const handed = await deps.invoke(rest);
    if (handed.kind === "done") return deps.done(last.sequence);
    const reached = handed.kind === "failed-from" ? rest.findIndex((one) => one.sequence >= handed.sequence) : 0;
    const before = reached > 0 ? rest[reached - 1] : undefined;
    if (before) {
      deps.done(before.sequence);
      rest = rest.slice(reached);
      retries = 0;
    } else if (settings.bisects && rest.length > 1) {
      return deliverHalves(rest, settings, deps);
    } else if (retries === settings.retriesAtMost) {
      deps.giveUp(rest, "RetryAttemptsExhausted");
      return deps.done(last.sequence);
    }
    retries++;
    await deps.pauseBefore(retries);
  }
}

async function deliverHalves(
  records: readonly Stamped[],
  settings: DeliverySettings,
  deps: DeliveryDeps,
): Promise<void> {
  const middle = Math.ceil(records.length / 2);
  await deliver(records.slice(0, middle), settings, deps);
  await deliver(records.slice(middle), settings, deps);
}

/** Records are in the order of their age: the old ones are first. */
function youngOf(
  records: readonly Stamped[],
  { ageAtMostMilliseconds }: DeliverySettings,
  deps: DeliveryDeps,
): readonly Stamped[] {
  const oldest = deps.now() - ageAtMostMilliseconds;
  const isYoung = ({ writtenAt }: Stamped) => writtenAt >= oldest;
  const young = records.filter(isYoung);
  const old = records.filter((one) => !isYoung(one));
  const lastOld = old.at(-1);
  if (lastOld) {
    deps.giveUp(old, "MaximumRecordAgeExceeded");
    deps.done(lastOld.sequence);
  }
  return young;
}
