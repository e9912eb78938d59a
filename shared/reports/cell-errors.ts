/** What is wrong with a cell, in sentences that name it as the form does. */
import { fieldError } from "../platform/field-errors.ts";
import type { FieldError } from "../platform/refusals.ts";
import type { CellFault } from "./check.ts";
import type { ReportForm } from "./regime.ts";

/** A fault of a cell with its sentences; `expected`: the bound, the sum or last year's figure. */
export interface CellError extends FieldError {
  readonly expected?: number | string | undefined;
}

/** The faults of cells as a refusal names them. */
export function cellFieldErrors(faults: readonly CellFault[], form: ReportForm): FieldError[] {
  return cellErrors(faults, form).map(({ path, code, detail, detailEn }) => ({ path, code, detail, detailEn }));
}

/** The faults of cells with their sentences, Vietnamese ones by the cell's title. */
export function cellErrors(faults: readonly CellFault[], { outline, figures }: ReportForm): CellError[] {
  const titles = new Map<string, string>([
    ...outline.map(({ id, title }) => [`sections.${id}`, title] as const),
    ...figures.flatMap(({ id, label }) => [[`figures.${id}`, label] as const, [`corrections.${id}`, label] as const]),
  ]);
  return faults.map(({ path, code, expected }) => {
    const { detail, detailEn } = fieldError(path, code);
    const cell = path.split(".").slice(0, 2).join(".");
    const bound = expected === undefined ? "" : ` (${expected})`;
    return {
      path,
      code,
      detail: `${titles.get(cell) ?? cell}: ${withBound(detail, bound)}`,
      detailEn: `${cell}: ${withBound(detailEn, bound)}`,
      expected,
    };
  });
}

function withBound(sentence: string, bound: string): string {
  return sentence.replace(/\.$/, `${bound}.`);
}
