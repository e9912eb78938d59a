import { expect, test } from "vitest";
import { itemFailuresOf } from "../../infra/local/item-failures.ts";

test.each([
  ["null", []],
  ["{}", []],
  ['{"batchItemFailures":null}', []],
  ['{"batchItemFailures":[]}', []],
  ['{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}', ["a", "b"]],
  ['{"batchItemFailures":[{"itemIdentifier":""}]}', "all"],
  ['{"batchItemFailures":[{"itemIdentifier":null}]}', "all"],
  ['{"batchItemFailures":[{"messageId":"a"}]}', "all"],
  ['{"batchItemFailures":"a"}', "all"],
])("%s is read as Lambda reads it: %j", (payload, expected) => {
  expect(itemFailuresOf(payload)).toEqual(expected);
});
