/** What an amendment may say: facts that fit their criteria, of portals that were evaluated, each once. */

import type { Day } from "../../shared/calendar/province-time.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import { type FieldError, Refusal } from "../../shared/platform/refusals.ts";
import { evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { type Deciding, refuseOwnDecision } from "../../shared/scoring/evaluations/own-part.ts";
import type { Sheet } from "../../shared/scoring/evaluations/sheet.ts";
import { askedCriterion, factProblems } from "../../shared/scoring/facts/written-fact.ts";
import { amendedSheet, byPortal } from "../../shared/scoring/periods/amend.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { sheetIn } from "../../shared/scoring/scoring-store.ts";
import type { ScoringDeps } from "./deps.ts";

type Amendment = NonNullable<ScorePeriodRecord["amendment"]>;

/** Of the 400 KB of an item; the job could not write a larger one, and would try for ever. */
const mostSheetBytes = 390_000;

export async function refuseUnfitAmendment(
  { id, set: setId }: ScorePeriodRecord,
  { entries, signature }: Amendment,
  deps: Pick<ScoringDeps, "scores" | "publishedSet">,
): Promise<void> {
  const { set } = await deps.publishedSet(setId);
  const sheets = await sheetsOf(id, [...new Set(entries.map(({ portal }) => portal))], deps);
  const seen = new Set<string>();
  const errors = entries.flatMap(({ portal, criterion: criterionId, fact }, index): FieldError[] => {
    const at = `entries[${index}]`;
    const sheet = sheets.get(portal);
    if (!sheet) return [fieldError(`${at}.portal`, "not-evaluated")];
    const place = `${portal} ${criterionId}`;
    if (seen.has(place)) return [fieldError(`${at}.criterion`, "duplicate-id")];
    seen.add(place);
    const asked = askedCriterion(set, sheet, criterionId, `${at}.criterion`);
    return "error" in asked ? [asked.error] : factProblems(asked.criterion, fact, `${at}.fact`, "reviewer");
  });
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
  for (const [portal, changed] of byPortal(entries)) {
    const sheet = sheets.get(portal);
    const text = sheet ? JSON.stringify(amendedSheet(sheet, changed, signature)) : "";
    if (Buffer.byteLength(text) > mostSheetBytes) throw new Refusal("sheet-too-large");
  }
}

/** Nobody amends what they reviewed, nor what is said of a body where they have a part. */
export async function refuseOwnAmendment(
  { id }: ScorePeriodRecord,
  { entries }: Pick<Amendment, "entries">,
  deciding: Deciding,
  today: Day,
  { scores, provinceUnit }: Pick<ScoringDeps, "scores" | "provinceUnit">,
): Promise<void> {
  const portals = [...new Set(entries.map(({ portal }) => portal))];
  const heads = await scores.evaluations(portals.map((portal) => evaluationIdOf(id, portal)));
  for (const head of heads) refuseOwnDecision(deciding, head, today, provinceUnit);
}

/** The newest sheets, by portal. */
async function sheetsOf(
  period: string,
  portals: readonly string[],
  { scores }: Pick<ScoringDeps, "scores">,
): Promise<Map<string, Sheet>> {
  const heads = await scores.evaluations(portals.map((portal) => evaluationIdOf(period, portal)));
  const texts = await scores.sheetTexts(heads.map(({ id, sheet }) => ({ evaluation: id, number: sheet })));
  return new Map(
    heads.flatMap(({ id, portal }) => {
      const text = texts.get(id);
      return text === undefined ? [] : [[portal, sheetIn(text, id)] as const];
    }),
  );
}
