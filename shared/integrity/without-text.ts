/** Questions that were closed with an answer in which next to nothing is said. */
import { evidenceOf, type Finding, questionProof, twoDigits } from "./finding.ts";
import type { ObservedAnswer } from "./observation.ts";
import type { IntegrityParameters } from "./parameters.ts";

/** One finding per answer; its evidence is how long it is, not what it says. */
export function closedWithoutText(
  answers: readonly ObservedAnswer[],
  { fewerThan }: IntegrityParameters["without-text"],
): Finding[] {
  return answers
    .filter(({ substance }) => substance < fewerThan)
    .map((answer) => ({
      kind: "without-text",
      unit: answer.unit,
      portal: answer.portal,
      at: answer.at,
      detail: `Câu trả lời của câu hỏi ${answer.code} có ${twoDigits(answer.substance)} chữ cái và chữ số, không kể lời chào, câu mẫu.`,
      detailEn: `The answer to question ${answer.code} has ${answer.substance} letters and digits beside greetings and formulas.`,
      evidence: evidenceOf([questionProof(answer)], { length: answer.length, substance: answer.substance }),
    }));
}
