/**
 * The scores' table. An evaluation is one subject under its id: the `head` is what indexes see and what changes; its sheets are written
 * once beside it, each as one text, so that ten thousand of them are read quickly.
 *
 * | id                      | part          | what                                      |
 * |-------------------------|---------------|-------------------------------------------|
 * | `2023.cong-so-tu-phap`  | `head`        | the evaluation: state, result, plan       |
 * | `2023.cong-so-tu-phap`  | `sheet#0001`  | a score sheet                             |
 * | `period#2023`           | `head`        | the score period                          |
 * | `period#2023`           | `opening`     | how it is opened (rounds-store.ts)        |
 * | `sets`                  | `<set id>`    | a criteria set                            |
 * | `latest`                | `head`        | the newest published results in short     |
 *
 * `evaluations-by-period` holds a period's evaluations, those of one group of bodies together; `evaluations-by-next-check`, in 16 shards,
 * those whose schedule is to be looked at, and in one more what the job `scoring-rounds` is to look at.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { readItem } from "../platform/dynamo.ts";
import { ifUnchanged, once, readMany } from "../platform/items.ts";
import { type NextChecks, nextCheckKeys, nextChecks } from "../platform/next-checks.ts";
import { type Page, type PageRequest, pageOf } from "../platform/pages.ts";
import type { Write } from "../platform/transaction.ts";
import type { UnitGroup } from "../units/groups.ts";
import { type SetRecord, setRecord } from "./criteria/set-record.ts";
import {
  type EvaluationHead,
  evaluationHead,
  type ListedEvaluation,
  listedEvaluation,
} from "./evaluations/evaluation.ts";
import { type Sheet, sheet } from "./evaluations/sheet.ts";
import { type ScorePeriodRecord, type ScorePeriodState, scorePeriodRecord } from "./periods/period-record.ts";
import { agendaKeysOfPeriod, agendaKeysOfSet, periodItemId } from "./periods/rounds-store.ts";
import { type LatestResults, latestResults } from "./results/latest.ts";

/** Which sheet of which evaluation. */
export interface SheetKey {
  readonly evaluation: string;
  readonly number: number;
}

export interface ScoringStore extends NextChecks {
  evaluation(id: string): Promise<EvaluationHead | undefined>;
  /** Those of the evaluations that exist, in the order of the ids. */
  evaluations(ids: readonly string[]): Promise<EvaluationHead[]>;
  /** A page of a period's evaluations, group by group; with `group`, those of one. */
  ofPeriod(period: string, request: PageRequest, group?: UnitGroup): Promise<Page<ListedEvaluation>>;
  /** All of them, page by page. */
  allOfPeriod(period: string, group?: UnitGroup): AsyncIterable<ListedEvaluation>;
  sheet(key: SheetKey): Promise<Sheet | undefined>;
  /** The texts of sheets, by evaluation; a sheet that is not there is not in it. */
  sheetTexts(keys: readonly SheetKey[]): Promise<Map<string, string>>;
  period(id: string): Promise<ScorePeriodRecord | undefined>;
  /** Those of the periods that exist, in the order of the ids. */
  periods(ids: readonly string[]): Promise<ScorePeriodRecord[]>;
  criteriaSet(id: string): Promise<SetRecord | undefined>;
  /** All sets, drafts too: there are few. */
  criteriaSets(): Promise<SetRecord[]>;
  /** Writes of an evaluation that did not exist. */
  add(head: EvaluationHead, first: Sheet): Write[];
  /** Writes of what becomes of a head; refused when anything happened to it since `before` was read. */
  save(head: EvaluationHead, before: EvaluationHead): Write[];
  /** A sheet is written once. */
  addSheet(key: SheetKey, next: Sheet): Write;
  savePeriod(next: ScorePeriodRecord, before: ScorePeriodRecord | undefined): Write;
  saveSet(next: SetRecord, before: SetRecord | undefined): Write;
  /** The newest published results in short. */
  latest(): Promise<LatestResults | undefined>;
  /** Keeps them in the place of those of the same or an earlier period; those of a later one stay. */
  keepLatest(next: LatestResults): Promise<void>;
  /** Holds a transaction to a period in a state, and where given exactly as it was read; refused as `moved-meanwhile`. */
  whilePeriodIs(period: string, state: ScorePeriodState, sequence?: number): Write;
}

/** How many evaluations are read together where all of them are wanted. */
const readTogether = 1_000;
/** The id under which criteria sets stand, each as a part. */
export const setsId = "sets";
const latestId = "latest";
const sheetItem = z.object({ id: z.string(), text: z.string() });

