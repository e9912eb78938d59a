/** What has deadlines: questions first, since citizens wait for them; then reports, then evaluations. */

import type { QuestionStore } from "../../shared/questions/question-store.ts";
import { scheduleStep } from "../../shared/questions/schedule.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import { obligationStep } from "../../shared/reports/schedule.ts";
import { evaluationStep } from "../../shared/scoring/evaluations/schedule.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import type { Agenda } from "./agenda.ts";

export function questionAgenda(questions: QuestionStore): Agenda {
  return {
    name: "questions",
    dueForCheck: questions.dueForCheck,
    stepOf: async (code, now, calendar) => {
      const head = await questions.head(code);
      const step = head && scheduleStep(head, now(), calendar);
      return step && { writes: questions.save(step.next, head), events: step.event ? [step.event] : [] };
    },
  };
}

export function obligationAgenda(reports: ReportStore): Agenda {
  return {
    name: "obligations",
    dueForCheck: reports.dueForCheck,
    stepOf: async (id, now, calendar) => {
      const head = await reports.obligation(id);
      const step = head && obligationStep(head, now(), calendar);
      return step && { writes: reports.save(step.next, head), events: step.event ? [step.event] : [] };
    },
  };
}

export function evaluationAgenda(scores: ScoringStore): Agenda {
  return {
    name: "evaluations",
    dueForCheck: scores.dueForCheck,
    stepOf: async (id, now, calendar) => {
      const head = await scores.evaluation(id);
      const step = head && evaluationStep(head, now(), calendar);
      return step && { writes: scores.save(step.next, head), events: step.event ? [step.event] : [] };
    },
  };
}
