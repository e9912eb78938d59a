/**
 * The reports' table. An obligation is one subject under its id: the `head` is what indexes see and what changes; drafts and reports are
 * written once beside it. Periods and orders stand under their own ids.
 *
 * | id                  | part            | what                                          |
 * |---------------------|-----------------|-----------------------------------------------|
 * | `2024-year.so-…`    | `head`          | the obligation: state, due day, facts, plan   |
 * | `2024-year.so-…`    | `draft#0001`    | a draft                                       |
 * | `2024-year.so-…`    | `report#0001`   | a report that was handed in                   |
 * | `period#2024-year`  | `head`          | the period                                    |
 *
 * `obligations-by-period` holds a period's obligations, those of one parent together; `obligations-by-unit` a body's, by due day;
 * `obligations-by-next-check`, in 16 shards, those whose schedule is to be looked at.
 */
import { createHash } from "node:crypto";
import { BatchGetCommand, type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { Write } from "../platform/transaction.ts";
import { isSettled } from "./moves.ts";
import { type ObligationHead, obligationHead } from "./obligation.ts";
import { type PeriodRecord, periodRecord } from "./period.ts";
import { type HandedReport, handedReport, type ReportDraft, reportDraft } from "./report.ts";

export const shardCount = 16;

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

/** A report by its obligation and number. */
export interface ReportKey {
  readonly obligation: string;
  readonly number: number;
}

export interface ReportStore {
  obligation(id: string): Promise<ObligationHead | undefined>;
  /** A page of a period's or an order's obligations; with `to`, those of one parent. */
  ofPeriod(of: string, request: PageRequest, to?: string): Promise<Page<ListedObligation>>;
  /** All of them, page by page. */
  allOfPeriod(of: string, to?: string): AsyncIterable<ListedObligation>;
  /** A page of a body's obligations, latest due day first. */
  ofUnit(unit: string, request: PageRequest): Promise<Page<ListedObligation>>;
  /** Ids of a shard whose schedule is due at `now`, earliest first; at most `limit`. */
  dueForCheck(shard: number, now: string, limit: number): Promise<string[]>;
  draft(id: string, number: number): Promise<ReportDraft | undefined>;
  report(key: ReportKey): Promise<HandedReport | undefined>;
  /** Those of the reports that exist, by obligation; for whole consolidations. */
  reports(keys: readonly ReportKey[]): Promise<Map<string, HandedReport>>;
  period(id: string): Promise<PeriodRecord | undefined>;
  /** Writes of an obligation that did not exist. */
  add(head: ObligationHead): Write[];
  /** Writes of what becomes of a head; refused when anything happened to it since `before` was read. */
  save(head: ObligationHead, before: ObligationHead): Write[];
  addDraft(id: string, number: number, draft: ReportDraft): Write;
  addReport(key: ReportKey, report: HandedReport): Write;
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
    obligation: async (id) => {
      const item = await get(id, "head");
      return item && readItem(obligationHead, item, id);
    },
    ofPeriod,
    allOfPeriod: async function* (of, to) {
      for (let cursor: string | undefined; ; ) {
        const page = await ofPeriod(of, { limit: 200, cursor }, to);
        yield* page.items;
        if (page.nextCursor === undefined) return;
        cursor = page.nextCursor;
      }
    },
    ofUnit: (unit, request) =>
      pageOf(
        request,
        ["id", "part", "unit", "dueOrder"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              IndexName: "obligations-by-unit",
              KeyConditionExpression: "#unit = :unit",
              ExpressionAttributeNames: { "#unit": "unit" },
              ExpressionAttributeValues: { ":unit": unit },
              ScanIndexForward: false,
              Limit: limit,
              ExclusiveStartKey: startKey,
            }),
          ),
        (item) => readItem(listedObligation, item, unit),
        { unit },
      ),
    dueForCheck: async (shard, now, limit) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "obligations-by-next-check",
          KeyConditionExpression: "checkShard = :shard AND nextCheckAt <= :now",
          ExpressionAttributeValues: { ":shard": shardName(shard), ":now": now },
          Limit: limit,
        }),
      );
      return Items.map((item) => readItem(obligationHead.pick({ id: true }), item, shardName(shard)).id);
    },
    draft: async (id, number) => {
      const item = await get(id, partOf("draft", number));
      return item && readItem(reportDraft, item, id);
    },
    report: async ({ obligation, number }) => {
      const item = await get(obligation, partOf("report", number));
      return item && readItem(handedReport, item, obligation);
    },
    reports: (keys) => readReports(client, table, keys),
    period: async (id) => {
      const item = await get(`period#${id}`, "head");
      return item && readItem(periodRecord, { ...item, id }, id);
    },
    add: (head) => [
      {
        item: { Put: { TableName: table, Item: headItem(head), ConditionExpression: "attribute_not_exists(id)" } },
        refusedAs: "already-exists",
      },
    ],
    save: (head, before) => [ifUnchanged(table, headItem(head), before.sequence)],
    addDraft: (id, number, draft) => once(table, { id, part: partOf("draft", number), ...draft }),
    addReport: ({ obligation, number }, report) =>
      once(table, { id: obligation, part: partOf("report", number), ...report }),
    savePeriod: (next, before) => {
      const item = { ...next, id: `period#${next.id}`, part: "head" };
      return before ? ifUnchanged(table, item, before.sequence) : once(table, item);
    },
  };
}

/** An item that is written once for ever. */
function once(table: string, item: Record<string, unknown>): Write {
  return {
    item: { Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(id)" } },
    refusedAs: "moved-meanwhile",
  };
}

function ifUnchanged(table: string, item: Record<string, unknown>, sequence: number): Write {
  return {
    item: {
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: "#sequence = :before",
        ExpressionAttributeNames: { "#sequence": "sequence" },
        ExpressionAttributeValues: { ":before": sequence },
      },
    },
    refusedAs: "moved-meanwhile",
  };
}

/** The reports of the keys, a hundred to a request, until none is left unprocessed. */
async function readReports(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ReportKey[],
): Promise<Map<string, HandedReport>> {
  const found = new Map<string, HandedReport>();
  let waiting: Record<string, unknown>[] = keys.map(({ obligation, number }) => ({
    id: obligation,
    part: partOf("report", number),
  }));
  while (waiting.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: waiting.slice(0, 100), ConsistentRead: true } } }),
    );
    for (const item of Responses?.[table] ?? []) {
      const { id } = readItem(obligationHead.pick({ id: true }), item, "report");
      found.set(id, readItem(handedReport, item, id));
    }
    waiting = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...waiting.slice(100)];
  }
  return found;
}

function partOf(what: "draft" | "report", number: number): string {
  return `${what}#${String(number).padStart(4, "0")}`;
}

/** The head with the attributes of its indexes: all of them by period and unit, those that wait for something by their next check. */
function headItem(head: ObligationHead): Record<string, unknown> {
  const { nextCheckAt } = head.plan;
  const waits = !isSettled(head.state) && nextCheckAt !== null;
  return {
    ...head,
    part: "head",
    place: `${head.to}#${head.unit}`,
    dueOrder: `${head.dueOn}#${head.id}`,
    ...(waits && { checkShard: shardName(shardOf(head.id)), nextCheckAt }),
  };
}

function shardOf(id: string): number {
  return (createHash("sha256").update(id).digest()[0] ?? 0) % shardCount;
}

function shardName(shard: number): string {
  return String(shard).padStart(2, "0");
}
