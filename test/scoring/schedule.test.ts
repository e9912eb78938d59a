/** An evaluation in the one engine of deadlines: one deadline at a time, each with its ladder, planned anew with every change of what is to be done. */
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { EvaluationHead } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationScheduled, evaluationStep, runningDeadline } from "../../shared/scoring/evaluations/schedule.ts";

const calendar = workingCalendar(officialYears);
const at = (moment: string) => Date.parse(`${moment}+07:00`);

/** Opened on the first working day of 2024; ten working days later is Monday the 15th. */
const open: Omit<EvaluationHead, "plan"> = {
  id: "2023.cong-so-tu-phap",
  period: "2023",
  portal: "cong-so-tu-phap",
  unit: "so-tu-phap",
  group: "departments",
  set: "bo-mau",
  state: "open",
  version: 1,
  sequence: 1,
  sheet: 1,
  selfScoreDueOn: "2024-01-15",
};
/** Published on Thursday the 25th of January; the window of five working days ends on Wednesday the 31st. */
const provisional = { ...open, state: "provisional", windowEndsOn: "2024-01-31" } as const;
/** Tết is from the 8th to the 14th of February: the working day before Thursday the 15th is Wednesday the 7th. */
const asked = {
  ...provisional,
  reconsideration: { at: "2024-01-31T02:00:00.000Z", by: "a", criteria: ["A1"], answerDueOn: "2024-02-15" },
};
const answered = {
  ...asked,
  reconsideration: { ...asked.reconsideration, answeredAt: "2024-02-01T02:00:00.000Z", answeredBy: "b" },
};

/** The moments at which rungs are reached until nothing is to come, by the clock of the province. */
function climbed(head: Omit<EvaluationHead, "plan">, from: string): string[] {
  const reached: string[] = [];
  let current = evaluationScheduled(head, 0, at(from), calendar);
  for (let guard = 0; current.plan.nextCheckAt !== null && guard < 20; guard++) {
    const now = Date.parse(current.plan.nextCheckAt);
    const step = evaluationStep(current, now, calendar);
    if (!step) throw new Error("A step is due.");
    const local = new Date(now + 7 * 3_600_000).toISOString().slice(0, 16);
    if (step.event) reached.push(`${local} ${String(step.event.facts.rungs)}`);
    current = step.next;
  }
  return reached;
}

describe("the deadline that runs", () => {
  it.each([
    ["open", open, { kind: "self-score", dueOn: "2024-01-15" }, "the body scores itself"],
    ["self-scored", { ...open, state: "self-scored" }, undefined, "the reviewer has no term"],
    ["reviewed", { ...open, state: "reviewed" }, undefined, "so has publication"],
    ["provisional", provisional, { kind: "reconsideration-window", dueOn: "2024-01-31" }, "the body may ask"],
    ["asked", asked, { kind: "reconsideration-answer", dueOn: "2024-02-15" }, "somebody must answer"],
    ["answered", answered, undefined, "the decision has no term"],
    ["final without an answer", { ...asked, state: "final" }, undefined, "it stays unanswered for ever"],
  ] as const)("%s", (_state, head, running, reason) => {
    expect(runningDeadline(head), reason).toEqual(running);
  });
});

describe("the rungs", () => {
  it.each([
    [
      "of the self-score: twice to the body, then on the morning after",
      open,
      "2024-01-02T08:01:00",
      ["2024-01-11T08:00 due-in-2", "2024-01-15T08:00 due-today", "2024-01-16T08:00 late-1"],
    ],
    ["of the window: once, on its last day", provisional, "2024-01-25T10:00:00", ["2024-01-31T08:00 closes-today"]],
    [
      "of the answer: the working day before is counted over Tết",
      asked,
      "2024-01-31T09:00:00",
      ["2024-02-07T08:00 due-in-1", "2024-02-15T08:00 due-today", "2024-02-16T08:00 late-1"],
    ],
    ["of nothing: no term, no step", answered, "2024-02-01T09:00:00", []],
    [
      "that were past when it was planned are not climbed after the fact",
      open,
      "2024-01-15T08:00:00",
      ["2024-01-16T08:00 late-1"],
    ],
  ] as const)("%s", (_name, head, from, expected) => {
    expect(climbed(head, from)).toEqual(expected);
  });

  it("are counted Monday to Friday in a year without a calendar: a reminder may be a day off, it never fails to come", () => {
    const head = { ...open, selfScoreDueOn: "2031-01-15" };
    expect(climbed(head, "2031-01-02T08:00:00")).toEqual([
      "2031-01-13T08:00 due-in-2",
      "2031-01-15T08:00 due-today",
      "2031-01-16T08:00 late-1",
    ]);
  });

  it("say by which plan, for which day and how late they were reached, never a point", () => {
    const head = { ...evaluationScheduled(open, 2, at("2024-01-15T09:00:00"), calendar) };
    const step = evaluationStep(head, at("2024-01-18T14:00:00"), calendar);
    expect(step?.event).toMatchObject({
      subject: "evaluation#2023.cong-so-tu-phap",
      sequence: 2,
      version: 1,
      kind: "deadline-rung-reached",
      unit: "so-tu-phap",
      facts: { rungs: ["late-1"], ladder: "self-score-1", plan: 3, dueOn: "2024-01-15", lateDays: 1 },
    });
    expect(step?.next).toMatchObject({ version: 1, sequence: 2, plan: { nextCheckAt: null } });
  });
});

describe("a change of what is to be done", () => {
  it("makes the plan anew, under the next number: what the old one planned is not told any more", () => {
    const before = evaluationScheduled(open, 0, at("2024-01-02T08:00:00"), calendar);
    const { plan, ...head } = before;
    const handedIn = evaluationScheduled(
      { ...head, state: "self-scored" },
      plan.version,
      at("2024-01-05T08:00:00"),
      calendar,
    );
    expect(handedIn.plan).toMatchObject({ version: 2, nextCheckAt: null });
    expect(evaluationStep(handedIn, at("2024-03-01T08:00:00"), calendar)).toBeUndefined();
    const published = evaluationScheduled(provisional, handedIn.plan.version, at("2024-01-25T10:00:00"), calendar);
    expect(published.plan).toMatchObject({ version: 3, ladder: "reconsideration-window-1" });
  });

  it("a run that comes twice, or early, finds nothing to do", () => {
    const head = evaluationScheduled(open, 0, at("2024-01-02T08:00:00"), calendar);
    expect(evaluationStep(head, at("2024-01-11T07:59:59"), calendar)).toBeUndefined();
    const step = evaluationStep(head, at("2024-01-11T08:00:00"), calendar);
    expect(step && evaluationStep(step.next, at("2024-01-11T08:00:00"), calendar)).toBeUndefined();
  });
});
