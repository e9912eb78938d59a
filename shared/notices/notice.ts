/**
 * A notice is a row before it is a mail. Its key says what it is about, why, by which plan, and to whom; a key exists once, however
 * often it is planned. The row holds no address and nothing personal: an asker is "asker".
 */
import * as z from "zod";

export const noticeStates = [
  "planned",
  "claimed",
  "sent",
  "delivered",
  "bounced",
  "complained",
  "unknown",
  "held",
  "refused",
  "skipped",
] as const;
export type NoticeState = (typeof noticeStates)[number];

export const recipient = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("asker") }),
  z.object({ kind: z.literal("officer"), id: z.string() }),
]);
export type Recipient = z.output<typeof recipient>;

export const notice = z.object({
  id: z.string(),
  /** Counts the row's own writes: the condition of every one. */
  revision: z.number().int().min(1),
  /** What it is about, as events name it; of a digest, `digest#` and the officer. */
  subject: z.string(),
  /** A rung's id, an event's kind, or `digest`. */
  cause: z.string(),
  /** Of a rung: the version of its plan. */
  plan: z.number().int().optional(),
  /** The event that it follows from. */
  sequence: z.number().int().optional(),
  /** `call`: the asker has no e-mail address and is told by telephone; no mail leaves. */
  by: z.enum(["mail", "digest", "call"]),
  template: z.object({ id: z.string(), version: z.number().int() }),
  recipient,
  /** Lower leaves first: askers before officers. */
  priority: z.number().int().min(0).max(9),
  state: z.enum(noticeStates),
  /** When it should leave; never changes. */
  plannedAt: z.string(),
  /** When it may leave next. */
  dueAt: z.string(),
  /** When the dispatcher looks at it next; absent: never again. */
  lookAt: z.string().optional(),
  claimedAt: z.string().optional(),
  unknownAt: z.string().optional(),
  sentAt: z.string().optional(),
  settledAt: z.string().optional(),
  attempts: z.number().int().min(0),
  /** How often it was sent again because nobody knew what had become of it. */
  resends: z.number().int().min(0),
  /** What the mail service calls it; more than one after a second sending. */
  mailIds: z.array(z.string()),
  /** SHA-256 of subject, text and HTML. */
  textHash: z.string().optional(),
  /** Why it was refused, skipped, held, bounced: a code. */
  reason: z.string().optional(),
});
export type Notice = z.output<typeof notice>;

type Key = Pick<Notice, "subject" | "cause" | "recipient"> & {
  readonly plan?: number;
  readonly sequence?: number;
  readonly day?: string;
};

/** `question#…#late-1#p2#so-tu-phap.leader`: of a rung by its plan, of an event by its number, of a list by its day. */
export function noticeId({ subject, cause, plan, sequence, day, recipient }: Key): string {
  const turn = day !== undefined ? `d${day}` : plan === undefined ? `e${sequence ?? 0}` : `p${plan}`;
  return [subject, cause, turn, recipient.kind === "asker" ? "asker" : recipient.id].join("#");
}

/** One per officer and day. */
export function digestId(officer: string, day: string): string {
  return `digest#${officer}#${day}`;
}

/** The officer and the day of a digest. */
export function digestOf(id: string): { officer: string; day: string } | undefined {
  const [, officer, day] = /^digest#([^#]+)#(\d{4}-\d{2}-\d{2})$/.exec(id) ?? [];
  return officer !== undefined && day !== undefined ? { officer, day } : undefined;
}

/** What one mail lists many of. */
const listKinds = ["reports", "scores"] as const;
export type ListKind = (typeof listKinds)[number];

/** A list: of reports, all that is owed for a period or an order, at one unit; of scores, all portals of a score period, to one unit. */
export interface NoticeList {
  readonly kind: ListKind;
  readonly of: string;
  readonly scope: string;
}

export function listSubject({ kind, of, scope }: NoticeList): string {
  return `${kind}#${of}#${scope}`;
}

/** The list that a subject is, or undefined. */
export function listOf(subject: string): NoticeList | undefined {
  const [, named, of, scope] = /^([a-z]+)#([^#]+)#([^#]+)$/.exec(subject) ?? [];
  const kind = listKinds.find((one) => one === named);
  return kind !== undefined && of !== undefined && scope !== undefined ? { kind, of, scope } : undefined;
}

/** A row's id as a tag of the mail service, which takes letters, digits, `-` and `_` only. */
export function tagOf(id: string): string {
  return id.replaceAll("#", "_h").replaceAll(".", "_d");
}

/** The id in a tag. */
export function idOfTag(tag: string): string {
  return tag.replaceAll("_h", "#").replaceAll("_d", ".");
}
