/** Who is told of what, and how: tables. What stands in neither is nothing to tell. */
import type { Audience, Rung } from "../deadlines/ladder.ts";
import type { ChangeEvent } from "../platform/events.ts";
import type { CallReason } from "../questions/question.ts";
import type { TemplateId } from "./templates.ts";

export interface Telling {
  readonly audience: Audience;
  /** `digest`: it is listed in the next digest; `mail`: a mail of its own; `list`: one mail a day about all of a kind. */
  readonly by: "digest" | "mail" | "list";
  readonly template: TemplateId;
  /** An asker without e-mail address is called for this. */
  readonly call?: CallReason;
  /** It is told only where the asker has to be called. */
  readonly onlyIf?: "asker-by-phone";
}

const newToClerk: Telling = { audience: "clerk", by: "digest", template: "question-new" };
const inLeadersDigest: Telling = { audience: "leader", by: "digest", template: "digest" };
const toAsker = (template: TemplateId): Telling => ({ audience: "asker", by: "mail", template });
/** An asker's mail, and for one without address the call that the clerk owes. */
const toAskerOrCalled = (template: TemplateId, call: CallReason): readonly Telling[] => [
  { ...toAsker(template), call },
  { audience: "clerk", by: "digest", template: "digest", onlyIf: "asker-by-phone" },
];
const movedToAsker = toAsker("question-due-moved");

const tellings: Readonly<Record<string, (event: ChangeEvent) => readonly Telling[]>> = {
  "question-received": () => [toAsker("question-received"), newToClerk],
  "question-classified": classifiedTellings,
  "question-submitted": () => [inLeadersDigest],
  "question-returned": () => [{ audience: "clerk", by: "mail", template: "question-returned" }],
  "question-answered": () => toAskerOrCalled("question-answered", "answered"),
  "question-refusal-proposed": () => [inLeadersDigest],
  "question-refused": () => [toAsker("question-refused")],
  "question-transferred": () => [toAsker("question-transferred"), newToClerk],
  "question-dated": () => [movedToAsker, newToClerk],
};

/** A leader who puts a class back tells the clerk; a clerk who raises it tells the leader; the asker hears of a date that moves. */
function classifiedTellings({ by, facts }: ChangeEvent): readonly Telling[] {
  const toOfficer: Telling =
    by.role === "leader"
      ? { audience: "clerk", by: "mail", template: "question-reverted" }
      : { audience: "leader", by: "mail", template: "question-classified" };
  const isAppointed = typeof facts.appointmentOn === "string";
  const hasMoved = facts.dueOn !== facts.previousDueOn;
  const hasClassChanged = facts.class !== facts.previousClass;
  if (!hasClassChanged && !hasMoved && !isAppointed) return [];
  if (isAppointed) return [toOfficer, ...toAskerOrCalled("question-appointment", "appointment")];
  return hasMoved ? [toOfficer, movedToAsker] : [toOfficer];
}

/** What follows from an event other than a rung. */
export function tellingsOf(event: ChangeEvent): readonly Telling[] {
  return tellings[event.kind]?.(event) ?? [];
}

const rungTemplates: Readonly<Record<string, Partial<Record<Audience, TemplateId>>>> = {
  "due-in-2": { clerk: "question-due-soon", leader: "question-due-soon" },
  "due-in-1": { clerk: "question-due-soon", leader: "question-due-soon" },
  "due-today": { clerk: "question-due-today", leader: "question-due-today" },
  "appointment-broken": { clerk: "question-appointment-broken", leader: "question-appointment-broken" },
};
const lateTemplates: Partial<Record<Audience, TemplateId>> = {
  clerk: "question-due-passed",
  leader: "question-late-leader",
  asker: "question-delayed",
  governing: "question-late-governing",
  province: "question-late-province",
};

/** What follows from a rung; one that is only listed in digests needs no text. */
export function rungTellings({ id, audiences, by }: Rung): readonly Telling[] {
  return audiences.map((audience) => {
    const template = rungTemplates[id]?.[audience] ?? (id.startsWith("late-") ? lateTemplates[audience] : undefined);
    if (template !== undefined) return { audience, by, template };
    if (by === "mail") throw new Error(`There is no text for the rung ${id} to ${audience}.`);
    return { audience, by, template: "digest" };
  });
}
