/** From an event and the people to rows of the ledger. Pure: the same event gives the same rows, whenever and however often. */
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { WorkingCalendar } from "../calendar/working-days.ts";
import type { Audience } from "../deadlines/ladder.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { digestId, type Notice, noticeId, type Recipient } from "./notice.ts";
import type { Telling } from "./tellings.ts";
import { newestTemplate } from "./templates.ts";
import { digestAt, inOfficeWindow } from "./window.ts";

/** How an asker can be told. `nobody`: the contact data are gone. */
export type AskerBy = "mail" | "phone" | "nobody";

/** One reason to tell someone: an event, or a rung of it. */
export interface Reason {
  /** A rung's id or the event's kind. */
  readonly cause: string;
  readonly plan?: number;
  /** The moment that it belongs to, however late it is noticed. */
  readonly at: Instant;
  readonly tellings: readonly Telling[];
}

export interface Facts {
  readonly event: ChangeEvent;
  readonly people: Readonly<Partial<Record<Audience, readonly string[]>>>;
  /** What the lists to each audience are about. */
  readonly lists?: Readonly<Partial<Record<Audience, string>>>;
  readonly askerBy: AskerBy;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

/** The reasons in an event, and how to find whom they are told to; without reasons, nobody is. */
export type Found =
  | { readonly reasons: readonly Reason[]; readonly facts: () => Promise<Facts> }
  | { readonly reasons: readonly []; readonly facts?: undefined };

/** The rows of a reason; each officer once. */
export function plannedNotices(reason: Reason, facts: Facts): Notice[] {
  const told = reason.tellings.filter(({ onlyIf }) => onlyIf === undefined || facts.askerBy === "phone");
  const rows = told.flatMap((telling) =>
    telling.audience === "asker"
      ? askerRows(telling, reason, facts)
      : (facts.people[telling.audience] ?? []).map((id) => officerRow(telling, id, reason, facts)),
  );
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function askerRows(telling: Telling, reason: Reason, { event, askerBy }: Facts): Notice[] {
  const row = rowOf(telling, { kind: "asker" }, reason, event, reason.at);
  if (askerBy === "mail") return [row];
  if (askerBy === "nobody") return [];
  if (telling.call !== undefined) return [{ ...row, by: "call", lookAt: undefined }];
  return [{ ...row, state: "skipped", reason: "no-address", lookAt: undefined }];
}

function officerRow(telling: Telling, officer: string, reason: Reason, facts: Facts): Notice {
  if (telling.by === "digest") return digestRow(officer, reason, facts);
  const to = { kind: "officer", id: officer } as const;
  const at = inOfficeWindow(reason.at, facts.calendar);
  const subject = facts.lists?.[telling.audience];
  if (telling.by === "list" && subject !== undefined) {
    return listRow(telling, to, { subject, cause: reason.cause, day: dayAt(reason.at) }, at);
  }
  return rowOf(telling, to, reason, facts.event, at);
}

/** The list that all of a kind share which reach the rung on a day: whichever comes first plans it. */
function listRow(
  telling: Telling,
  recipient: Recipient,
  about: { readonly subject: string; readonly cause: string; readonly day: Day },
  at: Instant,
): Notice {
  const { subject, cause } = about;
  const id = noticeId({ ...about, recipient });
  return { ...blank(newestTemplate(telling.template), recipient, at), id, subject, cause, by: "mail" };
}

/** The digest that will list it: of its own day; when that is past, of today or, out of hours, of the next office day. */
function digestRow(officer: string, reason: Reason, { calendar, now }: Facts): Notice {
  const own = digestAt(reason.at, calendar);
  const isPast = own.day < dayAt(now);
  const leavesAt = isPast ? inOfficeWindow(now, calendar) : own.at;
  return {
    ...blank(newestTemplate("digest"), { kind: "officer", id: officer }, own.at),
    id: digestId(officer, dayAt(leavesAt)),
    subject: `digest#${officer}`,
    cause: "digest",
    by: "digest",
    dueAt: iso(leavesAt),
    lookAt: iso(leavesAt),
  };
}

function rowOf(telling: Telling, recipient: Recipient, reason: Reason, event: ChangeEvent, at: Instant): Notice {
  const { cause, plan } = reason;
  const key = {
    subject: event.subject,
    cause,
    recipient,
    sequence: event.sequence,
    ...(plan !== undefined && { plan }),
  };
  return { ...blank(newestTemplate(telling.template), recipient, at), ...key, id: noticeId(key), by: "mail" };
}

function blank(template: Notice["template"], to: Recipient, at: Instant) {
  return {
    revision: 1,
    template,
    recipient: to,
    priority: to.kind === "asker" ? 0 : 1,
    state: "planned" as const,
    plannedAt: iso(at),
    dueAt: iso(at),
    lookAt: iso(at),
    attempts: 0,
    resends: 0,
    mailIds: [],
  };
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
