/** What it costs to score, rank and freeze ten thousand portals by forty criteria: the pure rules, the snapshot, and the whole job. */
import { BatchWriteCommand, type DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { freezePeriod } from "../../functions/scoring-rounds/freeze.ts";
import { publishPeriod } from "../../functions/scoring-rounds/publish.ts";
import { wire } from "../../functions/scoring-rounds/wire.ts";
import { tableNameOf } from "../../infra/stage.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact, FactValue } from "../../shared/scoring/facts/fact.ts";
import { type ScorePeriodRecord, scorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { judgedSheet } from "../../shared/scoring/results/judged.ts";
import { resultsOf } from "../../shared/scoring/results/results.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";
import { canonicalText, hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { snapshotLines } from "../../shared/scoring/snapshots/snapshot.ts";
import { headerOf } from "../../shared/scoring/snapshots/snapshot-header.ts";
import { packed } from "../../shared/scoring/snapshots/snapshot-store.ts";
import type { Benchmark, Figure } from "./figure.ts";
import { startLocalStack } from "./local-stack.ts";
import { metered, totalUnits } from "./metered.ts";
import { withoutStream } from "./opening.ts";
import { median } from "./sample.ts";

const portals = 10_000;
const criteria = 40;
const now = Date.parse("2024-03-01T09:00:00+07:00");
const clock: Clock = {
  now: () => now,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
const methods = ["checklist", "on-time", "yes-no", "ratio", "normalised", "deduction", "by-hand"] as const;
const set = largeSet();

export const scoringBenchmark: Benchmark = {
  name: "scoring",
  run: async () => {
    const texts = Array.from({ length: portals }, (_, index) => JSON.stringify(sheetOf(index)));
    const pure = await pureFigures(texts);
    const whole = await wholeJob(texts);
    const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
    return {
      method: `${portals.toLocaleString("en-US")} sheets of ${criteria} criteria, ${Math.round(megabytes)} MB of text: each value declared with a link and a note, and reviewed. The whole job runs in this process against an engine in memory; its snapshot goes nowhere.`,
      figures: [...pure, ...whole],
      details: [],
    };
  },
};

/** Without any engine: the rules alone, then from the kept texts to the packed snapshot. */
async function pureFigures(texts: readonly string[]): Promise<Figure[]> {
  const parsing = timer();
  const judged = texts.map((text) => judgedSheet.parse(JSON.parse(text)));
  const reading = parsing();
  const rounds = Array.from({ length: 7 }, () => {
    const scoring = timer();
    resultsOf(set, judged);
    return scoring();
  });
  const scoring = median(rounds);
  const results = resultsOf(set, judged);
  const writing = timer();
  const order = judged.map((one, index) => ({ one, index })).toSorted((a, b) => (a.one.portal < b.one.portal ? -1 : 1));
  const inputs = order.map(({ one, index }) => ({ number: 2, sha256: hashOf(texts[index] ?? ""), judged: one }));
  const { bytes } = await packed(snapshotLines(headerOf(record("deciding"), set, 1), inputs, results));
  const written = writing();
  return [
    {
      name: "checks a second, one core",
      measured: (portals * criteria) / scoring,
      unit: "/s",
      target: { atLeast: 1_000_000 },
    },
    { name: "scoring and ranking of what was read", measured: scoring, unit: "s" },
    { name: "reading the sheets' texts", measured: reading, unit: "s" },
    { name: "writing the snapshot, hashed and packed", measured: written, unit: "s" },
    {
      name: "scored, ranked and frozen: from the texts to the packed snapshot",
      measured: reading + scoring + written,
      unit: "s",
      target: { atMost: 10 },
    },
    { name: "the snapshot, packed", measured: bytes.length / 1e6, unit: "MB" },
  ];
}

async function wholeJob(texts: readonly string[]): Promise<Figure[]> {
  const stack = await startLocalStack(clock);
  try {
    const client = dynamoClient();
    const tables = {
      SCORES_TABLE: tableNameOf("local", "Scores"),
      EVENTS_TABLE: stack.environment.EVENTS_TABLE ?? "",
      CALENDARS_TABLE: stack.environment.CALENDARS_TABLE ?? "",
    };
    await withoutStream(client, tables.EVENTS_TABLE);
    const others = { REGISTER_TABLE: "none", TALLIES_TABLE: "none", REPORTS_TABLE: "none", DOCUMENTS_BUCKET: "none" };
    const log = { write: () => undefined };
    const wired = wire(
      { ...tables, ...others, SCORES_FROM: "2023-01-01" },
      { client, clock, chance: systemChance, log },
    );
    const snapshots = {
      put: async (_: string, __: number, lines: Generator<string, string>) => ({
        key: "",
        hash: (await packed(lines)).hash,
      }),
    };
    const deps = { ...wired, snapshots };
    await fill(client, tables.SCORES_TABLE, texts, deps.scores);
    const meter = metered(client);
    const publishing = timer();
    await publishPeriod(record("publishing"), deps, () => true);
    const [published, publishUnits] = [publishing(), meter.take()];
    const provisional = await deps.scores.period("2023");
    if (provisional?.state !== "provisional") throw new Error("Nothing was published.");
    const { decision } = record("deciding");
    const deciding: ScorePeriodRecord = {
      ...provisional,
      state: "deciding",
      decision,
      sequence: provisional.sequence + 1,
    };
    await deps.transactions.commit(
      { writes: [deps.scores.savePeriod(deciding, provisional)], events: [] },
      undefined,
      now,
    );
    meter.take();
    const freezing = timer();
    const before = process.cpuUsage();
    await freezePeriod(deciding, deps, () => true);
    const [frozen, freezeUnits] = [freezing(), meter.take()];
    const { user, system } = process.cpuUsage(before);
    if ((await deps.scores.period("2023"))?.state !== "final") throw new Error("Nothing was frozen.");
    return [
      { name: "the whole job that publishes, with the engine", measured: published, unit: "s" },
      { name: "the whole job that freezes, with the engine", measured: frozen, unit: "s" },
      { name: "of it, processor time of the function itself", measured: (user + system) / 1e6, unit: "s" },
      {
        name: "write units to publish a portal",
        measured: totalUnits(publishUnits.writes) / portals,
        unit: "write units",
      },
      {
        name: "write units to freeze a portal",
        measured: totalUnits(freezeUnits.writes) / portals,
        unit: "write units",
      },
      { name: "read units to freeze a portal", measured: totalUnits(freezeUnits.reads) / portals, unit: "read units" },
      { name: "most memory of this process", measured: process.resourceUsage().maxRSS / 1024, unit: "MB" },
    ];
  } finally {
    stack.stop();
  }
}

function timer(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1_000;
}

/** The period, its set, and every evaluation with its sheet. */
async function fill(
  client: DynamoDBDocumentClient,
  table: string,
  texts: readonly string[],
  scores: ScoringStore,
): Promise<void> {
  const calendar = workingCalendar(officialYears);
  const at = new Date(now).toISOString();
  const setRecord = {
    id: set.id,
    state: "published" as const,
    set,
    hash: hashOf(canonicalText(set)),
    version: 1,
    sequence: 1,
  };
  const first = [
    scores.saveSet({ ...setRecord, loaded: { at, by: "bench" }, published: { at, by: "bench" } }, undefined),
    scores.savePeriod(record("publishing"), undefined),
  ];
  const put = async (writes: readonly ReturnType<ScoringStore["savePeriod"]>[]) => {
    const PutRequests = writes.flatMap(({ item }) => (item.Put ? [{ PutRequest: { Item: item.Put.Item } }] : []));
    await client.send(new BatchWriteCommand({ RequestItems: { [table]: PutRequests } }));
  };
  await put(first);
  for (let from = 0; from < texts.length; from += 12) {
    const writes = texts.slice(from, from + 12).flatMap((_, offset) => {
      const sheet = sheetOf(from + offset);
      const { portal, unit, group } = sheet;
      const head = { id: evaluationIdOf("2023", portal), period: "2023", portal, unit, group, set: set.id };
      const counts = { state: "reviewed" as const, version: 3, sequence: 3, sheet: 2, selfScoreDueOn: "2024-01-15" };
      const selfScore = { at, by: `${unit}.leader`, lateDays: 0 };
      const review = { at, by: "van-phong-ubnd-tinh.supervisor" };
      return scores.add(evaluationScheduled({ ...head, ...counts, selfScore, review }, 0, now, calendar), sheet);
    });
    await put(writes);
  }
}

function record(state: "publishing" | "deciding"): ScorePeriodRecord {
  const signature = {
    ...{ officer: "ubnd-tinh.leader", fullName: "Nguyễn Văn Mẫu", title: "Chủ tịch", unit: "ubnd-tinh" },
    ...{
      unitName: "Ủy ban nhân dân tỉnh",
      capacity: "tm",
      line: "TM. HỘI ĐỒNG BIÊN TẬP",
      at: "2024-03-01T02:00:00.000Z",
    },
  };
  return scorePeriodRecord.parse({
    ...{ id: "2023", kind: "year", year: 2023, from: "2023-01-01", to: "2023-12-31" },
    ...{ set: set.id, setHash: hashOf(canonicalText(set)), state, version: 1, sequence: 1 },
    ...{ openedAt: "2024-01-02T01:00:00.000Z", selfScoreDueOn: "2024-01-15", portals },
    published: { at: "2024-02-02T02:00:00.000Z", by: "bench", unreviewed: 0, windowEndsOn: "2024-02-16" },
    decision: { number: "15/QĐ-HĐBT", on: "2024-03-01", signature, unanswered: 0 },
  });
}

function largeSet(): CriteriaSet {
  const items = ["muc-a", "muc-b", "muc-c", "muc-d"].map((id) => ({ id, text: id, textEn: id }));
  return criteriaSet.parse({
    ...{ id: "bo-lon", title: "Bộ tiêu chí lớn", titleEn: "Large set", validFrom: "2023-01-01", periodKinds: ["year"] },
    groups: [{ id: "A", name: "Nhóm", nameEn: "Group", max: 250 * criteria }],
    criteria: Array.from({ length: criteria }, (_, index) => {
      const method = methods[index % methods.length];
      return {
        ...{
          id: `A${index + 1}`,
          group: "A",
          text: "Tiêu chí",
          textEn: "Criterion",
          legalBasis: "Mẫu",
          max: 250,
          method,
        },
        ...{ judge: "reviewer" },
        ...(method === "checklist" && { items }),
        ...(method === "normalised" && { within: "group" }),
        ...(method === "deduction" && { each: 200, deductions: { late: 50, missing: 200 } }),
      };
    }),
    bands: [{ id: "dat", name: "Đạt", nameEn: "Pass", from: 0, to: 10_000 }],
    ...{ minimumCoverage: 5_000, ranks: true },
    terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
  });
}

function sheetOf(portal: number): Sheet {
  const unit = `xa-${String(portal).padStart(5, "0")}`;
  const isCorrected = portal % 7 === 0;
  const entries = set.criteria.map(({ id }, index): [string, SheetEntry] => {
    const method = methods[index % methods.length] ?? "ratio";
    const url = `https://${unit}.laocai.example/thong-tin/${id}/${portal * index}.html`;
    return [
      id,
      {
        self: { fact: factOf(method, portal * index), evidence: [{ url }], note: "Đã công khai đầy đủ" },
        reviewed: {
          fact: factOf(method, portal * index + (isCorrected ? 1 : 0)),
          ...{ by: "van-phong-ubnd-tinh.supervisor", at: "2024-01-12T03:00:00.000Z" },
          ...(isCorrected && { reason: "Tài liệu kiểm chứng không đủ" }),
        },
      },
    ];
  });
  return {
    ...{ portal: `cong-${unit}`, unit, group: "communes", kind: "people-committee", level: "commune" },
    ...{ participations: ["questions"], factsAt: "2024-01-02T01:00:00.000Z", factsOn: "2023-12-31" },
    entries: Object.fromEntries(entries),
  };
}

function factOf(method: (typeof methods)[number], seed: number): Fact {
  return { is: "known", value: declared(method, seed) };
}

function declared(method: (typeof methods)[number], seed: number): FactValue {
  if (method === "checklist") return { done: ["muc-a", "muc-b", "muc-c"].slice(0, seed % 4) };
  if (method === "yes-no") return { yes: seed % 2 === 0 };
  if (method === "deduction") return { of: 4, lapses: { late: seed % 3, missing: seed % 2 } };
  return method === "by-hand" ? { points: seed % 251 } : { n: seed % 91, of: 100 };
}
