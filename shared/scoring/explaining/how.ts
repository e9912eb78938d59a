/** How points come about, as a sum that a person can check: `31/35 đúng hạn: 12 × 31/35 = 10,63 điểm`. Pure. */
import { counted } from "../../notices/dates-for-people.ts";
import type { Criterion } from "../criteria/criteria-set.ts";
import type { Fact, FactValue } from "../facts/fact.ts";
import type { Outcome } from "../results/check.ts";
import { timesOver } from "../results/exact.ts";
import { ratioOf, type ShareOfMax } from "../results/method.ts";
import { percentText, pointsText } from "./points-text.ts";
import { factWords, lapseName, notComparableYet, pointsTextEn, type Said, shareWords, unscoredWords } from "./words.ts";

type Scored = Extract<Outcome, { is: "scored" }>;

/** What an outcome is made of. `best` undefined: of a normalised one, nothing was compared yet. */
export interface Judged {
  readonly criterion: Criterion;
  readonly fact: Fact;
  readonly outcome: Outcome;
  readonly best: ShareOfMax | undefined;
  /** Whether best values are known at all: results were published. */
  readonly isCompared: boolean;
}

/** The sentence under the points, or why there are none. */
export function howWords({ criterion, fact, outcome, best, isCompared }: Judged): Said {
  if (outcome.is !== "scored") {
    const waits = outcome.is === "not-measured" && outcome.why === "no-best" && !isCompared;
    return waits ? notComparableYet : unscoredWords(outcome);
  }
  if (fact.is !== "known") throw new Error(`Criterion ${criterion.id} has points without a known fact.`);
  if (criterion.isInformative) return asIndicator(fact, outcome, criterion.items?.length ?? 0);
  return bySum(criterion, fact.value, outcome, best);
}

/** An informative criterion is a share, and no points. */
function asIndicator(fact: Fact, { n, of }: Scored, items: number): Said {
  const { text, textEn } = factWords(fact, items);
  const share = timesOver(n, 10_000, of);
  return {
    text: `${text} (${percentText(share)}), không tính điểm`,
    textEn: `${textEn} (${pointsTextEn(share)}%), no points`,
  };
}

function bySum(criterion: Criterion, value: FactValue, outcome: Scored, best: ShareOfMax | undefined): Said {
  if ("points" in value) return byHand(criterion, outcome);
  if ("lapses" in value) return afterLapses(criterion, value, outcome);
  if ("yes" in value) return joined(value.yes ? yes : no, pointsWords(outcome.points));
  if (criterion.method === "normalised" && best) return byBest(criterion, value, outcome, best);
  return joined(reachedWords(criterion, value, outcome), times(criterion, outcome));
}

const yes: Said = { text: "Có", textEn: "Yes" };
const no: Said = { text: "Không", textEn: "No" };

/** What was reached, before it is multiplied. */
function reachedWords(
  { method }: Criterion,
  value: Extract<FactValue, { n: unknown } | { count: unknown } | { done: unknown }>,
  { n, of }: Scored,
): Said {
  if ("done" in value) return { text: `Có ${shareWords(n, of).text} mục`, textEn: `${n}/${of} items are there` };
  if ("count" in value)
    return {
      text: `Đạt ${counted(value.count)} so với chỉ tiêu ${counted(of)}`,
      textEn: `${value.count} of a target of ${of}`,
    };
  const { text, textEn } = shareWords(value.n, value.of);
  return method === "on-time"
    ? { text: `Đúng hạn ${text}`, textEn: `${textEn} on time` }
    : { text: `Đạt ${text}`, textEn: `${textEn} reached` };
}

function byHand({ max }: Criterion, outcome: Scored): Said {
  return {
    text: `Chấm trực tiếp: ${pointsText(outcome.points)} điểm trên tối đa ${pointsText(max)} điểm`,
    textEn: `Given by hand: ${pointsTextEn(outcome.points)} points of at most ${pointsTextEn(max)}`,
  };
}

function byBest(criterion: Criterion, value: FactValue, outcome: Scored, best: ShareOfMax): Said {
  const own = ratioOf(value, criterion) ?? { n: 0, of: 1 };
  const max = criterion.max;
  const [mine, theirs] = [ratioText(own), ratioText(best)];
  const who = criterion.within === "all" ? ["của tất cả", "of all"] : ["trong nhóm", "of the group"];
  const sum = (text: string) => `${text} × (${mine} ÷ ${theirs})`;
  return {
    text: `Giá trị ${mine}, tốt nhất ${who[0]} là ${theirs}: ${sum(pointsText(max))} = ${pointsText(outcome.points)} điểm`,
    textEn: `Value ${mine}, best ${who[1]} is ${theirs}: ${sum(pointsTextEn(max))} = ${pointsTextEn(outcome.points)} points`,
  };
}

function ratioText({ n, of }: ShareOfMax): string {
  return of === 1 ? String(n) : `${n}/${of}`;
}

/** What is left after the lapses; where the occasions are worth another sum than the maximum, in proportion. */
function afterLapses(
  { max, each, deductions = {} }: Criterion,
  { of, lapses }: Extract<FactValue, { lapses: unknown }>,
  { n, of: whole, points: earned }: Scored,
): Said {
  const counts = new Map(Object.entries(lapses));
  const costs = Object.entries(deductions)
    .map(([kind, cost]) => ({ kind, cost, count: counts.get(kind) ?? 0 }))
    .filter(({ count }) => count > 0);
  const isBelowZero = costs.reduce((lost, { cost, count }) => lost + cost * count, 0) > whole;
  const sumIn = (language: keyof Said, text: (hundredths: number) => string) => {
    const start = each === undefined ? text(max) : `${of} × ${text(each)}`;
    const taken = costs.map(({ kind, cost, count }) => ` − ${count} × ${text(cost)} (${lapseName(kind)[language]})`);
    const share = `${text(n)}/${text(whole)}`;
    return start + taken.join("") + (whole === max ? "" : ` = ${share}; ${text(max)} × ${share}`);
  };
  const least = isBelowZero ? { text: " (không thấp hơn 0)", textEn: " (never below 0)" } : { text: "", textEn: "" };
  return {
    text: `${sumIn("text", pointsText)} = ${pointsText(earned)} điểm${least.text}`,
    textEn: `${sumIn("textEn", pointsTextEn)} = ${pointsTextEn(earned)} points${least.textEn}`,
  };
}

/** `12 × 31/35 = 10,63 điểm`. */
function times({ max }: Criterion, { n, of, points: earned }: Scored): Said {
  return {
    text: `${pointsText(max)} × ${n}/${of} = ${pointsText(earned)} điểm`,
    textEn: `${pointsTextEn(max)} × ${n}/${of} = ${pointsTextEn(earned)} points`,
  };
}

function pointsWords(earned: number): Said {
  return { text: `${pointsText(earned)} điểm`, textEn: `${pointsTextEn(earned)} points` };
}

function joined(what: Said, sum: Said): Said {
  return { text: `${what.text}: ${sum.text}`, textEn: `${what.textEn}: ${sum.textEn}` };
}
