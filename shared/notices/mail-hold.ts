/**
 * The brake on all mail of a stack: one item beside the notices. While it is held nothing is handed to the sender, and the sender lets go
 * what it is handed; the rows stay as they are, so that no notice hangs on how long a queue keeps a message.
 */
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";

export const mailHold = z.object({
  isHeld: z.boolean(),
  /** Who changed it last, why, and when. */
  by: z.string(),
  reason: z.string(),
  at: z.string(),
  /** Set by an import: the ledger is a copy, and mails may have left after it was made. */
  restored: z
    .object({
      /** When the copy was begun. */
      copiedAt: z.string(),
      /** When everything was written; absent: it never came to its end. */
      importedAt: z.string().optional(),
      /** When the rows were last settled from the trace of mails. */
      settledAt: z.string().optional(),
      /** Up to which moment the trace was read. */
      settledUpTo: z.string().optional(),
    })
    .optional(),
});
export type MailHold = z.output<typeof mailHold>;

/** What is kept of the brake: absent where it was never touched. */
export type KeptHold = MailHold | "unreadable" | undefined;

/** Whoever handles the brake. */
export interface Hand {
  readonly by: string;
  readonly reason: string;
}

/** Whether mail is held. What nobody can read holds: a mail too late can be made up for, a mail too many cannot. */
export function holds(kept: KeptHold): boolean {
  return kept === "unreadable" || kept?.isHeld === true;
}

/** The brake put on; what it knows of a restore stays. */
export function heldBy(kept: KeptHold, hand: Hand, now: Instant): MailHold {
  return { ...restoreOf(kept), isHeld: true, ...hand, at: iso(now) };
}

/** Why the brake may not be let go. */
export type NotReleased = "not-held" | "import-unfinished" | "not-settled";

/**
 * The brake let go. A ledger that was restored must have been settled from the trace of mails first, or whoever lets go says why not
 * (`isUnsettledAccepted`, with the reason in `hand`); one whose import never came to its end stays held.
 */
export function releasedBy(
  kept: KeptHold,
  hand: Hand,
  now: Instant,
  isUnsettledAccepted: boolean,
): MailHold | NotReleased {
  if (!holds(kept)) return "not-held";
  const restored = kept === "unreadable" ? undefined : kept?.restored;
  if (restored && restored.importedAt === undefined) return "import-unfinished";
  const mayBeUnsettled = kept === "unreadable" || (restored && restored.settledAt === undefined);
  if (mayBeUnsettled && !isUnsettledAccepted) return "not-settled";
  return { ...restoreOf(kept), isHeld: false, ...hand, at: iso(now) };
}

/** The brake after the rows were settled from the trace up to a moment; undefined: there is none to note it on. */
export function settledUpTo(kept: KeptHold, upTo: Instant, now: Instant): MailHold | undefined {
  if (kept === "unreadable" || !kept?.restored) return undefined;
  return { ...kept, restored: { ...kept.restored, settledAt: iso(now), settledUpTo: iso(upTo) } };
}

function restoreOf(kept: KeptHold): Pick<MailHold, "restored"> {
  return kept === "unreadable" || !kept?.restored ? {} : { restored: kept.restored };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
