/** Answers of one unit that were signed close together at the end of their terms. */
import { type Day, dayNumberOf, instantAt } from "../calendar/province-time.ts";
import { clockTime, shortDay } from "../notices/dates-for-people.ts";
import { clockText, evidenceOf, type Finding, onePortal, questionProof, twoDigits } from "./finding.ts";
import type { ObservedAnswer } from "./observation.ts";
import type { IntegrityParameters } from "./parameters.ts";

type Parameters = IntegrityParameters["signed-in-bulk"];
type DueAnswer = ObservedAnswer & { readonly dueOn: Day };

/** One finding per unit, day and run of answers in which every stretch of the given minutes that makes it up holds enough of them. */
export function signedInBulk(answers: readonly ObservedAnswer[], parameters: Parameters): Finding[] {
  const last = answers.filter((answer): answer is DueAnswer => isInLastHours(answer, parameters));
  const groups = Map.groupBy(last, ({ unit, dueOn }) => `${dueOn}#${unit}`);
  return [...groups.values()].flatMap((group) => runsOf(group, parameters).flatMap((run) => findingOf(run)));
}

function isInLastHours({ at, dueOn }: ObservedAnswer, { fromHour }: Parameters): boolean {
  if (dueOn === null) return false;
  const day = dayNumberOf(dueOn);
  const signedAt = Date.parse(at);
  return instantAt(day, fromHour) <= signedAt && signedAt < instantAt(day + 1, 0);
}

/** Stretches with enough answers; those that share an answer are one run. */
function runsOf(group: readonly DueAnswer[], { atLeast, withinMinutes }: Parameters): DueAnswer[][] {
  const inOrder = group.toSorted((one, other) => (one.at + one.code < other.at + other.code ? -1 : 1));
  const moments = inOrder.map(({ at }) => Date.parse(at));
  const runs: { first: number; last: number }[] = [];
  let first = 0;
  moments.forEach((moment, last) => {
    while (moment - (moments[first] ?? moment) > withinMinutes * 60_000) first++;
    if (last - first + 1 < atLeast) return;
    const before = runs.at(-1);
    if (before && first <= before.last) before.last = last;
    else runs.push({ first, last });
  });
  return runs.map((run) => inOrder.slice(run.first, run.last + 1));
}

function findingOf(run: readonly DueAnswer[]): Finding[] {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return [];
  const [from, to] = [Date.parse(first.at), Date.parse(last.at)];
  return [
    {
      kind: "signed-in-bulk",
      unit: first.unit,
      portal: onePortal(run),
      at: last.at,
      detail: `${twoDigits(run.length)} câu trả lời được ký từ ${clockTime(from)} đến ${clockTime(to)} ngày ${shortDay(first.dueOn)}, là ngày cuối của thời hạn trả lời các câu hỏi này.`,
      detailEn: `${run.length} answers were signed from ${clockText(first.at)} to ${clockText(last.at)} on ${first.dueOn}, the last day of the term of each of them.`,
      evidence: evidenceOf(run.map(questionProof), {
        dueOn: first.dueOn,
        firstAt: first.at,
        lastAt: last.at,
        seconds: Math.round((to - from) / 1000),
      }),
    },
  ];
}
