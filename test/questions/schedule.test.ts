import { expect, it } from "vitest";
import { isKnownLate } from "../../shared/questions/schedule.ts";

const plan = { version: 1, ladder: "question-1", nextCheckAt: null };
const friday = "2024-02-16";

it.each([
  ["the step of the due day itself says nothing of lateness", "2024-02-16T01:00:00Z", undefined, false],
  ["an answer on Saturday comes before the step of Monday", "2024-02-16T16:59:59Z", undefined, false],
  ["the step of Monday has said it", "2024-02-19T01:00:00Z", undefined, true],
  ["a plan that was made after the due day skipped that step", "2024-02-19T01:00:00Z", ["due-today", "late-1"], false],
])("whether the history says that a question turned late: %s", (_, watermark, skipped, isKnown) => {
  expect(isKnownLate({ dueOn: friday, plan: { ...plan, watermark, ...(skipped && { skipped }) } })).toBe(isKnown);
});

it("a question without a due day never turns late", () => {
  expect(isKnownLate({ dueOn: null, plan: { ...plan, watermark: "2024-02-19T01:00:00Z" } })).toBe(false);
});
