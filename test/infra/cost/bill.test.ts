/** The bill, by sums that were done by hand, and what an idle month may cost. */
import { describe, expect, inject, it } from "vitest";
import { addedBy, billOf, oldPrices } from "../../../infra/cost/bill.ts";
import { costCommand } from "../../../infra/cost/command.ts";
import { estimate, usualEvaluations, usualObligations, usualQuestions } from "../../../infra/cost/estimate.ts";
import { type Facts, factsOf } from "../../../infra/cost/facts.ts";
import { keptResults, measuredUnits } from "../../../infra/cost/measured.ts";
import { alwaysFree, type PriceName, prices } from "../../../infra/cost/prices.ts";
import { reportLines } from "../../../infra/cost/report.ts";
import { usageOf } from "../../../infra/cost/usage.ts";
import { TestClock } from "../../support/world.ts";

const usage = (price: keyof typeof prices, quantity: number) => ({ price, quantity, how: "given" });

describe("a line", () => {
  it.each<[PriceName, number, number, number, string]>([
    ["alarm", 28, 2.8, 1.8, "28 × 0.10; 18 × 0.10"],
    ["dashboard", 2, 6, 0, "2 × 3; both free"],
    ["large-dashboard", 1, 3, 3, "none of more than 50 metrics is free"],
    ["queue-request", 1_314_000, 0.5256, 0.1256, "1.314 M × 0.40; 0.314 M × 0.40"],
    ["mail", 7_178, 0.7178, 0.7178, "7.178 thousand × 0.10; nothing is free for ever"],
    ["gigabyte-second", 500_000, 6.6667, 1.33334, "500,000 × 0.0000133334; 100,000 × 0.0000133334"],
  ])("%s: %d cost %d, and %d after the free tier (%s)", (price, quantity, usd, usdAfterFree) => {
    const [line] = billOf([usage(price, quantity)]).lines;
    expect(line?.usd).toBeCloseTo(usd, 4);
    expect(line?.usdAfterFree).toBeCloseTo(usdAfterFree, 4);
  });

  it("is counted under its service and in the total, once", () => {
    const bill = billOf([usage("alarm", 20), usage("dashboard", 4), usage("key", 1)]);
    expect(bill.byService.get("CloudWatch")).toEqual({ usd: 14, usdAfterFree: 4 });
    expect(bill.byService.get("KMS")).toEqual({ usd: 1, usdAfterFree: 1 });
    expect(bill.total).toEqual({ usd: 15, usdAfterFree: 5 });
  });

  it("two bills differ by service and in all", () => {
    const added = addedBy(billOf([usage("key", 3), usage("mail", 1_000)]), billOf([usage("key", 1)]));
    expect(added.byService.get("KMS")?.usd).toBe(2);
    expect(added.byService.get("SES")?.usd).toBeCloseTo(0.1);
    expect(added.total.usd).toBeCloseTo(2.1);
  });
});

