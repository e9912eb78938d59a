/**
 * The register's table: units, portals, officers, each a record under its kind and id, with small items beside it.
 *
 * | id            | part            | what                                                        |
 * |---------------|-----------------|-------------------------------------------------------------|
 * | `unit#…`      | `record`        | the unit, its version                                       |
 * | `unit#…`      | `child#…`       | one of its children by the reporting link, with its periods |
 * | `unit#…`      | `grant#role#…`  | an officer who holds the role there, with the periods       |
 * | `portal#…`    | `record`        | the portal                                                  |
 * | `portal#…`    | `keys`          | its hashed keys                                             |
 * | `officer#…`   | `record`        | the officer and their grants                                |
 * | `login#…`     | `record`        | which officer an (issuer, subject) is                       |
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type Officer, officer } from "../access/officer.ts";
import type { Role } from "../access/roles.ts";
import type { Day } from "../calendar/province-time.ts";
import { readItem } from "../platform/dynamo.ts";
import { readMany } from "../platform/items.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { RefusalCode } from "../platform/refusals.ts";
import type { Write } from "../platform/transaction.ts";
import { type Portal, portal } from "../portals/portal.ts";
import { type KeyRecord, keyRecord } from "../portals/portal-key.ts";
import { includes, type Unit, unit } from "../units/unit.ts";

export const registerKinds = ["unit", "portal", "officer"] as const;
export type RegisterKind = (typeof registerKinds)[number];

const schemas = { unit, portal, officer };
interface Kinds {
  unit: Unit;
  portal: Portal;
  officer: Officer;
}

/** A record with the version of its content. */
export interface Recorded<Value> {
  readonly version: number;
  readonly value: Value;
}

const periods = z.array(z.object({ from: z.string(), to: z.string().optional() }));
const edgeItem = z.object({ part: z.string(), periods });
const loginItem = z.object({ officer: z.string() });
const keysItem = z.object({ version: z.number(), keys: z.array(keyRecord) });
const recordItem = z.object({ version: z.number(), value: z.unknown() });

export interface RegisterStore {
  get<K extends RegisterKind>(kind: K, id: string): Promise<Recorded<Kinds[K]> | undefined>;
  /** Those of the records that exist, by their ids; for whole files. */
  getMany<K extends RegisterKind>(kind: K, ids: readonly string[]): Promise<Map<string, Recorded<Kinds[K]>>>;
  list<K extends RegisterKind>(kind: K, request: PageRequest): Promise<Page<Recorded<Kinds[K]>>>;
  /** Ids of a unit's children by the reporting link on a day. */
  children(id: string, on: Day): Promise<string[]>;
  /** Ids of the officers who hold a role at a unit on a day, deputies included. */
  officersAt(unit: string, role: Role, on: Day): Promise<string[]>;
  /** Which officer a login belongs to. */
  officerOfLogin(issuer: string, subject: string): Promise<string | undefined>;
  /** A portal and its keys in one read. */
  portalWithKeys(id: string): Promise<{ portal: Recorded<Portal>; keys: KeyRecord[]; keysVersion: number } | undefined>;
  /** Writes that add (no `before`) or change a record and what stands beside it. */
  saveUnit(next: Unit, before: Recorded<Unit> | undefined): Write[];
  savePortal(next: Portal, before: Recorded<Portal> | undefined): Write[];
  saveOfficer(next: Officer, before: Recorded<Officer> | undefined): Write[];
  saveKeys(portal: string, keys: readonly KeyRecord[], versionBefore: number): Write[];
}

