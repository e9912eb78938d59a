/** Reads what a period's results are made of: every head, and its newest sheet. */
import { readItem } from "../../shared/platform/dynamo.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { judgedSheet } from "../../shared/scoring/results/judged.ts";
import type { Judged } from "../../shared/scoring/results/results.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";

/** An evaluation as it stands, with the text of its newest sheet. */
export interface Evaluated {
  readonly head: EvaluationHead;
  readonly text: string;
}

/** So many are asked for in one request, and so many requests are under way. */
const [together, lanes] = [100, 4];

/** All evaluations of a period by portal, in pieces. Throws when one is missing: no result is made of a part. */
export async function* evaluatedOf(
  { id: period, portals }: ScorePeriodRecord,
  scores: ScoringStore,
): AsyncGenerator<Evaluated[]> {
  const ids: string[] = [];
  for await (const { id } of scores.allOfPeriod(period)) ids.push(id);
  if (ids.length !== portals) throw new Error(`${period} has ${ids.length} evaluations of ${portals}.`);
  ids.sort();
  for (let first = 0; first < ids.length; first += together * lanes) {
    const pieces = Array.from({ length: lanes }, (_, lane) => {
      const from = first + lane * together;
      return evaluatedNamed(ids.slice(from, from + together), scores);
    });
    yield (await Promise.all(pieces)).flat();
  }
}

async function evaluatedNamed(ids: readonly string[], scores: ScoringStore): Promise<Evaluated[]> {
  const heads = await scores.evaluations(ids);
  const texts = await scores.sheetTexts(heads.map(({ id, sheet }) => ({ evaluation: id, number: sheet })));
  if (heads.length !== ids.length || texts.size !== ids.length) throw new Error("An evaluation has no head or sheet.");
  return heads.map((head) => ({ head, text: texts.get(head.id) ?? "" }));
}

/** What of a sheet's text the results are made of. */
export function judgedIn(text: string, evaluation: string): Judged {
  return readItem(judgedSheet, JSON.parse(text), evaluation);
}

/** The set that a period was opened with. Throws when it is not there, or is another one by now. */
export async function setOf({ id, set, setHash }: ScorePeriodRecord, scores: ScoringStore): Promise<SetRecord["set"]> {
  const found = await scores.criteriaSet(set);
  if (found?.state !== "published" || found.hash !== setHash)
    throw new Error(`${id} has not the set it was opened with.`);
  return found.set;
}