describe("prices", () => {
  it("have a day, a source, and a place in the free tier only where they have a price", () => {
    for (const price of Object.values(prices)) {
      expect(price.on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(price.source).not.toBe("");
      expect(price.usd).toBeGreaterThan(0);
    }
    expect(Object.keys(alwaysFree).filter((name) => !(name in prices))).toEqual([]);
  });

  it("older than a year are told, to the day", () => {
    const { alarm, key } = prices;
    const dated = { alarm: { ...alarm, on: "2025-11-23" }, key: { ...key, on: "2025-11-24" } };
    expect(oldPrices("2026-11-24", dated)).toEqual(["alarm"]);
  });
});

const nothing: Facts = {
  alarmMetrics: 0,
  fastAlarmMetrics: 0,
  compositeAlarms: 0,
  dashboards: 0,
  largeDashboards: 0,
  drawers: [],
  steadyMetrics: [],
  rareMetrics: [],
  busyMetrics: [],
  functions: [],
  polledQueues: 0,
  tables: 0,
  recoverableTables: 0,
  keyedTables: 0,
  keys: 0,
  buckets: 0,
  mailedSubscribers: 0,
  userPools: 0,
  logRetentionDays: 0,
  unknownTypes: [],
};
const units = { writesOfQuestion: 60, how: "given", readsOfPost: 3, on: "2026-11-24" };
const quantityOf = (
  facts: Partial<Facts>,
  questionsPerDay: number,
  price: keyof typeof prices,
  obligationsPerYear = 0,
  evaluationsPerYear = 0,
) => {
  const load = { portals: 195, questionsPerDay, obligationsPerYear, evaluationsPerYear };
  return usageOf({ ...nothing, ...facts }, load, units).find((line) => line.price === price)?.quantity;
};

describe("quantities of a month", () => {
  const job = { name: "notice-dispatch", gigabytes: 0.5, waker: "clock", clockRuns: 43_800 } as const;

  it("empty queues are asked by five pollers, three times a minute: 657,000 requests each", () => {
    expect(quantityOf({ polledQueues: 2 }, 0, "queue-request")).toBe(1_314_000);
  });

  it("a job that finds nothing runs, reads and logs all the same", () => {
    expect(quantityOf({ functions: [job] }, 0, "call")).toBe(43_800);
    // 43,800 × 0.5 GB × 0.25 s
    expect(quantityOf({ functions: [job] }, 0, "gigabyte-second")).toBe(5_475);
    // 2 priorities × 16 shards × half a unit, and two items
    expect(quantityOf({ functions: [job] }, 0, "read-unit")).toBe(43_800 * 18);
    // 43,800 × 1,500 bytes
    expect(quantityOf({ functions: [job] }, 0, "log-gigabyte")).toBeCloseTo(0.0657, 6);
  });

  it("a question writes its own units, those of 7 events at 4 and of 4 notices at 24", () => {
    // 24 a day are 730 a month; 60 + 28 + 96 = 184
    expect(quantityOf({}, 24, "write-unit")).toBeCloseTo(730 * 184, 3);
    expect(quantityOf({}, 24, "mail")).toBeCloseTo(730 * 4, 6);
    expect(quantityOf({}, 24, "request")).toBeCloseTo(730 * 12, 6);
  });

  it("figures reads what is open and a row of each unit that has anything, and keeps those rows", () => {
    const figures = { name: "figures", gigabytes: 0.5, waker: "clock", clockRuns: 8_760 } as const;
    const more = (price: "read-unit" | "write-unit") =>
      (quantityOf({ functions: [figures] }, 24, price) ?? 0) - (quantityOf({}, 24, price) ?? 0);
    // idle 16 + 6; open: 24 × 7 × 400 bytes / 4 KB / 2 = 8.2; names of 195 units once in twelve runs
    expect(more("read-unit") / 8_760).toBeCloseTo(22 + 8.203 + 195 / 12, 2);
    // 1,365 reports a year, a quarter of them in the periods that closed last: 341.25 × 400 bytes / 4 KB / 2 = 16.66 an hour
    const owed =
      (quantityOf({ functions: [figures] }, 0, "read-unit", 1_365) ?? 0) - (quantityOf({}, 0, "read-unit", 1_365) ?? 0);
    expect(owed).toBeCloseTo(8_760 * 22 + 730 * 16.663, 0);
    // idle 1; 195 × 150 bytes in the four runs of ten that find something new
    expect(more("write-unit") / 8_760).toBeCloseTo(1 + 0.4 * 28.564, 2);
  });

  it("a table's key is asked for anew after five minutes, for three tables a run: 8,760 × 3 of a job of every minute", () => {
    expect(quantityOf({ functions: [job], keyedTables: 8 }, 0, "key-request")).toBe(8_760 * 3);
    expect(quantityOf({ functions: [job], keyedTables: 0 }, 0, "key-request")).toBe(0);
    // 730 × 4 mails × 2 events and 40 changes of alarms, two uses each
    expect(quantityOf({ keys: 1 }, 24, "key-request")).toBeCloseTo(2 * (730 * 8 + 40), 6);
  });

  it("a metric that measures calls is written, and paid for, only where somebody calls", () => {
    const facts = { steadyMetrics: ["a"], rareMetrics: ["b", "c"], busyMetrics: ["c"] };
    expect(quantityOf(facts, 0, "metric")).toBe(1);
    expect(quantityOf(facts, 24, "metric")).toBe(2);
  });

  it("officers sign in where there are questions, and only into a pool of ours", () => {
    expect(quantityOf({ userPools: 1 }, 0, "active-user")).toBe(10);
    expect(quantityOf({ userPools: 1 }, 24, "active-user")).toBe(10 + 195 * 2);
    expect(quantityOf({}, 24, "active-user")).toBe(0);
  });

  it("a report writes its own units, those of 8 events at 4 and of 3 notices at 24", () => {
    // 1,365 a year are 113.75 a month; 120 + 32 + 72 = 224
    expect(quantityOf({}, 0, "write-unit", 1_365)).toBeCloseTo(113.75 * 224, 6);
    expect(quantityOf({}, 0, "mail", 1_365)).toBeCloseTo(113.75 * 3, 6);
    expect(quantityOf({}, 0, "request", 1_365)).toBeCloseTo(113.75 * 20, 6);
    // 113.75 × (20 × 6,000 + 2 × 1,500,000) bytes
    expect(quantityOf({}, 0, "sent-gigabyte", 1_365)).toBeCloseTo(0.3549, 6);
  });

  it("its files stay in the bucket, where there is one: 1,365 × 1.5 MB beside the code", () => {
    expect(quantityOf({ buckets: 1 }, 0, "file-gigabyte", 1_365)).toBeCloseTo(0.2 + 2.0475, 6);
    expect(quantityOf({}, 0, "file-gigabyte", 1_365)).toBeCloseTo(0.2, 6);
  });

  it("an evaluation writes its own units, those of 10 events at 4 and of 4 notices at 24, and lies in a frozen result", () => {
    // 240 a year are 20 a month; 212 + 40 + 96 = 348
    expect(quantityOf({}, 0, "write-unit", 0, 240)).toBeCloseTo(20 * 348, 6);
    // 220 + 10 × 11 + 4 × 12 = 378
    expect(quantityOf({}, 0, "read-unit", 0, 240)).toBeCloseTo(20 * 378, 6);
    expect(quantityOf({}, 0, "mail", 0, 240)).toBeCloseTo(20 * 4, 6);
    expect(quantityOf({}, 0, "request", 0, 240)).toBeCloseTo(20 * 30, 6);
    // 240 × 3,000 bytes beside the code; 195 × 12,000 + 240 × 70,000 bytes, with indexes × 1.6
    expect(quantityOf({ buckets: 1 }, 0, "file-gigabyte", 0, 240)).toBeCloseTo(0.2 + 0.00072, 8);
    expect(quantityOf({}, 0, "table-gigabyte", 0, 240)).toBeCloseTo(0.030624, 6);
  });

  it("the job of score periods asks half a unit a minute while nothing is asked of it, the integrity job a unit and a half an hour", () => {
    const idle = (name: string, clockRuns: number) =>
      quantityOf({ functions: [{ name, gigabytes: 1, waker: "clock", clockRuns }] }, 0, "read-unit");
    expect(idle("scoring-rounds", 43_800)).toBe(21_900);
    expect(idle("integrity", 730)).toBe(1_095);
  });

  it("a document is made for each report by its own worker, not for each mail", () => {
    const worker = { name: "document-worker", gigabytes: 1, waker: "queue", clockRuns: 0 } as const;
    expect(quantityOf({ functions: [worker] }, 24, "call")).toBe(0);
    // 113.75 × 1 GB × 2 s
    expect(quantityOf({ functions: [worker] }, 24, "gigabyte-second", 1_365)).toBeCloseTo(227.5, 6);
  });

  it("storage holds a year of questions; recovery leaves indexes out", () => {
    // 195 × 12,000 + 730 × 12 × 14,000 bytes = 0.12498 GB, with indexes × 1.6
    const facts = { tables: 8, recoverableTables: 4 };
    expect(quantityOf(facts, 24, "table-gigabyte")).toBeCloseTo(0.199968, 6);
    expect(quantityOf(facts, 24, "recovery-gigabyte")).toBeCloseTo(0.06249, 6);
  });
});

describe("measured units", () => {
  it("are those that the benchmark keeps: 14 + 9 + 16 + 10 + 2 × 7 and what else it may measure tomorrow", () => {
    const { writesOfQuestion, on } = measuredUnits(keptResults());
    expect(writesOfQuestion).toBeGreaterThan(40);
    expect(writesOfQuestion).toBeLessThan(90);
    expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it("that are missing are named, with what to run", () => {
    expect(() => measuredUnits({ benchmarks: {} })).toThrow(/no figure "post .*; run npm run bench/);
  });
});

describe("an idle month of 195 portals", () => {
  const facts = factsOf(inject("template"), "test");
  const { idle, loaded } = estimate({
    stage: "production",
    region: "ap-southeast-1",
    // What the template of the tests lacks beside production's: subscribers of the alarms.
    facts: { ...facts, mailedSubscribers: Math.max(2, facts.mailedSubscribers), logRetentionDays: 400 },
    load: {
      portals: 195,
      questionsPerDay: usualQuestions(195),
      obligationsPerYear: usualObligations(195),
      evaluationsPerYear: usualEvaluations(195),
    },
    units: measuredUnits(keptResults()),
    today: "2026-11-24",
  });
  const byService = [...idle.byService].map(
    ([service, { usd, usdAfterFree }]) => `${service} ${usd.toFixed(2)} (${usdAfterFree.toFixed(2)})`,
  );

  it("costs at most 15 USD with the free tier and 22 without", () => {
    expect(idle.total.usdAfterFree, byService.join(", ")).toBeLessThanOrEqual(15);
    expect(idle.total.usd, byService.join(", ")).toBeLessThanOrEqual(22);
  });

  it("is explained to the last cent, as is one with questions", () => {
    for (const bill of [idle, loaded]) {
      const explained = bill.lines.filter(({ how }) => how !== "").reduce((total, { usd }) => total + usd, 0);
      expect(explained).toBeCloseTo(bill.total.usd, 6);
    }
  });
});

describe("the command", () => {
  const run = (args: string, today = "2026-11-24") => {
    const said: string[] = [];
    const complained: string[] = [];
    const code = costCommand(args.split(" "), {
      template: () => inject("template"),
      clock: new TestClock(`${today}T12:00:00Z`),
      print: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said, text: said.join("\n"), complained };
  };

  it("prints services, totals and every line with its sum", () => {
    const { code, text } = run("--stage test");
    expect(code).toBe(0);
    expect(text).toMatch(/195 portals, 59 questions a day \(1,795 a month\), 1,365 reports and 195 evaluations a year/);
    expect(text).toMatch(/^Total +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d +\d+\.\d\d$/m);
    expect(text).toMatch(/requests to queues: .* × 0\.4 \/ 1,000,000 = 0\.\d\d; 1,000,000 free, leaves 0\.\d\d/);
    expect(text).not.toMatch(/NaN|undefined|Warning/);
  });

  it("with --json says the same in numbers", () => {
    const { loaded, load } = JSON.parse(run("--stage test --portals 2000 --questions-per-day 600 --json").text);
    const perYear = { obligationsPerYear: 14_000, evaluationsPerYear: 2_000 };
    expect(load).toEqual({ portals: 2_000, questionsPerDay: 600, ...perYear });
    expect(loaded.total.usd).toBeCloseTo(
      loaded.lines.reduce((total: number, { usd }: { usd: number }) => total + usd, 0),
      6,
    );
    expect(loaded.byService.CloudWatch.usd).toBeGreaterThan(0);
  });

  it("warns when prices have grown older than a year", () => {
    expect(run("--stage test", "2028-01-01").text).toMatch(/Warning: These prices are older than a year: alarm,/);
  });

  it("that is asked for no question has no price of a thousand", () => {
    expect(run("--stage test --questions-per-day 0").text).toMatch(/^Total .* – {2,}–$/m);
  });

  it.each<[string, RegExp]>([
    ["--portals 195", /Name the stage/],
    ["--stage prod", /There is no stage "prod"/],
    ["--stage test --portals many", /--portals takes a number from 0 up, not "many"/],
    ["--stage test --questions-per-day -1", /argument is ambiguous|not "-1"/],
    ["--stage test --currency VND", /Unknown option '--currency'/],
  ])("%s is refused in a sentence", (args, sentence) => {
    const { code, complained } = run(args);
    expect(code).toBe(1);
    expect(complained.join("\n")).toMatch(sentence);
  });

  it("warns where the stage lies elsewhere, or holds what the model does not know", () => {
    const result = estimate({
      stage: "x",
      region: "ap-northeast-1",
      facts: { ...nothing, unknownTypes: ["AWS::ElastiCache::CacheCluster"] },
      load: { portals: 1, questionsPerDay: 0, obligationsPerYear: 0, evaluationsPerYear: 0 },
      units,
      today: "2026-11-24",
    });
    expect(reportLines(result).filter((line) => line.startsWith("Warning"))).toEqual([
      "Warning: The stage lies in ap-northeast-1; the prices are those of ap-southeast-1.",
      "Warning: Not reckoned with, because the model does not know them: AWS::ElastiCache::CacheCluster.",
    ]);
  });
});
