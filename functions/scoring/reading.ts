/** How evaluations are fetched for a reader: with what belongs to them, and names for people. */
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { OfficerCaller } from "../../shared/platform/http/route.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type EvaluationHead, evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { type Reader, sightOf } from "../../shared/scoring/evaluations/visibility.ts";
import { type Reading, readingOf } from "../../shared/scoring/explaining/reading.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import type { ScorePeriodId } from "../../shared/scoring/periods/score-period.ts";
import { nameOn } from "../../shared/units/unit.ts";
import type { ScoringDeps } from "./deps.ts";

/** Who reads: an officer by their roles of today, or anyone. */
export function readerOf(
  caller: OfficerCaller | undefined,
  now: Instant,
  { provinceUnit }: Pick<ScoringDeps, "provinceUnit">,
): Reader {
  return { officer: caller?.officer, today: dayAt(now), provinceUnit };
}

/** An evaluation that a reader may see; undefined: for them it is not there. */
export async function readEvaluation(
  portal: string,
  period: ScorePeriodId,
  reader: Reader,
  deps: Pick<ScoringDeps, "scores" | "publishedSet">,
): Promise<{ reading: Reading; set: SetRecord } | undefined> {
  const { scores } = deps;
  const [head, record] = await Promise.all([scores.evaluation(evaluationIdOf(period, portal)), scores.period(period)]);
  const sight = head && record && sightOf(reader, head, record);
  if (!head || !record || !sight) return undefined;
  const [sheet, set] = await Promise.all([
    scores.sheet({ evaluation: head.id, number: head.sheet }),
    setOfPeriod(record, deps),
  ]);
  if (!sheet) throw new Error(`There is no sheet ${head.sheet} of ${head.id}.`);
  return { reading: readingOf({ set: set.set, head, sheet, period: record, sight }), set };
}

/** The set of a period, exactly as it was opened with. */
export async function setOfPeriod(
  { id, set, setHash }: Pick<ScorePeriodRecord, "id" | "set" | "setHash">,
  { publishedSet }: Pick<ScoringDeps, "publishedSet">,
): Promise<SetRecord> {
  const found = await publishedSet(set);
  if (found.hash !== setHash) throw new Error(`The criteria set ${set} is not the one that ${id} was opened with.`);
  return found;
}

/** What portals and units are called; one that the register does not know is named by its id. */
export interface Names {
  readonly portal: (id: string) => string;
  readonly unit: (id: string) => string;
}

/** The portals' present names, and their units' names on a day. */
export async function namesOf(
  evaluations: readonly Pick<EvaluationHead, "portal" | "unit">[],
  on: Day,
  { register }: Pick<ScoringDeps, "register">,
): Promise<Names> {
  const [portals, units] = await Promise.all([
    register.getMany(
      "portal",
      evaluations.map(({ portal }) => portal),
    ),
    register.getMany(
      "unit",
      evaluations.map(({ unit }) => unit),
    ),
  ]);
  return {
    portal: (id) => portals.get(id)?.value.name ?? id,
    unit: (id) => {
      const unit = units.get(id)?.value;
      return unit ? nameOn(unit, on) : id;
    },
  };
}
