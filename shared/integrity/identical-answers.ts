/** One answer of a unit to questions that are not the same. Who asked is not looked at: two questions differ by their words. */
import { evidenceOf, type Finding, numberText, onePortal, questionProof, twoDigits } from "./finding.ts";
import type { ObservedAnswer } from "./observation.ts";
import type { IntegrityParameters } from "./parameters.ts";

/** One finding per unit and answer. The same question asked again, or one too short to be told from another, makes none. */
export function identicalAnswers(
  answers: readonly ObservedAnswer[],
  { questions, leastLength }: IntegrityParameters["identical-answers"],
): Finding[] {
  const long = answers.filter(({ answerHash, substance }) => answerHash !== undefined && substance >= leastLength);
  const groups = Map.groupBy(long, ({ unit, answerHash }) => `${unit}#${answerHash}`);
  return [...groups.values()].flatMap((group) => {
    const different = new Set(group.flatMap(({ questionHash }) => questionHash ?? [])).size;
    return different < questions ? [] : findingOf(group, different);
  });
}

function findingOf(group: readonly ObservedAnswer[], different: number): Finding[] {
  const inOrder = group.toSorted((one, other) => (one.at + one.code < other.at + other.code ? -1 : 1));
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (!first || !last) return [];
  return [
    {
      kind: "identical-answers",
      unit: first.unit,
      portal: onePortal(inOrder),
      at: last.at,
      detail: `${twoDigits(different)} câu hỏi khác nhau được trả lời bằng cùng một nội dung (${numberText(first.substance)} chữ cái và chữ số, không kể lời chào, câu mẫu).`,
      detailEn: `${different} different questions were given one and the same answer (${first.substance} letters and digits beside greetings and formulas).`,
      evidence: evidenceOf(inOrder.map(questionProof), {
        differentQuestions: different,
        substance: first.substance,
        answerHash: first.answerHash ?? "",
        firstAt: first.at,
      }),
    },
  ];
}
