/** Who is told of what happens to a report that is owed: tables. What stands in neither is nothing to tell. */
import type { Audience, Rung } from "../deadlines/ladder.ts";
import type { ObligationHead } from "../reports/obligation.ts";
import type { Telling } from "./tellings.ts";
import type { TemplateId } from "./templates.ts";

const mail = (audience: Audience, template: TemplateId): Telling => ({ audience, by: "mail", template });
const toBody = (template: TemplateId): readonly Telling[] => [mail("clerk", template), mail("leader", template)];

const tellings: Readonly<Record<string, readonly Telling[]>> = {
  "report-submitted": toBody("report-received"),
  "report-supplemented": toBody("report-received"),
  "report-returned": toBody("report-returned"),
  "report-accepted": [mail("clerk", "report-accepted")],
  "obligation-extended": toBody("report-extended"),
  "obligation-excused": toBody("report-excused"),
  "report-outdated": [{ audience: "consolidator", by: "list", template: "report-outdated" }],
};

/** What follows from an event other than a rung, by its kind. */
export function reportTellings(kind: string): readonly Telling[] {
  return tellings[kind] ?? [];
}

const rungTemplates: Readonly<Record<string, Partial<Record<Audience, TemplateId>>>> = {
  "due-in-5": { clerk: "report-due-soon", leader: "report-due-soon" },
  "due-in-2": { clerk: "report-due-soon", leader: "report-due-soon" },
  "due-today": { clerk: "report-due-today", leader: "report-due-today" },
  "children-today": { consolidator: "report-children-missing" },
  "children-late-1": { consolidator: "report-children-missing" },
};
const lateTemplates: Partial<Record<Audience, TemplateId>> = {
  clerk: "report-late",
  leader: "report-late",
  recipient: "report-late-recipient",
  governing: "report-late-governing",
  province: "report-late-province",
};

/** What follows from a rung; a directed report has its own first reminder, which quotes the order. */
export function reportRungTellings(
  { id, audiences, by }: Rung,
  { period }: Pick<ObligationHead, "period">,
): readonly Telling[] {
  return audiences.map((audience) => {
    const template = rungTemplates[id]?.[audience] ?? (id.startsWith("late-") ? lateTemplates[audience] : undefined);
    if (template === undefined) throw new Error(`There is no text for the rung ${id} to ${audience}.`);
    const isDirected = period === undefined && template === "report-due-soon";
    return { audience, by, template: isDirected ? "directed-report-due-soon" : template };
  });
}
