/**
 * What stands beside an obligation's head in the reports' table, written once: drafts, reports that were handed in, gatherings. A report
 * that meets two obligations stands under one of them, and a pointer under the other.
 */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { once, readMany } from "../platform/items.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { Write } from "../platform/transaction.ts";
import {
  type Gathering,
  gathering,
  type HandedReport,
  handedReport,
  type MetReport,
  metReport,
  type ReportDraft,
  reportDraft,
} from "./report.ts";

/** A report by its obligation and number. */
export interface ReportKey {
  readonly obligation: string;
  readonly number: number;
}

/** A version in a list: everything but its text and figures. */
const reportVersion = handedReport
  .omit({ content: true, gathered: true })
  .partial({ signature: true, missing: true, disagreeing: true })
  .extend({ part: z.string(), metBy: metReport.shape.metBy.optional() });
export type ReportVersion = Omit<z.output<typeof reportVersion>, "part"> & { readonly number: number };

export interface DocumentStore {
  draft(id: string, number: number): Promise<ReportDraft | undefined>;
  /** A report that was handed in, or undefined; one that stands under another obligation is read there. */
  report(key: ReportKey): Promise<HandedReport | undefined>;
  /** Those of the reports that exist, by obligation; for whole consolidations. */
  reports(keys: readonly ReportKey[]): Promise<Map<string, HandedReport>>;
  /** A page of an obligation's reports, the newest first, without their content. */
  versions(id: string, request: PageRequest): Promise<Page<ReportVersion>>;
  gathering(id: string, number: number): Promise<Gathering | undefined>;
  addDraft(id: string, number: number, draft: ReportDraft): Write;
  addReport(key: ReportKey, report: HandedReport): Write;
  /** The report of another obligation, as a version of this one. */
  addMet(key: ReportKey, met: MetReport): Write;
  addGathering(id: string, number: number, gathering: Gathering): Write;
}

const listed = ["part", "by", "byUnit", "at", "signature", "missing", "disagreeing", "onBehalfBy", "onBehalfReason"];

export function documentStore(client: DynamoDBDocumentClient, table: string): DocumentStore {
  const get = async (id: string, part: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id, part }, ConsistentRead: true }));
    return Item;
  };
  const report: DocumentStore["report"] = async ({ obligation, number }) => {
    const item = await get(obligation, partOf("report", number));
    const met = metReport.safeParse(item);
    if (met.success) return report(met.data.metBy);
    return item && readItem(handedReport, item, obligation);
  };
  return {
    draft: async (id, number) => {
      const item = await get(id, partOf("draft", number));
      return item && readItem(reportDraft, item, id);
    },
    report,
    reports: (keys) => readReports(client, table, keys),
    versions: (id, request) => readVersions(client, table, id, request),
    gathering: async (id, number) => {
      const item = await get(id, partOf("gathering", number));
      return item && readItem(gathering, item, id);
    },
    addDraft: (id, number, draft) => once(table, { id, part: partOf("draft", number), ...draft }),
    addReport: ({ obligation, number }, added) =>
      once(table, { id: obligation, part: partOf("report", number), ...added }),
    addMet: ({ obligation, number }, met) => once(table, { id: obligation, part: partOf("report", number), ...met }),
    addGathering: (id, number, added) => once(table, { id, part: partOf("gathering", number), ...added }),
  };
}

function readVersions(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
  request: PageRequest,
): Promise<Page<ReportVersion>> {
  return pageOf(
    request,
    ["id", "part"],
    (limit, startKey) =>
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: "id = :id AND begins_with(part, :reports)",
          ExpressionAttributeValues: { ":id": id, ":reports": "report#" },
          ProjectionExpression: ["#metBy", ...listed.map((name) => `#${name}`)].join(", "),
          ExpressionAttributeNames: Object.fromEntries(["metBy", ...listed].map((name) => [`#${name}`, name])),
          ScanIndexForward: false,
          Limit: limit,
          ExclusiveStartKey: startKey,
          ConsistentRead: true,
        }),
      ),
    (item) => {
      const { part, ...version } = readItem(reportVersion, item, id);
      return { number: Number(part.slice("report#".length)), ...version };
    },
    { id },
  );
}

/** So many requests at once, of a hundred reports each. */
const readsAtOnce = 4;
const readTogether = 100;

/** The reports of the keys; those that stand under another obligation are read there. */
async function readReports(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ReportKey[],
): Promise<Map<string, HandedReport>> {
  const items = await readItems(client, table, keys);
  const found = new Map<string, HandedReport>();
  const elsewhere: { readonly at: ReportKey; readonly for: string }[] = [];
  for (const { id, item } of items) {
    const met = metReport.safeParse(item);
    if (met.success) elsewhere.push({ at: met.data.metBy, for: id });
    else found.set(id, readItem(handedReport, item, id));
  }
  if (elsewhere.length === 0) return found;
  const there = new Map(
    (
      await readItems(
        client,
        table,
        elsewhere.map(({ at }) => at),
      )
    ).map(({ id, item }) => [id, item]),
  );
  for (const { at, for: id } of elsewhere) {
    const item = there.get(at.obligation);
    if (item) found.set(id, readItem(handedReport, item, at.obligation));
  }
  return found;
}

interface KeyedItem {
  readonly id: string;
  readonly item: Record<string, unknown>;
}

async function readItems(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly ReportKey[],
): Promise<KeyedItem[]> {
  const wanted = keys.map(({ obligation, number }) => ({ id: obligation, part: partOf("report", number) }));
  const bundles = Array.from({ length: Math.ceil(wanted.length / readTogether) }, (_, index) =>
    wanted.slice(index * readTogether, (index + 1) * readTogether),
  );
  const found: KeyedItem[] = [];
  for (let first = 0; first < bundles.length; first += readsAtOnce) {
    const some = bundles.slice(first, first + readsAtOnce).map((bundle) => readBundle(client, table, bundle));
    found.push(...(await Promise.all(some)).flat());
  }
  return found;
}

/** At most a hundred items. */
async function readBundle(
  client: DynamoDBDocumentClient,
  table: string,
  bundle: readonly Readonly<Record<string, string | number>>[],
): Promise<KeyedItem[]> {
  const items = await readMany(client, table, bundle);
  return items.map((item) => ({ id: String(item.id), item }));
}

function partOf(what: "draft" | "report" | "gathering", number: number): string {
  return `${what}#${String(number).padStart(4, "0")}`;
}