export function registerStore(client: DynamoDBDocumentClient, table: string): RegisterStore {
  const read = async (id: string, part: string, isConsistent = false) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { id, part }, ConsistentRead: isConsistent }),
    );
    return Item;
  };
  const recorded = <K extends RegisterKind>(kind: K, item: unknown, key: string): Recorded<Kinds[K]> => {
    const { version, value } = readItem(recordItem, item, key);
    return { version, value: readItem(schemas[kind] as unknown as z.ZodType<Kinds[K]>, value, key) };
  };
  const put = (kind: RegisterKind, value: { id: string }, before: { version: number } | undefined): Write =>
    putItem(
      table,
      { id: `${kind}#${value.id}`, part: "record", kind, recordId: value.id, value },
      before?.version ?? 0,
      before ? "version-stale" : "already-exists",
    );

  const edges = async (unit: string, prefix: string, on: Day): Promise<string[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "id = :id AND begins_with(part, :prefix)",
        ExpressionAttributeValues: { ":id": `unit#${unit}`, ":prefix": prefix },
      }),
    );
    return Items.map((item) => readItem(edgeItem, item, `unit#${unit}`))
      .filter((edge) => edge.periods.some((period) => includes(period, on)))
      .map((edge) => edge.part.slice(prefix.length));
  };

  return {
    get: async (kind, id) => {
      const key = `${kind}#${id}`;
      const item = await read(key, "record", true);
      return item && recorded(kind, item, key);
    },
    getMany: async (kind, ids) => {
      const keys = [...new Set(ids)].map((id) => ({ id: `${kind}#${id}`, part: "record" }));
      const items = await readMany(client, table, keys);
      return new Map(
        items.map((item) => {
          const { value, version } = recorded(kind, item, kind);
          return [value.id, { value, version }];
        }),
      );
    },
    list: (kind, request) =>
      pageOf(
        request,
        ["id", "part", "kind", "recordId"],
        (limit, startKey) =>
          client.send(
            new QueryCommand({
              TableName: table,
              IndexName: "records-by-kind",
              KeyConditionExpression: "kind = :kind",
              ExpressionAttributeValues: { ":kind": kind },
              Limit: limit,
              ExclusiveStartKey: startKey,
            }),
          ),
        (item) => recorded(kind, item, kind),
        { kind },
      ),
    children: (id, on) => edges(id, "child#", on),
    officersAt: (unit, role, on) => edges(unit, `grant#${role}#`, on),
    officerOfLogin: async (issuer, subject) => {
      const key = loginKey(issuer, subject);
      const item = await read(key, "record");
      return item && readItem(loginItem, item, "login").officer;
    },
    portalWithKeys: async (id) => {
      const key = `portal#${id}`;
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "id = :id",
          ExpressionAttributeValues: { ":id": key },
          ConsistentRead: true,
        }),
      );
      const record = Items.find((item) => item.part === "record");
      if (!record) return undefined;
      const keysOf = Items.find((item) => item.part === "keys");
      const held = keysOf ? readItem(keysItem, keysOf, key) : { version: 0, keys: [] };
      return { portal: recorded("portal", record, key), keys: held.keys, keysVersion: held.version };
    },
    saveUnit: (next, before) => [
      put("unit", next, before),
      ...edgeWrites(table, childEdges(next), childEdges(before?.value)),
    ],
    savePortal: (next, before) => [put("portal", next, before)],
    saveOfficer: (next, before) => [
      put("officer", next, before),
      ...edgeWrites(table, grantEdges(next), grantEdges(before?.value)),
      ...loginWrites(table, next, before?.value),
    ],
    saveKeys: (portalId, keys, versionBefore) => [
      putItem(table, { id: `portal#${portalId}`, part: "keys", keys }, versionBefore, "version-stale"),
    ],
  };
}

/** Puts an item whose version was `before` (0: it was absent). */
function putItem(table: string, item: Record<string, unknown>, before: number, refusedAs: RefusalCode): Write {
  return {
    item: {
      Put: {
        TableName: table,
        Item: { ...item, version: before + 1 },
        ...(before === 0
          ? { ConditionExpression: "attribute_not_exists(id)" }
          : {
              ConditionExpression: "#version = :before",
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":before": before },
            }),
      },
    },
    refusedAs,
  };
}

interface Span {
  readonly from: string;
  readonly to?: string | undefined;
}
/** Items beside a unit that name what belongs to it, by their part: children, and officers by role. */
type Edges = ReadonlyMap<string, Span[]>;

/** One item per parent, so that a parent finds its children by one query. */
function childEdges(unit: Unit | undefined): Edges {
  return Map.groupBy(unit?.reportsTo ?? [], (link) => edgeKey(link.unit, `child#${unit?.id}`));
}

/** One item per unit and role, so that a unit finds its officers by one query. */
function grantEdges(officer: Officer | undefined): Edges {
  return Map.groupBy(officer?.grants ?? [], ({ unit, role }) => edgeKey(unit, `grant#${role}#${officer?.id}`));
}

function edgeKey(unit: string, part: string): string {
  return JSON.stringify({ id: `unit#${unit}`, part });
}

function edgeWrites(table: string, next: Edges, before: Edges): Write[] {
  const put = [...next].map(
    ([key, spans]): Write => ({
      item: {
        Put: { TableName: table, Item: { ...JSON.parse(key), periods: spans.map(({ from, to }) => ({ from, to })) } },
      },
      refusedAs: "version-stale",
    }),
  );
  const gone = [...before.keys()].filter((key) => !next.has(key));
  const remove = gone.map(
    (key): Write => ({ item: { Delete: { TableName: table, Key: JSON.parse(key) } }, refusedAs: "version-stale" }),
  );
  return [...put, ...remove];
}

/** A login belongs to one officer: its item is added with the officer and removed when the login changes. */
function loginWrites(table: string, next: Officer, before: Officer | undefined): Write[] {
  const key = loginKey(next.issuer, next.subject);
  const keyBefore = before && loginKey(before.issuer, before.subject);
  if (key === keyBefore) return [];
  return [
    {
      item: {
        Put: {
          TableName: table,
          Item: { id: key, part: "record", officer: next.id },
          ConditionExpression: "attribute_not_exists(id)",
        },
      },
      refusedAs: "login-taken",
    },
    ...(keyBefore
      ? [
          {
            item: { Delete: { TableName: table, Key: { id: keyBefore, part: "record" } } },
            refusedAs: "version-stale",
          } as const,
        ]
      : []),
  ];
}

function loginKey(issuer: string, subject: string): string {
  return `login#${issuer}#${subject}`;
}
