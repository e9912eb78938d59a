/**
 * What becomes of a notice, step by step; every step is a new row to be written upon the one that was read, or undefined when there is
 * nothing to do. The mail service keeps no key of ours, so: a refusal is "not sent"; no answer, a reset and its own failure are
 * "unknown"; only its own events settle those.
 */
import type { Instant } from "../platform/clock.ts";
import type { Notice, NoticeState } from "./notice.ts";
import type { TemplateUsed } from "./templates.ts";

const minute = 60_000;
const hour = 60 * minute;
/** A sender lives half a minute; a claim that is older has none any more. */
export const claimMilliseconds = 90_000;
/** An id that was queued so long ago is queued again. */
const requeueMilliseconds = 5 * minute;
/** How long unknown mails wait before they may be sent again. */
const unknownMilliseconds = { asker: 15 * minute, officer: 60 * minute };
export const heldMilliseconds = 4 * hour;
const mostRefusals = 5;
const longestDelay = 30 * minute;
/** A notice that leaves so long after its time says so. */
const lateMilliseconds = 30 * minute;

type Step = Notice | undefined;

function next(row: Notice, change: Partial<Notice>): Notice {
  return { ...row, ...change, revision: row.revision + 1 };
}

function ended(row: Notice, change: Partial<Notice> & { state: NoticeState }): Notice {
  return next(row, { ...change, lookAt: undefined });
}

/** The row taken by one sender: of two, one succeeds. */
export function claimed(row: Notice, now: Instant): Step {
  if (row.state !== "planned" || row.by === "call" || Date.parse(row.dueAt) > now) return undefined;
  return next(row, {
    state: "claimed",
    claimedAt: iso(now),
    lookAt: iso(now + claimMilliseconds),
    attempts: row.attempts + 1,
  });
}

/** The row whose id stands in the queue now. */
export function queued(row: Notice, now: Instant): Step {
  return row.state === "planned" ? next(row, { lookAt: iso(now + requeueMilliseconds) }) : undefined;
}

/** The row that waits until its window opens again. */
export function postponed(row: Notice, until: Instant): Step {
  if (row.state !== "planned" && row.state !== "claimed") return undefined;
  return next(row, { state: "planned", dueAt: iso(until), lookAt: iso(until) });
}

/** Accepted by the mail service. Its own event may have come first and says more. */
export function sent(
  row: Notice,
  facts: { mailId: string; textHash: string; template: TemplateUsed },
  now: Instant,
): Step {
  const { mailId, textHash, template } = facts;
  const mailIds = row.mailIds.includes(mailId) ? row.mailIds : [...row.mailIds, mailId];
  const known = { mailIds, textHash, template, sentAt: row.sentAt ?? iso(now) };
  return isSettled(row) ? ended(row, { ...known, state: row.state }) : ended(row, { ...known, state: "sent" });
}

/** Not accepted: once more after a growing delay; `isFinal`: a few times only, then it is refused. */
export function notAccepted(row: Notice, reason: string, isFinal: boolean, now: Instant): Step {
  if (row.state !== "claimed") return undefined;
  if (isFinal && row.attempts >= mostRefusals) return ended(row, { state: "refused", reason, settledAt: iso(now) });
  const delay = Math.min(longestDelay, minute * 2 ** Math.min(row.attempts - 1, 10));
  return next(row, { state: "planned", reason, dueAt: iso(now + delay), lookAt: iso(now + delay) });
}

/** Nobody knows whether it was accepted. */
export function unknown(row: Notice, now: Instant): Step {
  if (row.state !== "claimed") return undefined;
  const since = row.claimedAt === undefined ? now : Date.parse(row.claimedAt);
  return next(row, {
    state: "unknown",
    unknownAt: iso(now),
    lookAt: iso(since + unknownMilliseconds[row.recipient.kind]),
  });
}

