/** What a load asks of the stack in a month. */
import { assumptions, daysOfMonth } from "./assumptions.ts";
import type { Load } from "./quantity.ts";

export interface Work {
  readonly questions: number;
  /** Obligations to report, a twelfth of a year's: in truth they come on four dates. */
  readonly obligations: number;
  /** Evaluations, a twelfth of a year's: in truth they come in the first months. */
  readonly evaluations: number;
}

export function workOf({ questionsPerDay, obligationsPerYear, evaluationsPerYear }: Load): Work {
  return {
    questions: questionsPerDay * daysOfMonth,
    obligations: obligationsPerYear / 12,
    evaluations: evaluationsPerYear / 12,
  };
}

interface Each {
  readonly question: number;
  readonly obligation: number;
  readonly evaluation: number;
}

function sumOf({ questions, obligations, evaluations }: Work, { question, obligation, evaluation }: Each): number {
  return questions * question + obligations * obligation + evaluations * evaluation;
}

export function requestsOf(work: Work): number {
  const { requestsOfQuestion, requestsOfObligation, requestsOfEvaluation } = assumptions;
  const each = { obligation: requestsOfObligation.value, evaluation: requestsOfEvaluation.value };
  return sumOf(work, { question: requestsOfQuestion.value, ...each });
}

export function mailsOf(work: Work): number {
  const { mailsOfQuestion, mailsOfObligation, mailsOfEvaluation } = assumptions;
  const each = { obligation: mailsOfObligation.value, evaluation: mailsOfEvaluation.value };
  return sumOf(work, { question: mailsOfQuestion.value, ...each });
}

export function eventsOf(work: Work): number {
  const { eventsOfQuestion, eventsOfObligation, eventsOfEvaluation } = assumptions;
  const each = { obligation: eventsOfObligation.value, evaluation: eventsOfEvaluation.value };
  return sumOf(work, { question: eventsOfQuestion.value, ...each });
}
