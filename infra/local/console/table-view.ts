/** Browses the items of a table, page by page. */
import {
  type AttributeValue,
  type DynamoDBClient,
  DynamoDBServiceException,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { escaped } from "../../../shared/platform/html.ts";
import type { Table } from "../tables.ts";
import { both, page, table as tableOf } from "./html.ts";
import { ConsoleRefusal } from "./reply.ts";

export interface Items {
  readonly items: readonly Record<string, unknown>[];
  readonly nextCursor?: string;
}

/** A table by its whole or its short name. */
export function tableNamed(tables: readonly Table[], name: string): Table {
  const found = tables.find((table) => table.name === name) ?? tables.find(({ shortName }) => shortName === name);
  if (!found) throw new ConsoleRefusal(404, "not-found", `Không có bảng ${name}.`, `There is no table ${name}.`);
  return found;
}

/** One page of a table, in no order. */
export async function itemsOf(client: DynamoDBClient, table: Table, query: URLSearchParams): Promise<Items> {
  const cursor = query.get("cursor");
  try {
    const { Items = [], LastEvaluatedKey: last } = await client.send(
      new ScanCommand({
        TableName: table.name,
        Limit: limitOf(query.get("limit")),
        ...(cursor !== null && { ExclusiveStartKey: keyOf(cursor) }),
      }),
    );
    const items = Items.map((item) => shown(table, unmarshall(item, { wrapNumbers: numberOf })));
    return last ? { items, nextCursor: Buffer.from(JSON.stringify(last)).toString("base64url") } : { items };
  } catch (error) {
    const isOurs = error instanceof DynamoDBServiceException && error.name === "ValidationException" && cursor !== null;
    throw isOurs ? cursorInvalid() : error;
  }
}

/** The same page for people. */
export function itemsPage(table: Table, { items, nextCursor }: Items, limit: string | null): string {
  const keys = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const head = [...keys.map(escaped), both("nội dung", "content")];
  const rows = items.map((item) => {
    const rest = Object.entries(item).filter(([name]) => !keys.includes(name));
    return [
      ...keys.map((key) => escaped(String(item[key]))),
      `<pre>${escaped(JSON.stringify(Object.fromEntries(rest), null, 1))}</pre>`,
    ];
  });
  const next = new URLSearchParams({
    ...(limit !== null && { limit }),
    ...(nextCursor !== undefined && { cursor: nextCursor }),
  });
  const link =
    nextCursor === undefined
      ? ""
      : `<p><a href="?${escaped(next.toString())}">${both("Trang tiếp", "Next page")}</a></p>`;
  const main = items.length > 0 ? tableOf(table.name, head, rows) : `<p>${both("Không có mục nào.", "No items.")}</p>`;
  return page(`Bảng ${table.shortName}`, `${main}${link}<p><a href="/tables">${both("Các bảng", "Tables")}</a></p>`);
}

/** The list of tables for people. */
export function tablesPage(tables: readonly Table[]): string {
  const links = tables.map(
    ({ name, shortName }) => `<li><a href="/tables/${shortName}">${shortName}</a> <code>${escaped(name)}</code></li>`,
  );
  return page("Các bảng", `<p class="en" lang="en">Tables</p><ul>${links.join("\n")}</ul>`);
}

function limitOf(text: string | null): number {
  const limit = text === null ? 50 : /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 200)
    throw new ConsoleRefusal(422, "limit-invalid", "limit phải từ 1 đến 200.", "limit is from 1 to 200.");
  return limit;
}

function keyOf(cursor: string): Record<string, AttributeValue> {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw cursorInvalid();
  }
}

function cursorInvalid(): ConsoleRefusal {
  return new ConsoleRefusal(
    400,
    "cursor-invalid",
    "Con trỏ phân trang không hợp lệ.",
    "The cursor is not one that this list gave.",
  );
}

/** Numbers that JavaScript cannot hold stay text. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}

/** The key first, then the rest by name; sets and bytes as JSON can show them. */
function shown(table: Table, item: Record<string, unknown>): Record<string, unknown> {
  const keys = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const rest = Object.keys(item)
    .filter((name) => !keys.includes(name))
    .sort();
  return Object.fromEntries([...keys, ...rest].map((name) => [name, plain(item[name])]));
}

function plain(value: unknown): unknown {
  if (value instanceof Set) return [...value].map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
}
