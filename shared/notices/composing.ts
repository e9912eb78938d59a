/** What composing needs, whatever a mail is about. */
import type { CalendarStore } from "../calendar/calendar-store.ts";
import type { Day } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent, EventStore } from "../platform/events.ts";
import type { QuestionStore } from "../questions/question-store.ts";
import type { OrderStore } from "../reports/order-store.ts";
import type { ReportStore } from "../reports/report-store.ts";
import type { ScoringStore } from "../scoring/scoring-store.ts";
import { nameOn, type Unit } from "../units/unit.ts";
import { type MailText, mailText } from "./mail-text.ts";
import type { Notice } from "./notice.ts";
import type { NoticeStore } from "./notice-store.ts";
import type { PeopleStore } from "./people-store.ts";
import { lateSince } from "./progress.ts";
import type { Values } from "./template.ts";
import { type TemplateUsed, templateUsed } from "./templates.ts";

export interface ComposeDeps {
  readonly notices: Pick<NoticeStore, "get">;
  readonly questions: QuestionStore;
  readonly reports: Pick<ReportStore, "obligation" | "allOfPeriod" | "ofUnit">;
  readonly orders: Pick<OrderStore, "get">;
  readonly scores: Pick<ScoringStore, "evaluation" | "sheet" | "period" | "criteriaSet" | "allOfPeriod">;
  readonly events: EventStore;
  readonly calendars: Pick<CalendarStore, "current">;
  readonly people: PeopleStore;
  readonly provinceOffice: string;
  readonly provinceName: string;
  readonly supportContact: string;
  readonly publicUrl: string;
}

export type Composed =
  | { readonly kind: "mail"; readonly to: string; readonly text: MailText; readonly template: TemplateUsed }
  /** Nothing is to be said any more. */
  | { readonly kind: "needless"; readonly reason: string }
  /** There is no address to write to. */
  | { readonly kind: "unreachable" };

/** Events of one subject are few; the longest history is read in a few pages. */
export async function historyOf(subject: string, { events }: Pick<ComposeDeps, "events">): Promise<ChangeEvent[]> {
  const all: ChangeEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await events.of(subject, { limit: 200, cursor });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}

/** A unit's name on a day; of one that the register does not know, its id. */
export async function unitName(id: string, on: Day, { people }: Pick<ComposeDeps, "people">): Promise<string> {
  const unit = await people.unitOf(id);
  return unit ? nameOn(unit, on) : id;
}

/** The registered short form of a unit's name on a day, or the name itself. */
export function shortNameOn(unit: Unit, on: Day): string {
  const names = unit.names.filter(({ from, to }) => from <= on && (to === undefined || on <= to));
  return names[0]?.shortName ?? nameOn(unit, on);
}

/** The text of a template with its footer; a value that is missing is an error. */
export function rendered(
  row: Notice,
  template: TemplateUsed,
  values: Values,
  asker: string,
  now: Instant,
  { provinceName, supportContact }: Pick<ComposeDeps, "provinceName" | "supportContact">,
): MailText {
  const frame = { provinceName, supportContact, noticeId: row.id, asker, lateSince: lateSince(row, now) };
  return mailText(templateUsed(template), values, frame);
}
