/**
 * One change, one transaction: the new state under a condition, the event that says why, and where given the first answer
 * under its repeat key. Nothing else is written by a request.
 */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock, Instant } from "./clock.ts";
import { plainItem } from "./dynamo.ts";
import { type ChangeEvent, eventItem } from "./events.ts";
import type { Repeat } from "./http/route.ts";
import type { Chance } from "./ids.ts";
import type { Log } from "./log.ts";
import { Refusal, type RefusalCode } from "./refusals.ts";

type TransactItem = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** One item to write; `refusedAs` is what it means when its condition does not hold. */
export interface Write {
  readonly item: TransactItem;
  readonly refusedAs: RefusalCode;
}

export interface Change {
  readonly writes: readonly Write[];
  readonly events: readonly ChangeEvent[];
  /** Events that nobody follows, for the history alone: no stream hands them on and no catching up asks for them. @default none */
  readonly history?: readonly ChangeEvent[];
}

/** What is kept of the first answer, for 30 days. */
export interface Answered {
  readonly repeat: Repeat | undefined;
  readonly status: number;
  readonly body: unknown;
  readonly version?: number | undefined;
}

const firstAnswer = z.object({
  id: z.string(),
  bodyHash: z.string(),
  status: z.number(),
  body: z.string(),
  version: z.number().optional(),
  expiresAt: z.number(),
});
export type FirstAnswer = z.output<typeof firstAnswer>;

/** Thrown when the repeat key has been used: the first answer is the answer. */
export class Repeated extends Error {
  override readonly name = "Repeated";
  readonly first: FirstAnswer;

  constructor(first: FirstAnswer) {
    super("repeated");
    this.first = first;
  }
}

const keptForSeconds = 30 * 24 * 3600;
const attempts = 6;
const firstPauseMilliseconds = 25;

export interface TransactionDeps {
  readonly client: DynamoDBDocumentClient;
  readonly eventsTable: string;
  /** Where first answers are kept; a job that answers nobody needs none. */
  readonly answersTable?: string;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

export interface Transactions {
  /** Writes all or nothing. Throws the refusal of the first condition that fails, or `Repeated`. */
  commit(change: Change, answered: Answered | undefined, now: Instant): Promise<void>;
  /** The first answer under a repeat key, if it is still kept. */
  firstAnswer(id: string, now: Instant): Promise<FirstAnswer | undefined>;
}

export function transactions(deps: TransactionDeps): Transactions {
  return {
    commit: (change, answered, now) => commit(deps, change, answered, now),
    firstAnswer: async (id, now) => {
      if (deps.answersTable === undefined) return undefined;
      const { Item } = await deps.client.send(
        new GetCommand({ TableName: deps.answersTable, Key: { id }, ConsistentRead: true }),
      );
      const found = firstAnswer.safeParse(Item);
      return found.success && found.data.expiresAt > seconds(now) ? found.data : undefined;
    },
  };
}

async function commit(
  deps: TransactionDeps,
  change: Change,
  answered: Answered | undefined,
  now: Instant,
): Promise<void> {
  const writes = [
    ...change.writes,
    ...change.events.map((event) => eventWrite(deps.eventsTable, eventItem(event))),
    ...(change.history ?? []).map((event) => eventWrite(deps.eventsTable, event)),
  ];
  const items = writes.map(({ item }) => item);
  if (answered?.repeat && deps.answersTable) items.push(answerWrite(deps.answersTable, answered.repeat, answered, now));
  for (let attempt = 1; ; attempt++) {
    try {
      await deps.client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      const busy = verdict(error, writes);
      if (attempt === attempts) throw new Refusal("too-busy");
      deps.log.write("transaction-retried", { attempt, reason: busy });
      await deps.clock.pause(deps.chance.fraction() * firstPauseMilliseconds * 2 ** attempt);
    }
  }
}

/** Throws what the failure means to the caller; returns its name when it is worth another try. */
function verdict(error: unknown, writes: readonly Write[]): string {
  if (!(error instanceof TransactionCanceledException)) {
    if (error instanceof Error && worthAnotherTry.has(error.name)) return error.name;
    throw error;
  }
  const reasons = error.CancellationReasons ?? [];
  const repeatReason = reasons[writes.length];
  if (repeatReason?.Code === "ConditionalCheckFailed") {
    throw new Repeated(firstAnswer.parse(plainItem(repeatReason.Item)));
  }
  const failed = writes.find((_, index) => reasons[index]?.Code === "ConditionalCheckFailed");
  if (failed) throw new Refusal(failed.refusedAs);
  const busy = reasons.find(({ Code }) => Code !== undefined && worthAnotherTry.has(Code));
  if (busy?.Code) return busy.Code;
  throw error;
}

const worthAnotherTry = new Set([
  "TransactionConflict",
  "TransactionConflictException",
  "TransactionInProgressException",
  "ProvisionedThroughputExceeded",
  "ProvisionedThroughputExceededException",
  "ThrottlingError",
  "ThrottlingException",
  "RequestLimitExceeded",
]);

function eventWrite(table: string, item: Readonly<Record<string, unknown>>): Write {
  return {
    item: { Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(subject)" } },
    refusedAs: "moved-meanwhile",
  };
}

function answerWrite(table: string, repeat: Repeat, answered: Answered, now: Instant): TransactItem {
  return {
    Put: {
      TableName: table,
      Item: {
        id: repeat.id,
        bodyHash: repeat.bodyHash,
        status: answered.status,
        body: JSON.stringify(answered.body),
        version: answered.version,
        expiresAt: seconds(now) + keptForSeconds,
      },
      ConditionExpression: "attribute_not_exists(id) OR expiresAt <= :now",
      ExpressionAttributeValues: { ":now": seconds(now) },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
}

function seconds(now: Instant): number {
  return Math.floor(now / 1000);
}
