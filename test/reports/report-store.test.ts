import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import type { Write } from "../../shared/platform/transaction.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { HandedReport } from "../../shared/reports/report.ts";
import { type ReportStore, reportStore } from "../../shared/reports/report-store.ts";
import { createTables, testClient } from "../support/tables.ts";

const client = testClient();
const tables = await createTables(client);
const store: ReportStore = reportStore(client, tables.Reports);
const write = (...writes: readonly Write[]) =>
  client.send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
const head = (of: string, unit: string, more: Partial<ObligationHead> = {}): ObligationHead => ({
  id: `${of}.${unit}`,
  unit,
  group: "communes",
  of,
  dueOn: "2024-03-18",
  provisional: false,
  to: "huyen",
  tier: "child",
  gathers: false,
  regime: "dinh-ky-2020",
  state: "owed",
  version: 1,
  sequence: 1,
  plan: { version: 1, ladder: "report-1", watermark: "2024-03-15T00:00:00Z", nextCheckAt: "2024-03-16T01:00:00Z" },
  ...more,
});
const report: HandedReport = {
  content: { sections: {}, figures: { visits: { value: 7 } }, corrections: {}, attachments: [] },
  by: "a",
  at: "2024-03-16T00:00:00Z",
  missing: [],
  disagreeing: [],
  signature: {
    officer: "a",
    fullName: "A",
    title: "Chủ tịch",
    unit: "xa",
    unitName: "Xã",
    capacity: "own",
    line: "CHỦ TỊCH",
    at: "2024-03-16T00:00:00Z",
  },
};
const ids = async (found: AsyncIterable<{ id: string }>) => {
  const list: string[] = [];
  for await (const { id } of found) list.push(id);
  return list;
};

describe("the reports' store", () => {
  it("reads back what was added, once", async () => {
    const added = head("p-1", "xa-1");
    await write(...store.add(added));
    expect(await store.obligation(added.id)).toEqual(added);
    await expect(write(...store.add(added))).rejects.toThrow();
    expect(await store.obligation("p-1.none")).toBeUndefined();
  });

  it("changes a head only as it was read", async () => {
    const first = head("p-2", "xa-1");
    await write(...store.add(first));
    const next = { ...first, state: "excused" as const, sequence: 2 };
    await write(...store.save(next, first));
    await expect(write(...store.save({ ...next, sequence: 3 }, first))).rejects.toThrow();
  });

  it("lists a period's obligations, and those of one parent, whose name begins another's", async () => {
    await write(
      ...store.add(head("p-3", "xa-1")),
      ...store.add(head("p-3", "xa-2", { to: "huyen-2" })),
      ...store.add(head("p-4", "xa-1")),
    );
    expect(await ids(store.allOfPeriod("p-3"))).toEqual(["p-3.xa-1", "p-3.xa-2"]);
    expect(await ids(store.allOfPeriod("p-3", "huyen"))).toEqual(["p-3.xa-1"]);
    const page = await store.ofPeriod("p-3", { limit: 1 });
    expect(page.items).toHaveLength(1);
    expect((await store.ofPeriod("p-3", { limit: 1, cursor: page.nextCursor })).items).toMatchObject([
      { unit: "xa-2" },
    ]);
  });

  it("lists a body's obligations, the latest first", async () => {
    await write(
      ...store.add(head("p-5", "xa-9", { dueOn: "2024-03-18" })),
      ...store.add(head("p-6", "xa-9", { dueOn: "2024-06-18" })),
    );
    expect((await store.ofUnit("xa-9", { limit: 50 })).items.map(({ of }) => of)).toEqual(["p-6", "p-5"]);
  });

  it("finds what is due to be looked at, and nothing that is settled", async () => {
    const waiting = head("p-7", "xa-1", { plan: { ...head("", "").plan, nextCheckAt: "2020-01-01T00:00:00Z" } });
    await write(...store.add(waiting), ...store.add({ ...waiting, id: "p-7.xa-2", unit: "xa-2", state: "submitted" }));
    const due = await Promise.all(
      Array.from({ length: 16 }, (_, shard) => store.dueForCheck(shard, "2020-01-02T00:00:00Z", 10)),
    );
    expect(due.flat()).toEqual(["p-7.xa-1"]);
  });

  it("keeps reports by their numbers, and reads many at once", async () => {
    const keys = Array.from({ length: 120 }, (_, index) => ({ obligation: `p-8.xa-${index}`, number: 2 }));
    for (let first = 0; first < keys.length; first += 60) {
      await write(...keys.slice(first, first + 60).map((key) => store.addReport(key, report)));
    }
    const found = await store.reports([...keys, { obligation: "p-8.none", number: 1 }]);
    expect(found.size).toBe(120);
    expect(await store.report({ obligation: "p-8.xa-3", number: 2 })).toEqual(report);
    expect(await store.report({ obligation: "p-8.xa-3", number: 1 })).toBeUndefined();
  });

  it("keeps a period under its name", async () => {
    const period = {
      id: "2024-year",
      kind: "year" as const,
      year: 2024,
      dataFrom: "2023-12-15",
      dataTo: "2024-12-14",
      regime: "dinh-ky-2020",
      state: "open" as const,
      sequence: 1,
    };
    await write(store.savePeriod(period, undefined));
    expect(await store.period("2024-year")).toEqual(period);
    const frozen = { ...period, state: "frozen" as const, owing: 65, frozenOn: "2024-12-14", sequence: 2 };
    await write(store.savePeriod(frozen, period));
    expect(await store.period("2024-year")).toEqual(frozen);
  });
});
