/** The stage's throttle: a token bucket that fills by real time, whatever the settable clock shows. */

/** Answers whether one more request is admitted. `milliseconds` is a clock that nobody sets. */
export function throttle(
  limits: { readonly rate: number; readonly burst: number } | undefined,
  milliseconds: () => number = () => performance.now(),
): () => boolean {
  if (!limits) return () => true;
  let tokens = limits.burst;
  let filledAt = milliseconds();
  return () => {
    const now = milliseconds();
    tokens = Math.min(limits.burst, tokens + ((now - filledAt) / 1000) * limits.rate);
    filledAt = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
