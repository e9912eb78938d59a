/**
 * The calendars' table. Every version of a year is kept under (`year`, `version`); the latest of every year stand together
 * in one item, `in-force`, so that a question costs one small read, whatever the number of years.
 */
import { type DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../platform/clock.ts";
import { readItem } from "../platform/dynamo.ts";
import { remembered } from "../platform/remember.ts";
import type { Write } from "../platform/transaction.ts";
import { type CalendarYear, calendarYear } from "./calendar-year.ts";
import { type WorkingCalendar, workingCalendar } from "./working-days.ts";

const rememberedMilliseconds = 30_000;
const inForceKey = { year: "in-force", version: 0 };
const inForceItem = z.object({ edition: z.number(), years: z.array(calendarYear) });

/** The calendars in force, and the edition to change them upon. */
export interface InForce {
  readonly edition: number;
  readonly years: readonly CalendarYear[];
}

export interface CalendarStore {
  /** The calendars in force, laid out; remembered for half a minute. */
  current(): Promise<WorkingCalendar>;
  /** The calendars in force, read now. */
  inForce(): Promise<InForce>;
  /** Writes that add a version of a year and put it in force. */
  publish(next: CalendarYear, before: InForce): Write[];
}

export function calendarStore(client: DynamoDBDocumentClient, table: string, clock: Clock): CalendarStore {
  const inForce = async (): Promise<InForce> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: inForceKey }));
    return Item ? readItem(inForceItem, Item, "in-force") : { edition: 0, years: [] };
  };
  const laidOut = remembered(clock, rememberedMilliseconds, async () => workingCalendar((await inForce()).years));
  return {
    inForce,
    current: () => laidOut("in-force"),
    publish: (next, before) => [
      {
        item: {
          Put: {
            TableName: table,
            Item: { year: String(next.year), version: next.version, calendar: next },
            ConditionExpression: "attribute_not_exists(#year)",
            ExpressionAttributeNames: { "#year": "year" },
          },
        },
        refusedAs: "already-exists",
      },
      {
        item: {
          Put: {
            TableName: table,
            Item: {
              ...inForceKey,
              edition: before.edition + 1,
              years: [...before.years.filter(({ year }) => year !== next.year), next].sort((a, b) => a.year - b.year),
            },
            ConditionExpression: "attribute_not_exists(#year) OR edition = :before",
            ExpressionAttributeNames: { "#year": "year" },
            ExpressionAttributeValues: { ":before": before.edition },
          },
        },
        refusedAs: "version-stale",
      },
    ],
  };
}
