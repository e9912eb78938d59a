/** A notice about one evaluation becomes a mail, or it turns out that there is nothing to send. */
import { grantsOn } from "../access/roles.ts";
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { LadderKind } from "../deadlines/ladders.ts";
import type { Instant } from "../platform/clock.ts";
import { type EvaluationHead, reconsiderationStanding } from "../scoring/evaluations/evaluation.ts";
import { runningDeadline } from "../scoring/evaluations/schedule.ts";
import type { Sheet } from "../scoring/evaluations/sheet.ts";
import { evaluationOfSubject } from "../scoring/subject.ts";
import { type ComposeDeps, type Composed, rendered, shortNameOn, unitName } from "./composing.ts";
import type { Notice } from "./notice.ts";
import { type ScoreNames, scoreValues } from "./score-values.ts";
import { newestTemplate, type TemplateUsed } from "./templates.ts";

/** Composes the mail of a notice about one evaluation. */
export async function composedScore(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const id = evaluationOfSubject(row.subject) ?? "";
  const head = await deps.scores.evaluation(id);
  if (!head) throw new Error(`There is no evaluation ${id}.`);
  const today = dayAt(now);
  const needless = needlessBecause(row, head, today);
  if (needless !== undefined) return { kind: "needless", reason: needless };
  const to = row.recipient.kind === "officer" ? await deps.people.officer(row.recipient.id) : undefined;
  if (to?.email === undefined) return { kind: "unreachable" };
  const [sheet, period, record] = await Promise.all([
    deps.scores.sheet({ evaluation: id, number: head.sheet }),
    deps.scores.period(head.period),
    deps.scores.criteriaSet(head.set),
  ]);
  if (!sheet || !record) throw new Error(`The evaluation ${id} has no sheet or no set.`);
  const values = scoreValues({
    head,
    sheet,
    before: row.template.id === "score-amended" ? await sheetBefore(head, deps) : undefined,
    set: record.set,
    period,
    names: await namesOf(head, addresseeUnit(to.grants, today), today, deps),
    calendar: await deps.calendars.current(),
    now,
    publicUrl: deps.publicUrl,
  });
  const template = stillTrue(row.template, head, today);
  return { kind: "mail", to: to.email, template, text: rendered(row, template, values, "", now, deps) };
}

/** What a reminder is about: it has its reason only while this is what is to be done next. */
const remindsOf: Readonly<Record<string, LadderKind>> = {
  "score-self-due-soon": "self-score",
  "score-self-due-today": "self-score",
  "reconsideration-closes-today": "reconsideration-window",
  "reconsideration-due": "reconsideration-answer",
};

/** A reminder whose reason has gone, and news that later news has overtaken, say nothing any more. */
function needlessBecause({ plan, template }: Notice, head: EvaluationHead, today: Day): string | undefined {
  if (plan !== undefined) {
    if (runningDeadline(head)?.kind !== remindsOf[template.id]) return "done-meanwhile";
    if (plan !== head.plan.version) return "plan-changed";
    const isClosed = head.windowEndsOn !== undefined && today > head.windowEndsOn;
    return template.id === "reconsideration-closes-today" && isClosed ? "window-over" : undefined;
  }
  switch (template.id) {
    case "score-self-opened":
      return head.state === "open" ? undefined : "done-meanwhile";
    case "score-provisional":
      return head.state === "provisional" ? undefined : "final-meanwhile";
    case "score-final":
      return (head.snapshot ?? 1) === 1 ? undefined : "amended-meanwhile";
    case "reconsideration-asked":
      return reconsiderationStanding(head) === "waiting" ? undefined : "done-meanwhile";
    default:
      return undefined;
  }
}

/** A reminder that leaves on a later day than it was meant for speaks of that day. */
function stillTrue(template: TemplateUsed, { selfScoreDueOn }: EvaluationHead, today: Day): TemplateUsed {
  const isSoon = template.id === "score-self-due-soon";
  if (!isSoon && template.id !== "score-self-due-today") return template;
  if (today > selfScoreDueOn) return newestTemplate("score-self-late");
  return isSoon && today === selfScoreDueOn ? newestTemplate("score-self-due-today") : template;
}

async function sheetBefore({ id, sheet }: EvaluationHead, { scores }: ComposeDeps): Promise<Sheet | undefined> {
  return sheet > 1 ? scores.sheet({ evaluation: id, number: sheet - 1 }) : undefined;
}

/** For which unit somebody of the province is written to: where they follow up, or decide. */
function addresseeUnit(grants: Parameters<typeof grantsOn>[0], today: Day): string | undefined {
  const held = grantsOn(grants, today);
  return (held.find(({ role }) => role === "supervisor") ?? held.find(({ role }) => role === "leader"))?.unit;
}

async function namesOf(
  head: EvaluationHead,
  addressee: string | undefined,
  today: Day,
  deps: ComposeDeps,
): Promise<ScoreNames> {
  const unit = await deps.people.unitOf(head.unit);
  return {
    unit: await unitName(head.unit, today, deps),
    unitShort: unit ? shortNameOn(unit, today) : head.unit,
    portal: (await deps.people.portal(head.portal))?.name ?? head.portal,
    addressee: await unitName(addressee ?? deps.provinceOffice, today, deps),
  };
}
