/** Chance that can be repeated: the same seed draws the same row of numbers. */

export interface SeededChance {
  /** True for about this share of the calls. */
  happens(share: number): boolean;
}

/** Mulberry32: small, even enough for faults, and nothing that anybody must not foretell. */
export function seededChance(seed: number): SeededChance {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  // Nothing is drawn for what never or always happens: other faults' rows stay as they are.
  return { happens: (share) => share > 0 && (share >= 1 || fraction() < share) };
}
