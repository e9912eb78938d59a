import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { type Change, transactions } from "../../shared/platform/transaction.ts";
import { seededChance, TestClock } from "../support/world.ts";

const canceled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: "canceled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });

/** A client that fails as told, one error a call, and then succeeds. */
function failing(errors: Error[]) {
  const clock = new TestClock("2024-02-05T09:00:00Z");
  const lines: unknown[] = [];
  let calls = 0;
  const client = {
    send: async () => {
      calls++;
      const error = errors.shift();
      if (error) throw error;
      return {};
    },
  } as unknown as DynamoDBDocumentClient;
  const { commit } = transactions({
    client,
    eventsTable: "events",
    answersTable: "answers",
    clock,
    chance: seededChance("jitter"),
    log: { write: (code, fields) => lines.push([code, fields?.reason]) },
  });
  return { commit: () => commit(change, undefined, clock.now()), calls: () => calls, clock, lines };
}

const change: Change = {
  writes: [{ item: { Put: { TableName: "questions", Item: { code: "x" } } }, refusedAs: "version-stale" }],
  events: [],
};

describe("a transaction", () => {
  it.each([
    ["a conflict with another", canceled("TransactionConflict")],
    ["throttling of one item", canceled("ThrottlingError")],
    ["throttling of the call", named("ThrottlingException")],
    ["too much throughput", named("ProvisionedThroughputExceededException")],
    ["a transaction still in progress", named("TransactionInProgressException")],
  ])("is tried again after %s, with a pause by chance", async (_, error) => {
    const { commit, calls, clock, lines } = failing([error, error]);
    await commit();
    expect(calls()).toBe(3);
    expect(clock.paused).toBeGreaterThan(0);
    expect(lines).toHaveLength(2);
  });

  it("gives up after six tries: busy, and nothing is written", async () => {
    const { commit, calls } = failing(Array.from({ length: 9 }, () => canceled("TransactionConflict")));
    await expect(commit()).rejects.toMatchObject({ code: "too-busy" });
    expect(calls()).toBe(6);
  });

  it("means what its write says when the condition fails, and is not tried again", async () => {
    const { commit, calls } = failing([canceled("ConditionalCheckFailed")]);
    await expect(commit()).rejects.toMatchObject({ code: "version-stale" });
    expect(calls()).toBe(1);
  });

  it.each([canceled("ValidationError"), named("ResourceNotFoundException")])(
    "fails loudly on what is nobody's refusal: %s",
    async (error) => {
      const { commit, calls } = failing([error]);
      await expect(commit()).rejects.toBe(error);
      expect(calls()).toBe(1);
    },
  );
});
