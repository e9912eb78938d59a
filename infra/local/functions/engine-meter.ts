/** Measures what a function consumes of the tables: its calls to the engine are asked to tell, and their answers are read beside the function. */
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest, IncomingMessage } from "node:http";
import type { ConsumedUnits } from "./messages.ts";

export interface EngineMeter {
  /** What was consumed since the last time. */
  take(): readonly ConsumedUnits[];
}

const readers = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"]);
const writers = new Set(["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"]);
const refusals = /ProvisionedThroughputExceeded|ThrottlingException|RequestLimitExceeded/;

/** Listens in this thread; `endpoint` is where the function finds the engine. */
export function engineMeter(endpoint: string): EngineMeter {
  let consumed: ConsumedUnits[] = [];
  const { host } = URL.parse(endpoint) ?? { host: "" };
  const operations = new WeakMap<ClientRequest, string>();
  const tables = new WeakMap<ClientRequest, string>();
  subscribe("http.client.request.created", (message) => {
    const request = requestIn(message);
    const operation = request && operationOf(request, host);
    if (!request || operation === undefined) return;
    operations.set(request, operation);
    askToTell(request, (table) => tables.set(request, table));
  });
  subscribe("http.client.response.finish", (message) => {
    const request = requestIn(message);
    const response: IncomingMessage | undefined = Reflect.get(Object(message), "response");
    const operation = request && operations.get(request);
    if (!request || !response || operation === undefined) return;
    const kind = readers.has(operation) ? "read" : "write";
    overhear(response, (text) => consumed.push(...told(text, kind, tables.get(request))));
  });
  return {
    take: () => {
      const taken = consumed;
      consumed = [];
      return taken;
    },
  };
}

function requestIn(message: unknown): ClientRequest | undefined {
  return Reflect.get(Object(message), "request");
}

/** The operation of a call to the engine that can tell what it consumed; undefined for all others. */
function operationOf(request: ClientRequest, host: string | null): string | undefined {
  if (request.getHeader("host") !== host) return undefined;
  const operation = String(request.getHeader("x-amz-target")).split(".").at(-1) ?? "";
  return readers.has(operation) || writers.has(operation) ? operation : undefined;
}

/** Adds the wish to the body when it is sent; the engine checks no signature. */
function askToTell(request: ClientRequest, onTable: (name: string) => void): void {
  const end = request.end;
  request.end = function (this: ClientRequest, body?: unknown, ...rest: unknown[]) {
    const text = typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "";
    const [, table] = /"TableName":"([^"]+)"/.exec(text) ?? [];
    if (table !== undefined) onTable(table);
    if (!text.startsWith("{") || text.includes('"ReturnConsumedCapacity"'))
      return Reflect.apply(end, this, [body, ...rest]);
    const asking = Buffer.from(`{"ReturnConsumedCapacity":"INDEXES",${text.slice(1)}`);
    this.setHeader("content-length", asking.length);
    return Reflect.apply(end, this, [asking, ...rest]);
  };
}

/** Hears a body while it comes in. A listener of its own would set the stream flowing before the function listens. */
function overhear(response: IncomingMessage, onWhole: (text: string) => void): void {
  const push = response.push;
  const chunks: Uint8Array[] = [];
  response.push = function (this: IncomingMessage, chunk: unknown, ...rest: unknown[]) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
    if (chunk === null) onWhole(Buffer.concat(chunks).toString("utf8"));
    return Reflect.apply(push, this, [chunk, ...rest]);
  };
}

/** What an answer tells. */
function told(text: string, kind: ConsumedUnits["kind"], table: string | undefined): ConsumedUnits[] {
  if (refusals.test(text.slice(0, 200))) return table === undefined ? [] : [{ table, kind, units: 0, refused: 1 }];
  if (!text.includes('"ConsumedCapacity"')) return [];
  const { ConsumedCapacity: capacities }: { ConsumedCapacity?: unknown } = JSON.parse(text);
  return [capacities].flat().flatMap((capacity) => capacityOf(capacity, kind));
}

function capacityOf(capacity: unknown, kind: ConsumedUnits["kind"]): ConsumedUnits[] {
  const { TableName: table, CapacityUnits: whole, Table: ofTable, GlobalSecondaryIndexes: indexes } = Object(capacity);
  if (typeof table !== "string") return [];
  const units = Number(Object(ofTable).CapacityUnits ?? whole ?? 0);
  const ofIndexes = Object.entries(Object(indexes)).map(([index, one]) => ({
    table,
    index,
    kind,
    units: Number(Object(one).CapacityUnits ?? 0),
    refused: 0,
  }));
  return [{ table, kind, units, refused: 0 }, ...ofIndexes];
}
