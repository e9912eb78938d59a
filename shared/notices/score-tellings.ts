/** Who is told of what happens to the evaluation of a portal: tables. What stands in neither is nothing to tell. */
import type { Audience, Rung } from "../deadlines/ladder.ts";
import type { Telling } from "./tellings.ts";
import type { TemplateId } from "./templates.ts";

const mail = (audience: Audience, template: TemplateId): Telling => ({ audience, by: "mail", template });
const toBody = (template: TemplateId): readonly Telling[] => [mail("clerk", template), mail("leader", template)];

const tellings: Readonly<Record<string, readonly Telling[]>> = {
  "evaluation-opened": [mail("clerk", "score-self-opened")],
  "score-published": toBody("score-provisional"),
  "reconsideration-asked": [mail("province", "reconsideration-asked")],
  "reconsideration-answered": toBody("reconsideration-answered"),
  "score-final": toBody("score-final"),
  "score-amended": toBody("score-amended"),
};

/** What follows from an event other than a rung, by its kind. */
export function scoreTellings(kind: string): readonly Telling[] {
  return tellings[kind] ?? [];
}

/** An evaluation has one deadline at a time: whom a rung is told to says which. */
const rungTemplates: Readonly<Record<string, Partial<Record<Audience, TemplateId>>>> = {
  "due-in-2": { clerk: "score-self-due-soon" },
  "due-today": { clerk: "score-self-due-today", leader: "score-self-due-today", province: "reconsideration-due" },
  "closes-today": { leader: "reconsideration-closes-today" },
  "due-in-1": { province: "reconsideration-due" },
};

/** What follows from a rung. */
export function scoreRungTellings({ id, audiences, by }: Rung): readonly Telling[] {
  return audiences.map((audience) => {
    const late = by === "list" ? "score-self-late-list" : "reconsideration-due";
    const template = rungTemplates[id]?.[audience] ?? (id.startsWith("late-") ? late : undefined);
    if (template === undefined) throw new Error(`There is no text for the rung ${id} to ${audience}.`);
    return { audience, by, template };
  });
}
