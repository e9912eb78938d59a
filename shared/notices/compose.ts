/** A claimed notice becomes a mail, from what is true at that moment; or it turns out that there is nothing to send. */

import type { Role } from "../access/roles.ts";
import { grantsOn } from "../access/roles.ts";
import { type Day, dayAt, dayNumberOf, dayOf } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import type { ChangeEvent } from "../platform/events.ts";
import { isClosed } from "../questions/moves.ts";
import type { QuestionHead } from "../questions/question.ts";
import { codeOf } from "../questions/subject.ts";
import { worklistEntry } from "../questions/worklist.ts";
import { obligationOfSubject } from "../reports/subject.ts";
import { evaluationOfSubject } from "../scoring/subject.ts";
import { nameOn } from "../units/unit.ts";
import { composedReport } from "./compose-report.ts";
import { composedReportList } from "./compose-report-list.ts";
import { composedScore } from "./compose-score.ts";
import { composedScoreList } from "./compose-score-list.ts";
import { type ComposeDeps, type Composed, historyOf, rendered, shortNameOn, unitName } from "./composing.ts";
import { digestReports } from "./digest-reports.ts";
import { digestValues } from "./digest-values.ts";
import { digestId, digestOf, listOf, type Notice } from "./notice.ts";
import { governedOn, hasOwnLine, topOfLine } from "./people.ts";
import { askerForm, type NamedUnits, questionValues } from "./question-values.ts";
import { newestTemplate, type TemplateUsed } from "./templates.ts";

/** Composes the mail of a notice; a value that is missing is an error. */
export async function composed(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  if (row.by === "digest") return composedDigest(row, now, deps);
  const list = listOf(row.subject);
  if (list) return list.kind === "reports" ? composedReportList(row, now, deps) : composedScoreList(row, now, deps);
  if (obligationOfSubject(row.subject) !== undefined) return composedReport(row, now, deps);
  if (evaluationOfSubject(row.subject) !== undefined) return composedScore(row, now, deps);
  return composedQuestion(row, now, deps);
}

async function composedQuestion(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const head = await deps.questions.head(codeOf(row.subject) ?? "");
  if (!head) throw new Error(`There is no ${row.subject}.`);
  const needless = needlessBecause(row, head);
  if (needless !== undefined) return { kind: "needless", reason: needless };
  const to = await addressOf(row, head, deps);
  if (to === undefined) return { kind: "unreachable" };
  const history = await historyOf(row.subject, deps);
  const event = history.find(({ sequence }) => sequence === row.sequence);
  if (!event) throw new Error(`There is no event ${row.subject}#${row.sequence}.`);
  const values = questionValues({
    head,
    event,
    history,
    answer: row.cause === "question-answered" ? await deps.questions.answer(head.code) : undefined,
    units: await namedUnits(row, head, event, dayAt(now), deps),
    calendar: await deps.calendars.current(),
    now,
    publicUrl: deps.publicUrl,
    supportContact: deps.supportContact,
  });
  const template = stillTrue(row.template, head, dayAt(now));
  return { kind: "mail", to, template, text: rendered(row, template, values, askerForm(head), now, deps) };
}

/** A reminder whose question has been answered, or whose dates have moved since, has nothing more to say. */
function needlessBecause({ plan }: Notice, head: QuestionHead): string | undefined {
  if (plan === undefined) return undefined;
  if (isClosed(head.state)) return "question-closed";
  return plan === head.plan.version ? undefined : "plan-changed";
}

/** A reminder that leaves on a later day than it was meant for speaks of that day. */
function stillTrue(template: TemplateUsed, { dueOn }: QuestionHead, today: Day): TemplateUsed {
  if (dueOn === null) return template;
  if (template.id === "question-due-soon" && today === dueOn) return newestTemplate("question-due-today");
  const isPast = (template.id === "question-due-soon" || template.id === "question-due-today") && today > dueOn;
  return isPast ? newestTemplate("question-due-passed") : template;
}

async function addressOf(
  { recipient }: Notice,
  head: QuestionHead,
  { people }: ComposeDeps,
): Promise<string | undefined> {
  return recipient.kind === "asker" ? head.asker?.email : (await people.officer(recipient.id))?.email;
}

async function namedUnits(
  row: Notice,
  head: QuestionHead,
  event: ChangeEvent,
  today: Day,
  deps: ComposeDeps,
): Promise<NamedUnits> {
  const { people, provinceOffice } = deps;
  const unit = await people.unitOf(head.unit);
  const name = (id: string) => unitName(id, today, deps);
  const governing = unit && governedOn(unit, today);
  const top = unit && hasOwnLine(unit) ? await topOfLine(unit, today, people) : provinceOffice;
  const toProvince = row.template.id === "question-late-province";
  const addressed = toProvince ? top : governing;
  const before = event.facts.previousUnit;
  return {
    unit: await name(head.unit),
    unitShort: unit ? shortNameOn(unit, today) : head.unit,
    governing: addressed === undefined ? undefined : await name(addressed),
    province: await name(top ?? provinceOffice),
    coUnits: await Promise.all((head.coUnits ?? []).map(name)),
    before: typeof before === "string" ? await name(before) : undefined,
  };
}

const digestRoles: readonly Role[] = ["clerk", "leader"];
/** More open questions of a unit than this are not read for one mail. */
const mostEntries = 1_000;

async function composedDigest(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const of = digestOf(row.id);
  const officer = of && (await deps.people.officer(of.officer));
  if (!officer) return { kind: "needless", reason: "officer-gone" };
  if (await isSuperseded(of.officer, of.day, dayAt(now), deps)) return { kind: "needless", reason: "later-digest" };
  const today = dayAt(now);
  const grants = grantsOn(officer.grants, today).filter(({ role }) => digestRoles.includes(role));
  const unitIds = [...new Set(grants.map(({ unit }) => unit))];
  const calendar = await deps.calendars.current();
  const open = await Promise.all(unitIds.map((unit) => deps.questions.openIn({ unit }, "0", mostEntries)));
  const units = await Promise.all(unitIds.map((id) => deps.people.unitOf(id)));
  const values = digestValues({
    roles: grants.map(({ role }) => role),
    unitNames: units.flatMap((unit) => (unit ? [nameOn(unit, today)] : [])),
    entries: open.flat().map((question) => worklistEntry(question, now, calendar)),
    reports: await digestReports(unitIds, today, calendar, deps),
    now,
    publicUrl: deps.publicUrl,
  });
  if (!values) return { kind: "needless", reason: "nothing-to-do" };
  if (officer.email === undefined) return { kind: "unreachable" };
  const text = rendered(row, row.template, values, "", now, deps);
  return { kind: "mail", to: officer.email, text, template: row.template };
}

/** Of several digests that an outage kept back, the last says all. */
async function isSuperseded(officer: string, day: Day, today: Day, { notices }: ComposeDeps): Promise<boolean> {
  for (let number = dayNumberOf(today); number > dayNumberOf(day); number--) {
    if (await notices.get(digestId(officer, dayOf(number)))) return true;
  }
  return false;
}
