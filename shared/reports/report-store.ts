/**
 * The reports' table. An obligation is one subject under its id: the `head` is what indexes see and what changes; drafts and reports are
 * written once beside it. Periods and orders stand under their own ids.
 *
 * | id                  | part            | what                                          |
 * |---------------------|-----------------|-----------------------------------------------|
 * | `2024-year.so-…`    | `head`          | the obligation: state, due day, facts, plan   |
 * | `2024-year.so-…`    | `draft#0001`    | a draft                                       |
 * | `2024-year.so-…`    | `report#0001`   | a report that was handed in                   |
 * | `2024-year.so-…`    | `gathering#0001`| which children's reports a draft gathered     |
 * | `period#2024-year`  | `head`          | the period                                    |
 * | `orders`            | `2023-12-31-…`  | an order (order-store.ts)                     |
 *
 * `obligations-by-period` holds a period's obligations, those of one parent together; `obligations-by-unit` a body's, by due day;
 * `obligations-by-next-check`, in 16 shards, those whose schedule is to be looked at.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { ifUnchanged, once, readMany } from "../platform/items.ts";
import { type NextChecks, nextCheckKeys, nextChecks } from "../platform/next-checks.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { Write } from "../platform/transaction.ts";
import { type DocumentStore, documentStore } from "./document-store.ts";
import { isSettled } from "./moves.ts";
import { type ObligationHead, obligationHead } from "./obligation.ts";
import { type PeriodRecord, periodRecord } from "./period.ts";

/** What the indexes show of an obligation. */
export const listedObligation = obligationHead.pick({
  id: true,
  unit: true,
  group: true,
  of: true,
  period: true,
  dueOn: true,
  provisional: true,
  to: true,
  tier: true,
  gathers: true,
  state: true,
  version: true,
  report: true,
  metBy: true,
  onBehalfBy: true,
  first: true,
  isComplete: true,
  isValid: true,
  extension: true,
  outOfDate: true,
});
export type ListedObligation = z.output<typeof listedObligation>;

/** How many obligations are read together where all of them are wanted. */
const readTogether = 1_000;

export interface ReportStore extends DocumentStore, NextChecks {
  obligation(id: string): Promise<ObligationHead | undefined>;
  /** Those of the obligations that exist, in the order of the ids. */
  obligations(ids: readonly string[]): Promise<ObligationHead[]>;
  /** A page of a period's or an order's obligations; with `to`, those of one parent. */
  ofPeriod(of: string, request: PageRequest, to?: string): Promise<Page<ListedObligation>>;
  /** All of them, page by page. */
  allOfPeriod(of: string, to?: string): AsyncIterable<ListedObligation>;
  /** A page of a body's obligations, latest due day first; with `year`, those due in it. */
  ofUnit(unit: string, request: PageRequest, year?: number): Promise<Page<ListedObligation>>;
  period(id: string): Promise<PeriodRecord | undefined>;
  /** Writes of an obligation that did not exist. */
  add(head: ObligationHead): Write[];
  /** Writes of what becomes of a head; refused when anything happened to it since `before` was read. */
  save(head: ObligationHead, before: ObligationHead): Write[];
  savePeriod(next: PeriodRecord, before: PeriodRecord | undefined): Write;
}

export function reportStore(client: DynamoDBDocumentClient, table: string): ReportStore {
  const get = async (id: string, part: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id, part }, ConsistentRead: true }));
    return Item;
  };
  const ofPeriod: ReportStore["ofPeriod"] = (of, request, to) =>
    pageOf(
      request,
      ["id", "part", "of", "place"],
      (limit, startKey) =>
        client.send(
          new QueryCommand({
            TableName: table,
            IndexName: "obligations-by-period",
            KeyConditionExpression: to === undefined ? "#of = :of" : "#of = :of AND begins_with(place, :to)",
            ExpressionAttributeNames: { "#of": "of" },
            ExpressionAttributeValues: { ":of": of, ...(to !== undefined && { ":to": `${to}#` }) },
            Limit: limit,
            ExclusiveStartKey: startKey,
          }),
        ),
      (item) => readItem(listedObligation, item, of),
      { of },
    );
  return {
    ...nextChecks(client, table, "obligations-by-next-check", "id"),
    ...documentStore(client, table),
    obligation: async (id) => {
      const item = await get(id, "head");
      return item && readItem(obligationHead, item, id);
    },
    obligations: async (ids) => {
      const found = new Map((await readHeads(client, table, ids)).map((head) => [head.id, head]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    ofPeriod,
    allOfPeriod: async function* (of, to) {
      for (let cursor: string | undefined; ; ) {
        const page = await ofPeriod(of, { limit: readTogether, cursor }, to);
        yield* page.items;
        if (page.nextCursor === undefined) return;
        cursor = page.nextCursor;
      }
    },
    ofUnit: (unit, request, year) =>
      pageOf(
        request,
        ["id", "part", "unit", "dueOrder"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              IndexName: "obligations-by-unit",
              KeyConditionExpression:
                year === undefined ? "#unit = :unit" : "#unit = :unit AND begins_with(dueOrder, :year)",
              ExpressionAttributeNames: { "#unit": "unit" },
              ExpressionAttributeValues: { ":unit": unit, ...(year !== undefined && { ":year": `${year}-` }) },
              ScanIndexForward: false,
              Limit: limit,
              ExclusiveStartKey: startKey,
            }),
          ),
        (item) => readItem(listedObligation, item, unit),
        { unit },
      ),
    period: async (id) => {
      const item = await get(periodItemId(id), "head");
      return item && readItem(periodRecord, { ...item, id }, id);
    },
    add: (head) => [
      {
        item: { Put: { TableName: table, Item: headItem(head), ConditionExpression: "attribute_not_exists(id)" } },
        refusedAs: "already-exists",
      },
    ],
    save: (head, before) => [ifUnchanged(table, headItem(head), before.sequence)],
    savePeriod: (next, before) => {
      const item = { ...next, id: periodItemId(next.id), part: "head" };
      return before ? ifUnchanged(table, item, before.sequence) : once(table, item);
    },
  };
}

/** Under which id a period stands. */
export function periodItemId(period: string): string {
  return `period#${period}`;
}

/** The heads of the ids that exist. */
async function readHeads(
  client: DynamoDBDocumentClient,
  table: string,
  ids: readonly string[],
): Promise<ObligationHead[]> {
  const items = await readMany(
    client,
    table,
    ids.map((id) => ({ id, part: "head" })),
  );
  return items.map((item) => readItem(obligationHead, item, "head"));
}

/** The head with the attributes of its indexes: all of them by period and unit, those that wait for something by their next check. */
function headItem(head: ObligationHead): Record<string, unknown> {
  return {
    ...head,
    part: "head",
    place: `${head.to}#${head.unit}`,
    dueOrder: `${head.dueOn}#${head.id}`,
    ...(!isSettled(head.state) && nextCheckKeys(head.id, head.plan.nextCheckAt)),
  };
}
