/** What the deadline check costs: with 100 questions due, among ever more that are open; and with very many due at one moment. */
import { BatchWriteCommand, type BatchWriteCommandInput, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire } from "../../functions/deadline-sweep/wire.ts";
import { tableNameOf } from "../../infra/stage.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { newCode, newLookupKey } from "../../shared/questions/code.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { receivedQuestion } from "../../shared/questions/receive.ts";
import type { Benchmark, Detail, Figure } from "./figure.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { metered, totalUnits } from "./metered.ts";

const openCounts = [1_000, 10_000, 100_000];
const dueCount = 100;
const manyDue = 50_000;
/** A question of this moment reaches its first rung on Tuesday at 08:00. */
const early = Date.parse("2024-02-05T07:00:00+07:00");
/** One of this moment does so a day later. */
const late = Date.parse("2024-02-06T07:00:00+07:00");
const sweptAt = Date.parse("2024-02-06T08:00:00+07:00");
const calendar = workingCalendar(officialYears);

interface Run {
  readonly open: number;
  readonly due: number;
  readonly milliseconds: number;
  readonly writes: number;
  readonly reads: number;
  readonly steps: number;
  readonly heapMegabytes: number;
}

const method =
  "An engine in memory is filled with open questions; the deadline check runs at 08:00 in this process. Units are those that the engine counts.";

export const sweepBenchmark: Benchmark = {
  name: "sweep",
  run: async () => {
    const runs: Run[] = [];
    for (const open of openCounts) runs.push(await measured(open, dueCount));
    return { method, figures: figures(runs), details: [detail(runs)] };
  },
};

export const sweepManyBenchmark: Benchmark = {
  name: "sweep-many",
  run: async () => {
    const many = await measured(manyDue, manyDue);
    return {
      method,
      figures: [
        {
          name: `${manyDue.toLocaleString("en-US")} due at one moment: every step taken`,
          measured: many.milliseconds / 1_000,
          unit: "s",
        },
        { name: "steps beside one for each", measured: many.steps - manyDue, unit: "steps", target: { atMost: 0 } },
        { name: "heap after it", measured: many.heapMegabytes, unit: "MB" },
      ],
      details: [detail([many])],
    };
  },
};

async function measured(open: number, due: number): Promise<Run> {
  const clock: Clock = { now: () => sweptAt, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
  const stack = await startLocalStack(clock);
  try {
    const client = dynamoClient();
    await fill(client, stack, open - due, late);
    await fill(client, stack, due, early);
    const meter = metered(client);
    const started = performance.now();
    const { steps } = await sweep(depsOf(stack, client, clock), () => true);
    const { writes, reads } = meter.take();
    return {
      open,
      due,
      milliseconds: performance.now() - started,
      writes: totalUnits(writes),
      reads: totalUnits(reads),
      steps,
      heapMegabytes: process.memoryUsage().heapUsed / 1_048_576,
    };
  } finally {
    stack.stop();
  }
}

function depsOf(stack: LocalStack, client: DynamoDBDocumentClient, clock: Clock) {
  const name = (variable: string) => stack.environment[variable] ?? "";
  const variables = {
    QUESTIONS_TABLE: name("QUESTIONS_TABLE"),
    REPORTS_TABLE: tableNameOf("local", "Reports"),
    SCORES_TABLE: tableNameOf("local", "Scores"),
    CALENDARS_TABLE: name("CALENDARS_TABLE"),
    EVENTS_TABLE: name("EVENTS_TABLE"),
  };
  return wire(variables, { client, clock, chance: systemChance, log: { write: () => undefined } });
}

/** Writes open questions as they are received, each under a code of its own, without their texts. */
async function fill(
  client: DynamoDBDocumentClient,
  stack: LocalStack,
  count: number,
  receivedAt: number,
): Promise<void> {
  const table = stack.environment.QUESTIONS_TABLE ?? "";
  const store = questionStore(client, table);
  const asker = { kind: "individual" as const, name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" };
  const posted = {
    unit: "so-tu-phap",
    asker,
    title: "Thủ tục cấp phiếu lý lịch tư pháp số 1",
    content: "x",
    consent: true,
  };
  const facts = { code: "", lookupKey: newLookupKey(systemChance), portal: "cong-so-tu-phap", receivedAt, calendar };
  const head = receivedQuestion(posted, facts);
  for (let first = 0; first < count; first += 500) {
    const items = Array.from({ length: Math.min(500, count - first) }, () => {
      const [put] = store.add({ ...head, code: newCode(systemChance) }, "x");
      return put?.item.Put?.Item ?? {};
    });
    const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
      items.slice(index * 25, index * 25 + 25),
    );
    await Promise.all(batches.map((batch) => client.send(new BatchWriteCommand(batchOf(table, batch)))));
  }
}

function batchOf(table: string, items: readonly Record<string, unknown>[]): BatchWriteCommandInput {
  return { RequestItems: { [table]: items.map((Item) => ({ PutRequest: { Item } })) } };
}

function figures(runs: readonly Run[]): Figure[] {
  const [least, ...others] = runs;
  const last = others.at(-1);
  if (!least || !last) return [];
  return [
    {
      name: `units of a check with ${dueCount} due: among ${last.open.toLocaleString("en-US")} open, of those among ${least.open.toLocaleString("en-US")}`,
      measured: (last.writes + last.reads) / (least.writes + least.reads),
      unit: "×",
      target: { atMost: 1.01 },
    },
    { name: "time of the same", measured: last.milliseconds / least.milliseconds, unit: "×", target: { atMost: 1.3 } },
    { name: "write units of a step", measured: least.writes / least.steps, unit: "write units", target: { atMost: 8 } },
  ];
}

function detail(runs: readonly Run[]): Detail {
  return {
    title: "The deadline check",
    head: ["open", "due", "steps", "ms", "write units", "read units"],
    rows: runs.map(({ open, due, steps, milliseconds, writes, reads }) => [
      open,
      due,
      steps,
      Math.round(milliseconds),
      writes,
      reads,
    ]),
  };
}
