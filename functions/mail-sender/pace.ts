/**
 * The pace of mail: what SES allows in a second, over all batches that are worked on at once. No two batches know of each other, so each
 * keeps to its share: from one sending to the next it lets so much time pass, after its last one too, for another batch may take its
 * place at once, in another environment.
 */
import type { Clock } from "../../shared/platform/clock.ts";

/**
 * Milliseconds between two sendings of one of `atOnce` batches. In no second do more than `perSecond` leave; where SES allows fewer than
 * there are batches (1 a second, in its sandbox), no more than that on average.
 */
export function millisecondsBetween(perSecond: number, atOnce: number): number {
  return perSecond < atOnce ? (1_000 * atOnce) / perSecond : 1_000 / Math.floor(perSecond / atOnce);
}

/** What SES said of the pace. */
export type Sending = "in-pace" | "throttled";

/** Two batches that send at the same moments would do so for ever: the one that is throttled falls back by half a step. */
const fallBack: Readonly<Record<Sending, number>> = { "in-pace": 1, throttled: 1.5 };

/** Sends, and ends when the next may be sent, however the sending ended. */
export async function inPace(send: () => Promise<Sending>, between: number, clock: Clock): Promise<void> {
  const begun = clock.now();
  let sending: Sending = "in-pace";
  try {
    sending = await send();
  } finally {
    const rest = Math.ceil(begun + between * fallBack[sending] - clock.now());
    if (rest > 0) await clock.pause(rest);
  }
}
