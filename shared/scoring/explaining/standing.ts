/** How a portal stands as a whole: its result in words, its sums, how far the next grade is, and what would raise it most. Pure. */
import { counted } from "../../notices/dates-for-people.ts";
import type { CriteriaSet } from "../criteria/criteria-set.ts";
import type { EvaluationHead, ListedResult } from "../evaluations/evaluation.ts";
import { timesOver } from "../results/exact.ts";
import type { Sums } from "../results/score.ts";
import type { ExplainedCriterion } from "./explain.ts";
import { percentText, pointsText } from "./points-text.ts";
import type { Reading } from "./reading.ts";
import { notGradedWords, pointsTextEn, type Said } from "./words.ts";

/** `tentative`: computed of what is there so far; the other two as they were published. */
export const standingsOfResult = ["tentative", "provisional", "final"] as const;

export function standingOf({ state }: Pick<EvaluationHead, "state">): (typeof standingsOfResult)[number] {
  return state === "final" || state === "provisional" ? state : "tentative";
}

/** The result as it was published; before that, score and coverage of what is there so far. */
export function resultShown({ head, computed: { score, coverage } }: Reading): ListedResult {
  return head.result ?? { score, coverage };
}

/** A result in one sentence. */
export function resultWords({ bands }: Pick<CriteriaSet, "bands">, result: ListedResult): Said {
  const { score, coverage, grade, notGraded, rank, tied = 1, ranked } = result;
  const band = bands.find(({ id }) => id === grade);
  const why = notGraded && notGradedWords[notGraded];
  const vi = [
    score === null ? undefined : `${pointsText(score)} điểm`,
    band && `xếp loại ${band.name}`,
    why && lowered(why.text),
    rank === undefined || ranked === undefined ? undefined : `xếp hạng ${rankText(rank, ranked, tied)}`,
    coverage === null ? undefined : `đã đo được ${percentText(coverage)} điểm tối đa`,
  ];
  const en = [
    score === null ? undefined : `${pointsTextEn(score)} points`,
    band && `grade ${band.nameEn}`,
    why && lowered(why.textEn),
    rank === undefined ? undefined : `rank ${rank} of ${ranked} in its group${tied > 1 ? ` (${tied} share it)` : ""}`,
    coverage === null ? undefined : `${pointsTextEn(coverage)}% measured`,
  ];
  return { text: raised(vi), textEn: raised(en) };
}

/** `02/21 trong nhóm (02 Cổng TTĐT đồng hạng)`. */
function rankText(rank: number, ranked: number, tied: number): string {
  const sharing = tied > 1 ? ` (${counted(tied)} Cổng TTĐT đồng hạng)` : "";
  return `${counted(rank)}/${counted(ranked)} trong nhóm${sharing}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function raised(parts: readonly (string | undefined)[]): string {
  const text = parts.filter((part) => part !== undefined).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface GroupSums extends Sums {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly max: number;
  /** In hundredths of a percent; null: nothing was measured. */
  readonly score: number | null;
}

/** The sums by group of criteria, in the order of the set. */
export function groupSums({ set, computed }: Reading): GroupSums[] {
  return set.groups.map(({ id, name, nameEn, max }) => {
    const { points, measured, applicable } = computed.groups[id] ?? { points: 0, measured: 0, applicable: 0 };
    const score = measured === 0 ? null : timesOver(points, 10_000, measured);
    return { id, name, nameEn, max, points, measured, applicable, score };
  });
}

export interface NextGrade {
  readonly grade: string;
  readonly name: string;
  readonly nameEn: string;
  readonly from: number;
  /** Hundredths of a percent that the score is short of it. */
  readonly missing: number;
  /** Hundredths of a point that would reach it, as much being measured as is now. */
  readonly missingPoints: number;
}

/** The grade above; undefined: there is none, or no score. */
export function nextGrade({ set: { bands }, computed }: Reading, { score }: ListedResult): NextGrade | undefined {
  if (score === null) return undefined;
  const [next] = bands.filter(({ from }) => from > score).toSorted((one, other) => one.from - other.from);
  if (!next) return undefined;
  const { points, measured } = computed.sums;
  const { id: grade, name, nameEn, from } = next;
  return { grade, name, nameEn, from, missing: from - score, missingPoints: pointsFor(from, measured) - points };
}

/** The fewest points whose rounded score is at least so much. */
function pointsFor(score: number, measured: number): number {
  return Math.ceil((2 * measured * score - measured) / 20_000);
}

export interface BestStep extends Said {
  readonly criterion: string;
  readonly points: number;
  /** What the score would be by this step alone. */
  readonly score: number;
}

const mostSteps = 10;

/** The steps that would raise the score most, first the one that raises it most; a step that would not is left out. */
export function bestSteps({ computed: { sums, score } }: Reading, criteria: readonly ExplainedCriterion[]): BestStep[] {
  return criteria
    .flatMap(({ id, max, outcome, raise }) =>
      raise.map(({ points, text, textEn }) => {
        const measured = sums.measured + (outcome.is === "not-measured" ? max : 0);
        return { criterion: id, points, text, textEn, score: timesOver(sums.points + points, 10_000, measured) };
      }),
    )
    .filter((step) => step.score > (score ?? -1))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, mostSteps);
}
