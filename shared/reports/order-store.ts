/**
 * Orders in the reports' table: all of them under one id, by their own ids, which begin with their day; so a list of orders is one query,
 * the newest first. They are some dozens a year.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { readItem } from "../platform/dynamo.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { Write } from "../platform/transaction.ts";
import { type Order, order } from "./order.ts";

const partition = "orders";

export interface OrderStore {
  get(id: string): Promise<Order | undefined>;
  /** A page of the orders, the newest first. */
  list(request: PageRequest): Promise<Page<Order>>;
  /** Writes an order that did not exist, or what becomes of one; refused when anything happened to it since `before` was read. */
  save(next: Order, before: Order | undefined): Write;
  /** A condition: the order is still open. */
  stillOpen(id: string): Write;
}

export function orderStore(client: DynamoDBDocumentClient, table: string): OrderStore {
  return {
    get: async (id) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { id: partition, part: id }, ConsistentRead: true }),
      );
      return Item && readItem(order, { ...Item, id }, id);
    },
    list: (request) =>
      pageOf(
        request,
        ["id", "part"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              KeyConditionExpression: "id = :orders",
              ExpressionAttributeValues: { ":orders": partition },
              ScanIndexForward: false,
              Limit: limit,
              ExclusiveStartKey: startKey,
            }),
          ),
        (item) => readItem(order, Object.assign({}, item, { id: partOf(item) }), partition),
        { id: partition },
      ),
    save: (next, before) => ({
      item: {
        Put: {
          TableName: table,
          Item: { ...next, id: partition, part: next.id },
          ...(before
            ? {
                ConditionExpression: "#sequence = :before",
                ExpressionAttributeNames: { "#sequence": "sequence" },
                ExpressionAttributeValues: { ":before": before.sequence },
              }
            : { ConditionExpression: "attribute_not_exists(id)" }),
        },
      },
      refusedAs: before ? "moved-meanwhile" : "already-exists",
    }),
    stillOpen: (id) => ({
      item: {
        ConditionCheck: {
          TableName: table,
          Key: { id: partition, part: id },
          ConditionExpression: "#state = :open",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":open": "open" },
        },
      },
      refusedAs: "order-closed",
    }),
  };
}

function partOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "part" in item ? item.part : undefined;
}
