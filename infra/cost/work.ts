/** What a load asks of the stack in a month. */
import { assumptions, daysOfMonth } from "./assumptions.ts";
import type { Load } from "./quantity.ts";

export interface Work {
  readonly questions: number;
  /** Obligations to report, a twelfth of a year's: in truth they come on four dates. */
  readonly obligations: number;
}

export function workOf({ questionsPerDay, obligationsPerYear }: Load): Work {
  return { questions: questionsPerDay * daysOfMonth, obligations: obligationsPerYear / 12 };
}

export function requestsOf({ questions, obligations }: Work): number {
  return questions * assumptions.requestsOfQuestion.value + obligations * assumptions.requestsOfObligation.value;
}

export function mailsOf({ questions, obligations }: Work): number {
  return questions * assumptions.mailsOfQuestion.value + obligations * assumptions.mailsOfObligation.value;
}

export function eventsOf({ questions, obligations }: Work): number {
  return questions * assumptions.eventsOfQuestion.value + obligations * assumptions.eventsOfObligation.value;
}
