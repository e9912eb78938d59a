/**
 * What is wrong with a report, by the regime's rules as data. Three different things: a cell that cannot stand (refused at once), what is
 * missing (not complete), what does not agree (not valid). The last two are facts of the report: it can be handed in despite them.
 */
import type { ReportContent } from "./content.ts";
import type { FigureRule, Regime } from "./regime.ts";

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

/** Figures of the same period a year before, by id. */
export type Earlier = ReadonlyMap<string, number>;

export function checkReport(content: ReportContent, regime: Regime, lastYear: Earlier): Checked {
  return {
    refused: [...sectionFaults(content, regime), ...figureFaults(content, regime)],
    missing: [...missingSections(content, regime), ...missingFigures(content, regime)],
    disagreeing: [...sumFaults(content, regime), ...jumpFaults(content, regime, lastYear)],
  };
}

function sectionFaults({ sections }: ReportContent, { outline }: Regime): CellFault[] {
  return Object.entries(sections).flatMap(([id, text]): CellFault[] => {
    const section = outline.find((entry) => entry.id === id);
    const path = `sections.${id}`;
    if (!section) return [{ path, code: "section-unknown" }];
    const isTooLong = [...text.normalize("NFC")].length > section.maxLength;
    return isTooLong ? [{ path, code: "section-too-long", expected: section.maxLength }] : [];
  });
}

function figureFaults({ figures, corrections }: ReportContent, { figures: rules }: Regime): CellFault[] {
  const rulesById = new Map(rules.map((rule) => [rule.id, rule]));
  const values = Object.entries(figures).flatMap(([id, { value }]) =>
    valueFaults(`figures.${id}`, `figures.${id}.value`, value, rulesById.get(id)),
  );
  const changes = Object.entries(corrections).flatMap(([id, { by }]) => {
    const rule = rulesById.get(id);
    // A correction may take away; only the total has bounds.
    return valueFaults(`corrections.${id}`, `corrections.${id}.by`, by, rule && { ...rule, least: -rule.most });
  });
  return [...values, ...changes];
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

function missingSections({ sections }: ReportContent, { outline }: Regime): CellFault[] {
  return outline
    .filter(({ id, isRequired }) => isRequired && sections[id] === undefined)
    .map(({ id }) => ({ path: `sections.${id}`, code: "section-missing" }));
}

function missingFigures({ figures }: ReportContent, { figures: rules }: Regime): CellFault[] {
  return rules
    .filter(({ id, isRequired }) => isRequired && figures[id] === undefined)
    .map(({ id }) => ({ path: `figures.${id}`, code: "figure-missing" }));
}

function sumFaults({ figures }: ReportContent, { sums }: Regime): CellFault[] {
  return sums.flatMap(({ whole, parts, is }): CellFault[] => {
    const total = figures[whole]?.value;
    const values = parts.map((id) => figures[id]?.value);
    if (total === undefined || values.includes(undefined)) return [];
    const sum = addUp(values.map((value) => value ?? 0));
    const agrees = is === "equal" ? total === sum : total >= sum;
    return agrees ? [] : [{ path: `figures.${whole}.value`, code: "sum-differs", expected: sum }];
  });
}

function jumpFaults({ figures }: ReportContent, { jumpShare }: Regime, lastYear: Earlier): CellFault[] {
  return Object.entries(figures).flatMap(([id, { value, note }]): CellFault[] => {
    const before = lastYear.get(id);
    if (before === undefined || before === 0 || note !== undefined) return [];
    const isJump = Math.abs(value - before) > jumpShare * Math.abs(before);
    return isJump ? [{ path: `figures.${id}.note`, code: "jump-without-note", expected: before }] : [];
  });
}

/** Adds in hundredths, so that no total drifts by the way numbers are kept. */
export function addUp(values: readonly number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 100), 0) / 100;
}
