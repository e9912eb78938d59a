/** What the proof writes of scores as an administrator: evaluations of a quarter that no job touches, and a quarter as if it had never been opened. */
import { DeleteCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { dayAt, millisecondsPerDay } from "../../shared/calendar/province-time.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { newCode } from "../../shared/questions/code.ts";
import { evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { periodItemId } from "../../shared/scoring/periods/rounds-store.ts";
import { type ScorePeriod, scorePeriodBefore, scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { evaluationSubject, scorePeriodSubject } from "../../shared/scoring/subject.ts";
import { ProofFailure } from "./failure.ts";
import { closedScoreQuarter, portal } from "./province.ts";
import type { World } from "./world.ts";

/** The evaluation of the story, as events name it. */
export function scoredSubject(): string {
  return evaluationSubject(evaluationIdOf(closedScoreQuarter().id, portal));
}

/** The quarter before the closed one: too early to be opened, so only what is written here is in it. */
export function writingQuarter(): ScorePeriod {
  const period = scorePeriodNamed(scorePeriodBefore(closedScoreQuarter()));
  if (!period) throw new ProofFailure("There is no quarter before the closed one.");
  return period;
}

/** An evaluation of the quarter before whose self-score was due some days ago, and of which nobody has been reminded. */
export async function evaluationOfDaysAgo(world: World, days: number, of?: string): Promise<string> {
  const { stores } = world;
  await openWritingQuarter(world);
  const like = await stores.scores.evaluation(evaluationIdOf(closedScoreQuarter().id, portal));
  const sheet = like && (await stores.scores.sheet({ evaluation: like.id, number: 1 }));
  if (!like || !sheet) throw new ProofFailure("There is no evaluation to copy.");
  const { id: period } = writingQuarter();
  const name = of ?? `proof-${newCode(systemChance).toLowerCase()}`;
  const id = evaluationIdOf(period, name);
  if (await stores.scores.evaluation(id)) return id;
  const dueAt = systemClock.now() - days * millisecondsPerDay;
  const { unit, group, set } = like;
  const counts = { state: "open" as const, version: 1, sequence: 1, sheet: 1, selfScoreDueOn: dayAt(dueAt) };
  const calendar = await stores.calendars.current();
  const head = { id, period, portal: name, unit, group, set, ...counts };
  const planned = evaluationScheduled(head, 0, dueAt - 2 * days * millisecondsPerDay, calendar);
  const change = { writes: stores.scores.add(planned, { ...sheet, portal: name }), events: [] };
  await stores.transactions.commit(change, undefined, systemClock.now());
  return id;
}

async function openWritingQuarter({ stores }: World): Promise<void> {
  const period = writingQuarter();
  if (await stores.scores.period(period.id)) return;
  const like = await stores.scores.period(closedScoreQuarter().id);
  if (!like) throw new ProofFailure("There is no score period to copy.");
  const { set, setHash, openedAt, selfScoreDueOn } = like;
  const counts = { version: 1, sequence: 1, portals: 1, reviewers: {}, snapshots: [] };
  const record = { ...period, set, setHash, openedAt, selfScoreDueOn, ...counts, state: "open" } as const;
  const write = stores.scores.savePeriod(record, undefined);
  await stores.transactions.commit({ writes: [write], events: [] }, undefined, systemClock.now());
}

/** Takes a period away with its evaluations and their history, as if it had never been opened; frozen results stay in the bucket. */
export async function unopen(world: World, { id }: Pick<ScorePeriodRecord, "id">): Promise<void> {
  const { stores } = world;
  const subjects = [scorePeriodSubject(id)];
  for await (const { id: evaluation } of evaluationsOf(world, id)) {
    await removeAll(world, "Scores", "id", evaluation, "part");
    subjects.push(evaluationSubject(evaluation));
  }
  await removeAll(world, "Scores", "id", periodItemId(id), "part");
  for (const subject of subjects) await removeAll(world, "Events", "subject", subject, "sequence");
  if (await stores.scores.period(id)) throw new ProofFailure(`The period ${id} is still there.`);
}

/** Listed by the index, which shows a portal's evaluation by its own id. */
async function* evaluationsOf({ stores }: World, period: string) {
  for await (const { portal: name } of stores.scores.allOfPeriod(period)) yield { id: evaluationIdOf(period, name) };
}

/** Every item under one key. */
async function removeAll(
  { clients: { dynamo }, tableName }: World,
  table: "Scores" | "Events",
  key: string,
  value: string,
  sort: string,
): Promise<void> {
  const TableName = tableName(table);
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: "#key = :value",
      ExpressionAttributeNames: { "#key": key },
      ExpressionAttributeValues: { ":value": value },
      ConsistentRead: true,
    }),
  );
  for (const item of Items) {
    await dynamo.send(new DeleteCommand({ TableName, Key: { [key]: item[key], [sort]: item[sort] } }));
  }
}