export function scoringStore(client: DynamoDBDocumentClient, table: string): ScoringStore {
  const get = async (id: string, part: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id, part }, ConsistentRead: true }));
    return Item;
  };
  const ofPeriod: ScoringStore["ofPeriod"] = (period, request, group) =>
    pageOf(
      request,
      ["id", "part", "period", "place"],
      (limit, startKey) =>
        client.send(
          new QueryCommand({
            TableName: table,
            IndexName: "evaluations-by-period",
            KeyConditionExpression:
              group === undefined ? "#period = :period" : "#period = :period AND begins_with(place, :group)",
            ExpressionAttributeNames: { "#period": "period" },
            ExpressionAttributeValues: { ":period": period, ...(group !== undefined && { ":group": `${group}#` }) },
            Limit: limit,
            ExclusiveStartKey: startKey,
          }),
        ),
      (item) => readItem(listedEvaluation, item, period),
      { period },
    );
  return {
    ...nextChecks(client, table, "evaluations-by-next-check", "id"),
    evaluation: async (id) => {
      const item = await get(id, "head");
      return item && readItem(evaluationHead, item, id);
    },
    evaluations: async (ids) => {
      const items = await readMany(
        client,
        table,
        ids.map((id) => ({ id, part: "head" })),
      );
      const found = new Map(items.map((item) => readItem(evaluationHead, item, "head")).map((head) => [head.id, head]));
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    ofPeriod,
    allOfPeriod: async function* (period, group) {
      for (let cursor: string | undefined; ; ) {
        const page = await ofPeriod(period, { limit: readTogether, cursor }, group);
        yield* page.items;
        if (page.nextCursor === undefined) return;
        cursor = page.nextCursor;
      }
    },
    sheet: async ({ evaluation, number }) => {
      const item = await get(evaluation, sheetPart(number));
      return item && sheetIn(readItem(sheetItem, item, evaluation).text, evaluation);
    },
    sheetTexts: async (keys) => {
      const items = await readMany(
        client,
        table,
        keys.map(({ evaluation, number }) => ({ id: evaluation, part: sheetPart(number) })),
      );
      return new Map(items.map((item) => readItem(sheetItem, item, "sheet")).map(({ id, text }) => [id, text]));
    },
    period: async (id) => {
      const item = await get(periodItemId(id), "head");
      return item && readItem(scorePeriodRecord, { ...item, id }, id);
    },
    periods: async (ids) => {
      const keys = ids.map((id) => ({ id: periodItemId(id), part: "head" }));
      const items = new Map((await readMany(client, table, keys)).map((item) => [item.id, item]));
      return ids.flatMap((id) => {
        const item = items.get(periodItemId(id));
        return item ? [readItem(scorePeriodRecord, { ...item, id }, id)] : [];
      });
    },
    criteriaSet: async (id) => {
      const item = await get(setsId, id);
      return item && readItem(setRecord, { ...item, id }, id);
    },
    criteriaSets: async () => {
      const found: SetRecord[] = [];
      for (let startKey: Record<string, unknown> | undefined; ; ) {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: "id = :sets",
            ExpressionAttributeValues: { ":sets": setsId },
            ExclusiveStartKey: startKey,
          }),
        );
        found.push(...Items.map((item) => readItem(setRecord, { ...item, id: item.part }, String(item.part))));
        if (!LastEvaluatedKey) return found;
        startKey = LastEvaluatedKey;
      }
    },
    add: (head, first) => [
      {
        item: { Put: { TableName: table, Item: headItem(head), ConditionExpression: "attribute_not_exists(id)" } },
        refusedAs: "already-exists",
      },
      once(table, sheetItemOf({ evaluation: head.id, number: head.sheet }, first)),
    ],
    save: (head, before) => [ifUnchanged(table, headItem(head), before.sequence)],
    addSheet: (key, next) => once(table, sheetItemOf(key, next)),
    savePeriod: (next, before) =>
      saved(table, { ...next, ...agendaKeysOfPeriod(next), id: periodItemId(next.id), part: "head" }, before?.sequence),
    saveSet: (next, before) =>
      saved(table, { ...next, ...agendaKeysOfSet(next), id: setsId, part: next.id }, before?.sequence),
    latest: async () => {
      const item = await get(latestId, "head");
      return item && readItem(latestResults, item, latestId);
    },
    keepLatest: async (next) => {
      const command = new PutCommand({
        TableName: table,
        Item: { ...next, id: latestId, part: "head" },
        ConditionExpression: "attribute_not_exists(id) OR #to <= :to",
        ExpressionAttributeNames: { "#to": "to" },
        ExpressionAttributeValues: { ":to": next.to },
      });
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
    whilePeriodIs: (period, state, sequence) => ({
      item: {
        ConditionCheck: {
          TableName: table,
          Key: { id: periodItemId(period), part: "head" },
          ConditionExpression: `#state = :state${sequence === undefined ? "" : " AND #sequence = :sequence"}`,
          ExpressionAttributeNames: { "#state": "state", ...(sequence !== undefined && { "#sequence": "sequence" }) },
          ExpressionAttributeValues: { ":state": state, ...(sequence !== undefined && { ":sequence": sequence }) },
        },
      },
      refusedAs: "moved-meanwhile",
    }),
  };
}

/** A sheet out of its text. */
export function sheetIn(text: string, evaluation: string): Sheet {
  return readItem(sheet, JSON.parse(text), evaluation);
}

function sheetPart(number: number): string {
  return `sheet#${String(number).padStart(4, "0")}`;
}

function sheetItemOf({ evaluation, number }: SheetKey, next: Sheet): Record<string, unknown> {
  return { id: evaluation, part: sheetPart(number), text: JSON.stringify(next) };
}

function headItem(head: EvaluationHead): Record<string, unknown> {
  return {
    ...head,
    part: "head",
    place: `${head.group}#${head.portal}`,
    ...nextCheckKeys(head.id, head.plan.nextCheckAt),
  };
}

function saved(table: string, item: Record<string, unknown>, sequenceBefore: number | undefined): Write {
  return sequenceBefore === undefined ? once(table, item) : ifUnchanged(table, item, sequenceBefore);
}
