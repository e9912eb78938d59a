/**
 * What the emulator of the deployment proof takes and does nothing with, and what it is not given: the proof can say nothing of it, so
 * the template must. Recovery, deletion protection, CORS, retries, batch failures, events of mails and headlines are held beside their
 * constructs (template, stages, background, alarms); expiry is held here.
 */
import type { DynamoDBDocumentClient, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { marks } from "../../shared/platform/marks.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { of } from "./resources.ts";

const tables = of("AWS::DynamoDB::GlobalTable").map(({ Properties }) => Properties);
const expiring = tables.filter(({ TimeToLiveSpecification }) => TimeToLiveSpecification !== undefined);
const now = Date.parse("2026-11-24T03:00:00Z");
const day = 24 * 3600;

/** The items that a change writes beside its subject: here, the first answer under a repeat key. */
async function keptAnswer(): Promise<Record<string, unknown> | undefined> {
  const commands: TransactWriteCommand[] = [];
  const send = async (command: TransactWriteCommand) => commands.push(command);
  const { commit } = transactions({
    client: { send } as unknown as DynamoDBDocumentClient,
    eventsTable: "events",
    answersTable: "answers",
    clock: { now: () => now, pause: async () => undefined },
    chance: { bytes: (count) => new Uint8Array(count), fraction: () => 0 },
    log: { write: () => undefined },
  });
  const repeat = { id: "repeat", bodyHash: "hash" };
  await commit({ writes: [], events: [] }, { repeat, status: 201, body: {} }, now);
  return commands[0]?.input.TransactItems?.[0]?.Put?.Item;
}

describe("expiry", () => {
  it("is for first answers, marks and jobs' items alone: questions, reports, events and notices never go by themselves", () => {
    expect(expiring.map(({ TableName }) => TableName).toSorted()).toEqual([
      "dondoc-test-answers",
      "dondoc-test-marks",
      "dondoc-test-reports",
    ]);
  });

  it("goes by the attribute that is written, in whole seconds of the epoch: anything else DynamoDB would pass over in silence", async () => {
    for (const { TimeToLiveSpecification } of expiring) {
      expect(TimeToLiveSpecification).toEqual({ AttributeName: "expiresAt", Enabled: true });
    }
    const unasked = {} as unknown as DynamoDBDocumentClient;
    const mark = marks(unasked, "marks").doneOnce("tallies", { subject: "question#1", sequence: 1 }, now);
    expect(mark.item.Put?.Item?.expiresAt).toBe(now / 1000 + 60 * day);
    expect((await keptAnswer())?.expiresAt).toBe(now / 1000 + 30 * day);
  });
});
