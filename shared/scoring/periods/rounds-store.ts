/**
 * What the job `scoring-rounds` asks of the scores' table beside the store: what there is to do, in one small read, and how a period is
 * opened once. Published sets and the periods that wait for the job stand in `evaluations-by-next-check` under a shard of their own.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../../platform/dynamo.ts";
import type { Write } from "../../platform/transaction.ts";
import type { SetRecord } from "../criteria/set-record.ts";
import type { ScorePeriodRecord } from "./period-record.ts";

/** What there is to do. */
export interface Agenda {
  /** Published sets, by id. */
  readonly sets: readonly string[];
  /** Periods that a person has asked something for which the job is to do, the earliest end first. */
  readonly periods: readonly string[];
}

/** How a period is being opened: fixed by the run that begins it, so that one that goes on does the same. */
export const openingRecord = z.object({
  period: z.string(),
  set: z.string(),
  setHash: z.string(),
  at: z.string(),
  selfScoreDueOn: z.string(),
});
export type OpeningRecord = z.output<typeof openingRecord>;

export interface RoundsStore {
  /** A hint, a moment old; half a read unit while it is short. */
  agenda(): Promise<Agenda>;
  opening(period: string): Promise<OpeningRecord | undefined>;
  /** Refused as `already-exists` when another run has begun. */
  startOpening(opening: OpeningRecord): Write;
  /** Holds a transaction to a period that is not opened yet; refused as `moved-meanwhile`. */
  whileNotOpened(period: string): Write;
}

const index = "evaluations-by-next-check";
const shard = "rounds";
const periodPrefix = "period#";
const openingPart = "opening";
const entry = z.object({ id: z.string(), part: z.string() });

/** Under which id a period stands. */
export function periodItemId(period: string): string {
  return `${periodPrefix}${period}`;
}

/** What a set carries to stand on the agenda. */
export function agendaKeysOfSet({ state, set }: Pick<SetRecord, "state" | "set">): Record<string, string> {
  return state === "published" ? { checkShard: shard, nextCheckAt: set.validFrom } : {};
}

/** What a period carries to stand on the agenda. */
export function agendaKeysOfPeriod({ state, to }: Pick<ScorePeriodRecord, "state" | "to">): Record<string, string> {
  const isWaiting = state === "publishing" || state === "deciding" || state === "amending";
  return isWaiting ? { checkShard: shard, nextCheckAt: to } : {};
}

export function roundsStore(client: DynamoDBDocumentClient, table: string): RoundsStore {
  return {
    agenda: async () => {
      const entries: z.output<typeof entry>[] = [];
      for (let startKey: Record<string, unknown> | undefined; ; ) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: index,
            KeyConditionExpression: "checkShard = :shard",
            ExpressionAttributeValues: { ":shard": shard },
            ExclusiveStartKey: startKey,
          }),
        );
        entries.push(...Items.map((item) => readItem(entry, item, shard)));
        if (!LastEvaluatedKey) break;
        startKey = LastEvaluatedKey;
      }
      const [periods = [], sets = []] = [true, false].map((isPeriod) =>
        entries.filter(({ id }) => id.startsWith(periodPrefix) === isPeriod),
      );
      return {
        sets: sets.map(({ part }) => part),
        periods: periods.map(({ id }) => id.slice(periodPrefix.length)),
      };
    },
    opening: async (period) => {
      const Key = { id: periodItemId(period), part: openingPart };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && readItem(openingRecord, Item, period);
    },
    startOpening: (opening) => ({
      item: {
        Put: {
          TableName: table,
          Item: { ...opening, id: periodItemId(opening.period), part: openingPart },
          ConditionExpression: "attribute_not_exists(id)",
        },
      },
      refusedAs: "already-exists",
    }),
    whileNotOpened: (period) => ({
      item: {
        ConditionCheck: {
          TableName: table,
          Key: { id: periodItemId(period), part: "head" },
          ConditionExpression: "attribute_not_exists(id)",
        },
      },
      refusedAs: "moved-meanwhile",
    }),
  };
}
