import { expect, it } from "vitest";
import { listedEvaluationAttributes } from "../../infra/constructs/stateful.ts";
import { listedEvaluation } from "../../shared/scoring/evaluations/evaluation.ts";

it("the index of evaluations shows all that lists read, and whoever decides is held to", () => {
  const read = Object.keys(listedEvaluation.shape).filter((name) => !["id", "period"].includes(name));
  expect(listedEvaluationAttributes.toSorted()).toEqual(read.toSorted());
});
