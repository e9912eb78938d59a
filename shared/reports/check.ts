/**
 * What is wrong with a report, by the regime's rules as data. Three different things: a cell that cannot stand (refused at once), what is
 * missing (not complete), what does not agree (not valid). The last two are facts of the report: it can be handed in despite them.
 */
import type { ReportContent } from "./content.ts";
import type { FigureRule, ReportForm } from "./regime.ts";
import { addUp, totalsOf } from "./totals.ts";

/** A fault of one cell; `path` as in `figures.views.value`. */
export interface CellFault {
  readonly path: string;
  readonly code:
    | "section-unknown"
    | "section-too-long"
    | "figure-unknown"
    | "not-finite"
    | "too-many-decimals"
    | "below-least"
    | "above-most"
    | "correction-without-sources"
    | "section-missing"
    | "figure-missing"
    | "sum-differs"
    | "jump-without-note";
  /** What was expected, for the sentence: a bound, a sum, last year's figure. */
  readonly expected?: number | string;
}

export interface Checked {
  /** Cannot stand: nothing is stored. */
  readonly refused: readonly CellFault[];
  /** Not complete. */
  readonly missing: readonly CellFault[];
  /** Not valid. */
  readonly disagreeing: readonly CellFault[];
}

/** The body's own figures of the same period a year before, by id. */
export type Earlier = ReadonlyMap<string, number>;

/** What a report gathered: the sum of the children's reports, by figure. */
export type Sums = Readonly<Record<string, number>>;

/** Judges a report by its form. `gathered`: of one that holds its children's reports; without it nothing can be corrected. */
export function checkReport(content: ReportContent, form: ReportForm, lastYear: Earlier, gathered?: Sums): Checked {
  return {
    refused: [
      ...sectionFaults(content, form),
      ...figureFaults(content, form),
      ...correctionFaults(content, form, gathered),
    ],
    missing: [...missingSections(content, form), ...missingFigures(content, form)],
    disagreeing: [...sumFaults(content, form, gathered), ...jumpFaults(content, form, lastYear)],
  };
}

function sectionFaults({ sections }: ReportContent, { outline }: ReportForm): CellFault[] {
  return Object.entries(sections).flatMap(([id, text]): CellFault[] => {
    const section = outline.find((entry) => entry.id === id);
    const path = `sections.${id}`;
    if (!section) return [{ path, code: "section-unknown" }];
    const isTooLong = [...text.normalize("NFC")].length > section.maxLength;
    return isTooLong ? [{ path, code: "section-too-long", expected: section.maxLength }] : [];
  });
}

function figureFaults({ figures }: ReportContent, { figures: rules }: ReportForm): CellFault[] {
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  return Object.entries(figures).flatMap(([id, { value }]) =>
    valueFaults(`figures.${id}`, `figures.${id}.value`, value, rulesById.get(id)),
  );
}

/** A correction may take away: it is the total that has bounds. */
function correctionFaults(
  content: ReportContent,
  { figures: rules }: ReportForm,
  gathered: Sums | undefined,
): CellFault[] {
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  return Object.entries(content.corrections).flatMap(([id, { by }]): CellFault[] => {
    const rule = rulesById.get(id);
    const [cell, path] = [`corrections.${id}`, `corrections.${id}.by`];
    if (rule && gathered === undefined) return [{ path: cell, code: "correction-without-sources" }];
    const faults = valueFaults(cell, path, by, rule && { ...rule, least: -rule.most });
    if (!rule || faults.length > 0) return faults;
    const total = totalsOf(content, gathered).get(id) ?? 0;
    if (total < rule.least) return [{ path, code: "below-least", expected: rule.least }];
    return total > rule.most ? [{ path, code: "above-most", expected: rule.most }] : [];
  });
}

function valueFaults(cell: string, path: string, value: number, rule: FigureRule | undefined): CellFault[] {
  if (!rule) return [{ path: cell, code: "figure-unknown" }];
  if (!Number.isFinite(value)) return [{ path, code: "not-finite" }];
  if (value < rule.least) return [{ path, code: "below-least", expected: rule.least }];
  if (value > rule.most) return [{ path, code: "above-most", expected: rule.most }];
  return hasDecimals(value, rule.decimals) ? [{ path, code: "too-many-decimals", expected: rule.decimals }] : [];
}

function hasDecimals(value: number, decimals: number): boolean {
  return Number(value.toFixed(decimals)) !== value;
}

function missingSections({ sections }: ReportContent, { outline }: ReportForm): CellFault[] {
  return outline
    .filter(({ id, isRequired }) => isRequired && sections[id] === undefined)
    .map(({ id }) => ({ path: `sections.${id}`, code: "section-missing" }));
}

function missingFigures({ figures }: ReportContent, { figures: rules }: ReportForm): CellFault[] {
  return rules
    .filter(({ id, isRequired }) => isRequired && figures[id] === undefined)
    .map(({ id }) => ({ path: `figures.${id}`, code: "figure-missing" }));
}

/** Of a report that gathers, the totals must add up; of another, the figures are the totals. */
function sumFaults(content: ReportContent, { sums }: ReportForm, gathered: Sums = {}): CellFault[] {
  const totals = totalsOf(content, gathered);
  return sums.flatMap(({ whole, parts, is }): CellFault[] => {
    const total = totals.get(whole);
    const values = parts.map((id) => totals.get(id));
    if (total === undefined || values.includes(undefined)) return [];
    const sum = addUp(values.map((value) => value ?? 0));
    const agrees = is === "equal" ? total === sum : total >= sum;
    return agrees ? [] : [{ path: `figures.${whole}.value`, code: "sum-differs", expected: sum }];
  });
}

function jumpFaults({ figures }: ReportContent, { jumpShare }: ReportForm, lastYear: Earlier): CellFault[] {
  return Object.entries(figures).flatMap(([id, { value, note }]): CellFault[] => {
    const before = lastYear.get(id);
    if (before === undefined || note !== undefined) return [];
    return isJump(value, before, jumpShare)
      ? [{ path: `figures.${id}.note`, code: "jump-without-note", expected: before }]
      : [];
  });
}

/** True when a figure differs from one that is not 0 by more than a share of it. */
export function isJump(value: number, before: number, share: number): boolean {
  return before !== 0 && Math.abs(value - before) > share * Math.abs(before);
}