/** Will never be sent, for a reason. */
export function skipped(row: Notice, reason: string, now: Instant): Step {
  return row.state === "claimed" || row.state === "planned"
    ? ended(row, { state: "skipped", reason, settledAt: iso(now) })
    : undefined;
}

/** Refused for good: nobody can be written to. */
export function refused(row: Notice, reason: string, now: Instant): Step {
  return row.state === "claimed" ? ended(row, { state: "refused", reason, settledAt: iso(now) }) : undefined;
}

/** The asker was told by telephone. */
export function called(row: Notice, at: string): Step {
  const isOwed = row.by === "call" && row.state === "planned";
  return isOwed ? ended(row, { state: "delivered", sentAt: at, settledAt: at }) : undefined;
}

/** What is known of the mail service's events. */
export interface FeedbackSeen {
  /** The latest sending of which an event was seen. */
  readonly mailSentAt: string | undefined;
  /** Nothing of it waits to be read. */
  readonly isAllRead: boolean;
}

/**
 * An unknown mail whose time has come: sent again when a mail that left later has been heard of and nothing waits to be read, since
 * then its own event would have been seen too; otherwise looked at later, and held from four hours on.
 */
export function unknownLookedAt(row: Notice, feedback: FeedbackSeen, now: Instant): Step {
  if (row.state !== "unknown" && row.state !== "held") return undefined;
  const since = Date.parse(row.claimedAt ?? row.plannedAt);
  const isLost = feedback.isAllRead && feedback.mailSentAt !== undefined && Date.parse(feedback.mailSentAt) > since;
  if (isLost && now >= since + unknownMilliseconds[row.recipient.kind]) {
    return next(row, {
      state: "planned",
      dueAt: iso(now),
      lookAt: iso(now),
      resends: row.resends + 1,
      reason: "sent-again",
    });
  }
  const isHeld = row.state === "held" || now - since >= heldMilliseconds;
  if (isHeld) return next(row, { state: "held", reason: "no-feedback", lookAt: iso(now + hour) });
  return next(row, { lookAt: iso(Math.min(now + 5 * minute, since + heldMilliseconds)) });
}

/** What the mail service says became of a mail. */
export interface Feedback {
  readonly kind: "sent" | "delivered" | "bounced" | "complained" | "refused";
  readonly mailId: string;
  readonly at: string;
  readonly reason?: string | undefined;
}

const ranks: Readonly<Partial<Record<NoticeState, number>>> = {
  sent: 1,
  delivered: 2,
  bounced: 3,
  refused: 3,
  complained: 4,
};

/** The row settled by an event; one that never left, or of which more is known already, stays. Twice and out of order do no harm. */
export function settled(row: Notice, { kind, mailId, at, reason }: Feedback): Step {
  if (row.attempts === 0 || row.state === "skipped") return undefined;
  const isNews = !row.mailIds.includes(mailId);
  const isMore = (ranks[kind] ?? 0) > (ranks[row.state] ?? 0);
  if (!isMore && !isNews) return undefined;
  const mailIds = isNews ? [...row.mailIds, mailId].slice(0, 10) : row.mailIds;
  const state = isMore ? kind : row.state;
  return ended(row, { state, mailIds, sentAt: row.sentAt ?? at, ...(isMore && { settledAt: at, reason }) });
}

/** A row of a restored ledger, upon what the trace tells of its mail: it has left, whatever the copy says. */
export function leftMeanwhile(row: Notice, feedback: Feedback): Step {
  const isNew = row.attempts === 0 || row.state === "skipped";
  return settled(isNew ? { ...row, state: "claimed", attempts: Math.max(1, row.attempts) } : row, feedback);
}

/** Since when a notice is late, if it leaves now. */
export function lateSince({ plannedAt }: Notice, now: Instant): Instant | undefined {
  const planned = Date.parse(plannedAt);
  return now - planned > lateMilliseconds ? planned : undefined;
}

function isSettled({ state }: Notice): boolean {
  return ranks[state] !== undefined;
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
