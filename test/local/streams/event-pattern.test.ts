import { expect, test } from "vitest";
import { patternOf } from "../../../infra/local/streams/event-pattern.ts";

const event = { eventName: "INSERT", dynamodb: { NewImage: { kind: { S: "question-answered" } } } };

test.each([
  [{ eventName: ["INSERT"] }, true],
  [{ eventName: ["MODIFY", "INSERT"] }, true],
  [{ eventName: ["REMOVE"] }, false],
  [{ dynamodb: { NewImage: { kind: { S: [{ prefix: "question-" }] } } } }, true],
  [{ dynamodb: { NewImage: { kind: { S: [{ "anything-but": ["question-answered"] }] } } } }, false],
  [{ dynamodb: { OldImage: [{ exists: false }] } }, true],
  [{ eventName: ["INSERT"], dynamodb: { NewImage: { kind: { S: ["other"] } } } }, false],
])("%j lets it through: %j", (pattern, expected) => {
  expect(patternOf(JSON.stringify(pattern))(event)).toBe(expected);
});

test("a rule that the runner does not know is refused", () => {
  expect(() => patternOf('{"eventName":[{"numeric":[">",1]}]}')).toThrow("does not know the filter pattern");
});
