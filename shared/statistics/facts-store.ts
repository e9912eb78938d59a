/**
 * The facts of the dashboard's tables, in a place of their own among the tallies: one item per table, written when it changes, and one
 * that says of when all of them are. So a night in which nothing happens costs one write unit every five minutes.
 */
import { isDeepStrictEqual } from "node:util";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { readItem } from "../platform/dynamo.ts";
import { type AllFacts, type Facts, type WidgetTable, widgetFacts } from "./widget.ts";

/** Facts, and the moment at which they were so. */
export interface Kept<Known> {
  readonly at: Instant;
  readonly facts: Known;
}

export interface FactsStore {
  /** Keeps the facts of all tables; what a later run has kept already stays. */
  keep(all: AllFacts, at: Instant): Promise<void>;
  /** The facts of a table as they were kept last; undefined: never. */
  of<Table extends WidgetTable>(table: Table): Promise<Kept<Facts<Table>> | undefined>;
}

/** Where the tallies have a month; each item's name stands where they have a unit. */
export const placeOfFacts = "table";
const momentItem = "at";
const item = z.object({ unit: z.string(), at: z.iso.datetime(), facts: z.unknown().optional() });

export function factsStore(client: DynamoDBDocumentClient, tallies: string): FactsStore {
  /** Together they are smaller than a page of a query; a test fills them. */
  const readAll = async () => {
    const query = new QueryCommand({
      TableName: tallies,
      KeyConditionExpression: "#month = :place",
      ExpressionAttributeNames: { "#month": "month" },
      ExpressionAttributeValues: { ":place": placeOfFacts },
    });
    const { Items = [] } = await client.send(query);
    return new Map(Items.map((found) => readItem(item, found, placeOfFacts)).map((found) => [found.unit, found]));
  };
  const put = (unit: string, at: string, facts: unknown) =>
    putLater(client, tallies, { month: placeOfFacts, unit, at, facts });
  return {
    keep: async (all, at) => {
      const moment = new Date(at).toISOString();
      const before = await readAll();
      if ((before.get(momentItem)?.at ?? "") >= moment) return;
      const changed = Object.entries(all).filter(
        ([table, facts]) => !isDeepStrictEqual(before.get(table)?.facts, facts),
      );
      await Promise.all(changed.map(([table, facts]) => put(table, moment, facts)));
      // Last: a moment never stands above facts that are older.
      await put(momentItem, moment, undefined);
    },
    of: async (table) => {
      const all = await readAll();
      const moment = all.get(momentItem)?.at;
      const kept = all.get(table)?.facts;
      if (moment === undefined || kept === undefined) return undefined;
      return { at: Date.parse(moment), facts: factsIn(widgetFacts[table], kept, table) };
    },
  };
}

function factsIn<Known>(schema: z.ZodType<Known>, found: unknown, table: WidgetTable): Known {
  return readItem(schema, found, `table ${table}`);
}

/** Writes an item over an earlier one; over a later one, nothing. */
async function putLater(
  client: DynamoDBDocumentClient,
  table: string,
  next: Readonly<Record<string, unknown>> & { readonly at: string },
): Promise<void> {
  const command = new PutCommand({
    TableName: table,
    Item: next,
    ConditionExpression: "attribute_not_exists(#at) OR #at < :at",
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: { ":at": next.at },
  });
  await client.send(command).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}
