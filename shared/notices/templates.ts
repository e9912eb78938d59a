/** All templates, every version that was ever sent. A new wording is a new version at the end of its file. */
import { askerTemplates } from "./asker-templates.ts";
import { bodyTemplates } from "./body-templates.ts";
import { digestTemplates } from "./digest-template.ts";
import { reportListTemplates } from "./report-list-templates.ts";
import { reportTemplates } from "./report-templates.ts";
import { scoreListTemplates } from "./score-list-templates.ts";
import { scoreTemplates } from "./score-templates.ts";
import type { Template } from "./template.ts";

export const templates = [
  ...askerTemplates,
  ...bodyTemplates,
  ...digestTemplates,
  ...reportTemplates,
  ...reportListTemplates,
  ...scoreTemplates,
  ...scoreListTemplates,
];
export type TemplateId = (typeof templates)[number]["id"];

/** Which template, in which wording: kept with every notice. */
export interface TemplateUsed {
  readonly id: string;
  readonly version: number;
}

/** The newest wording. */
export function newestTemplate(id: TemplateId): TemplateUsed {
  const versions = templates.filter((entry) => entry.id === id).map(({ version }) => version);
  return { id, version: Math.max(...versions) };
}

/** The wording that a notice was planned with. */
export function templateUsed({ id, version }: TemplateUsed): Template {
  const found = templates.find((entry) => entry.id === id && entry.version === version);
  if (!found) throw new Error(`There is no template ${id} of version ${version}.`);
  return found;
}
