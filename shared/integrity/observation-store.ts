/**
 * Observations in the scores' table, each hour's by itself, so that an hour that is looked at again writes what it wrote before, and an
 * hour in which nothing happened writes nothing. A month of the province lies together: a year is read by twelve queries.
 *
 * | id                 | part                 | what                                     |
 * |--------------------|----------------------|------------------------------------------|
 * | `observed#2023-12` | `2023-12-05T02#0001` | observations of one hour (UTC), as a text |
 * | `observed`         | `up-to`              | the first hour that is not observed yet  |
 */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type Day, dayAt, dayNumberOf, instantAt } from "../calendar/province-time.ts";
import { readItem } from "../platform/dynamo.ts";
import type { Hour } from "../platform/events-by-hour.ts";
import { type Observation, observation } from "./observation.ts";

export interface ObservationStore {
  /** The first hour that is not observed yet; undefined: none is. */
  upTo(): Promise<Hour | undefined>;
  moveTo(hour: Hour): Promise<void>;
  /** Keeps what was observed in an hour, in the place of what was kept of it. */
  keep(hour: Hour, observations: readonly Observation[]): Promise<void>;
  /** What was observed from a day to a day, both included. */
  ofDays(from: Day, to: Day): Promise<Observation[]>;
}

const observedId = "observed";
const watermark = { id: observedId, part: "up-to" };
/** An item holds 400 KB. */
const mostBytes = 300_000;
const keptText = z.object({ text: z.string() });
const observations = z.array(observation);

/** Whether an item of the scores' table, by its id, is an observation or says how far was observed. */
export function isObserved(id: string): boolean {
  return id === observedId || id.startsWith(`${observedId}#`);
}

/** Forgets how far was observed: the next run begins at the first day, and keeps each hour in the place of what was kept of it. */
export async function observeAnew(client: DynamoDBDocumentClient, table: string): Promise<void> {
  await client.send(new DeleteCommand({ TableName: table, Key: watermark }));
}

export function observationStore(client: DynamoDBDocumentClient, table: string): ObservationStore {
  return {
    upTo: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: watermark, ConsistentRead: true }));
      return Item && readItem(z.object({ hour: z.string() }), Item, "observed").hour;
    },
    moveTo: async (hour) => {
      await client.send(new PutCommand({ TableName: table, Item: { ...watermark, hour } }));
    },
    keep: async (hour, all) => {
      let number = 0;
      for (const text of textsOf(all)) {
        const part = `${hour}#${String(++number).padStart(4, "0")}`;
        await client.send(new PutCommand({ TableName: table, Item: { id: monthId(dayIn(hour)), part, text } }));
      }
    },
    ofDays: async (from, to) => {
      const months = monthsBetween(from, to);
      const pages = await Promise.all(months.map((month) => ofMonth(client, table, month, { from, to })));
      return pages.flat();
    },
  };
}

async function ofMonth(
  client: DynamoDBDocumentClient,
  table: string,
  id: string,
  { from, to }: { from: Day; to: Day },
): Promise<Observation[]> {
  const found: Observation[] = [];
  let startKey: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: "id = :id AND part BETWEEN :from AND :to",
        // The number of a part follows its hour after `#`, which `~` follows.
        ExpressionAttributeValues: { ":id": id, ":from": firstHourOf(from), ":to": `${lastHourOf(to)}~` },
        ExclusiveStartKey: startKey,
      }),
    );
    for (const item of Items) {
      found.push(...readItem(observations, JSON.parse(readItem(keptText, item, id).text), `${id} ${item.part}`));
    }
    startKey = LastEvaluatedKey;
  } while (startKey);
  return found;
}

/** As texts that fit into items, in order. */
function* textsOf(all: readonly Observation[]): Generator<string> {
  let texts: string[] = [];
  let bytes = 0;
  for (const one of all) {
    const text = JSON.stringify(one);
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > mostBytes && texts.length > 0) {
      yield `[${texts.join()}]`;
      [texts, bytes] = [[], 0];
    }
    texts.push(text);
    bytes += size;
  }
  if (texts.length > 0) yield `[${texts.join()}]`;
}

/** The hour in which a day of the province begins: whole hours lie within one day. */
export function firstHourOf(day: Day): Hour {
  return hourAt(instantAt(dayNumberOf(day), 0));
}

function lastHourOf(day: Day): Hour {
  return hourAt(instantAt(dayNumberOf(day), 23));
}

function hourAt(instant: number): Hour {
  return new Date(instant).toISOString().slice(0, 13);
}

/** The day of the province in which an hour lies. */
function dayIn(hour: Hour): Day {
  return dayAt(Date.parse(`${hour}:00:00.000Z`));
}

function monthId(day: Day): string {
  return `${observedId}#${day.slice(0, 7)}`;
}

function monthsBetween(from: Day, to: Day): string[] {
  const months = new Set<string>();
  for (let [year = 0, month = 0] = from.split("-").map(Number); ; month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    const first = `${year}-${String(month).padStart(2, "0")}-01`;
    if (first > to) return [...months];
    months.add(monthId(first));
  }
}
