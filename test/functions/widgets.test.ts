/** The province's figures and the dashboard's tables, from the tables of the store. */
import { describe, expect, it, vi } from "vitest";
import { publishFigures } from "../../functions/figures/figures.ts";
import { wire as wireFigures } from "../../functions/figures/wire.ts";
import { draw } from "../../functions/widgets/draw.ts";
import { wire as wireWidgets } from "../../functions/widgets/wire.ts";
import type { Notice } from "../../shared/notices/notice.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { factsStore } from "../../shared/statistics/facts-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import { type WidgetTable, widgetTitles } from "../../shared/statistics/widget.ts";
import { question } from "../support/province.ts";
import { actsIn, freeze } from "../support/reports.ts";
import { World } from "../support/world.ts";

const day = "2024-02-05";
const tables = Object.keys(widgetTitles) as WidgetTable[];

async function dashboard() {
  const world = await World.at(`${day}T01:00:00Z`);
  const names = Object.entries(world.tables).map(([name, table]) => [`${name.toUpperCase()}_TABLE`, table]);
  const variables = { METRICS_NAMESPACE: "Dondoc/test", ...Object.fromEntries(names) };
  const { Tallies, Events } = world.tables;
  const writing = transactions({ ...world.outside, eventsTable: Events });
  const count = (month: string, unit: string, counts: object) => {
    const writes = tallyStore(world.client, Tallies).add([{ month, unit, counts }]);
    return writing.commit({ writes, events: [] }, undefined, world.clock.now());
  };
  const lines: string[] = [];
  /** One environment of the job: it remembers from run to run. */
  const publisher = () => {
    const deps = wireFigures(variables, world.outside, (line) => lines.push(line));
    return () => publishFigures(deps);
  };
  const publish = () => publisher()();
  const drawn = (widget: string) => draw({ widget, widgetContext: {} }, wireWidgets(variables, world.outside));
  return { world, count, publish, publisher, drawn, lines, facts: factsStore(world.client, Tallies) };
}

/** A notice to an officer, planned for eight o'clock. */
function planned(id: string, more: Partial<Notice> = {}): Notice {
  const at = `${day}T01:00:00.000Z`;
  return {
    id,
    revision: 1,
    subject: "question#x",
    cause: "due-today",
    by: "mail",
    template: { id: "due-today", version: 1 },
    recipient: { kind: "officer", id: "so-tu-phap.clerk" },
    priority: 1,
    state: "planned",
    plannedAt: at,
    dueAt: at,
    lookAt: at,
    attempts: 0,
    resends: 0,
    mailIds: [],
    ...more,
  };
}

describe("the figures", () => {
  it("count what is open by its due day, and the month from the tallies", async () => {
    const { world, count, publish, lines } = await dashboard();
    // The first is due on Friday 16/02, the second, which came after 08h00, on Monday 19/02.
    await world.post("cong-so-tu-phap", question());
    world.clock.set(`${day}T02:00:00Z`);
    await world.post("cong-so-tu-phap", question());
    await count("2024-02", "so-tu-phap", { received: 2, answeredOnTime: 3, answeredLate: 1 });
    await count("2024-02", "so-mau", { received: 5 });
    expect(await publish()).toEqual({
      open: 2,
      "due-today": 0,
      late: 0,
      "without-due-day": 0,
      "oldest-unanswered": 1,
      "notices-waiting": 0,
      "received-in-month": 7,
      "answered-in-month": 4,
      "answered-on-time-in-month": 3,
    });
    world.clock.set("2024-02-16T02:00:00Z");
    expect(await publish()).toMatchObject({ "due-today": 1, late: 0, "oldest-unanswered": 5 });
    world.clock.set("2024-02-16T17:00:00Z");
    expect(await publish()).toMatchObject({ "due-today": 0, late: 1, "oldest-unanswered": 5 });
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toMatch(/so-tu-phap|so-mau|Nguyễn/);
  });

  it("count the notices that something must still happen to, whatever their shard, and none that has left", async () => {
    const { world, publish } = await dashboard();
    const notices = noticeStore(world.client, world.tables.Notices);
    await notices.addTogether([
      ...Array.from({ length: 20 }, (_, index) => planned(`waiting-${index}`)),
      planned("later", { lookAt: "2024-02-15T01:00:00.000Z" }),
      planned("unknown", { state: "unknown", priority: 0, recipient: { kind: "asker" } }),
      planned("sent", { state: "sent", lookAt: undefined }),
      planned("owed-by-telephone", { by: "call", lookAt: undefined }),
    ]);
    expect(await publish()).toMatchObject({ "notices-waiting": 22 });
  });

  it("of a quiet hour cost one write a run; names of units are read, and reports counted, once in it", async () => {
    const { world, publisher, count } = await dashboard();
    const publish = publisher();
    await world.post("cong-so-tu-phap", question());
    await count("2024-02", "so-tu-phap", { received: 1, answeredLate: 1 });
    await publish();
    const send = vi.spyOn(world.client, "send");
    const sent = (name: string) => send.mock.calls.filter(([command]) => command.constructor.name === name).length;
    const counts = () =>
      send.mock.calls.filter(([{ input }]) => "IndexName" in input && input.IndexName === "obligations-by-period");
    world.clock.set(`${day}T01:55:00Z`);
    await publish();
    expect([sent("PutCommand"), sent("BatchGetCommand"), counts().length]).toEqual([1, 0, 0]);
    world.clock.set(`${day}T02:00:00Z`);
    await publish();
    // Both tables of reports say when they were counted; two periods closed on 14/12/2023.
    expect([sent("PutCommand"), sent("BatchGetCommand"), counts().length]).toEqual([4, 1, 2]);
  });

  it("count reports anew when a day begins, for what was in time the day before may be late", async () => {
    const { world, publisher, drawn } = await dashboard();
    const publish = publisher();
    world.clock.set("2023-12-18T16:55:00Z");
    await freeze(world, "2023-year");
    await publish();
    expect(await drawn("reports-missing")).toMatch(/Số liệu lúc 23h55 ngày 18\/12\/2023.*Chưa gửi, chưa đến hạn/);
    world.clock.set("2023-12-18T17:00:00Z");
    await publish();
    const next = await drawn("reports-missing");
    expect(next).toMatch(/Số liệu lúc 00h00 ngày 19\/12\/2023.*Chưa gửi, đã quá hạn/);
    expect(next).not.toContain("chưa đến hạn");
  });
});

describe("the kept facts", () => {
  const empty = { total: 0, rows: [] };
  const whole = { counts: {}, lateNow: 0 };
  const ofPeriods = { periods: ["năm 2023"], isFrozen: true, owing: 0, countedAt: `${day}T01:00:00Z` };
  const all = {
    "late-now": empty,
    "due-today": empty,
    "not-answering": empty,
    "questions-by-unit": { ...empty, month: "2024-02", whole },
    "reports-by-group": { ...empty, ...ofPeriods },
    "reports-missing": { ...empty, ...ofPeriods },
    "scores-weakest": {},
  };
  const [eight, later] = [Date.parse(`${day}T01:00:00Z`), Date.parse(`${day}T01:05:00Z`)];

  it("are written when they change; else their moment alone, so that a quiet night costs next to nothing", async () => {
    const { world, facts } = await dashboard();
    const send = vi.spyOn(world.client, "send");
    const writes = () => send.mock.calls.filter(([command]) => command.constructor.name === "PutCommand").length;
    await facts.keep(all, eight);
    expect(writes()).toBe(8);
    await facts.keep(all, later);
    expect(writes()).toBe(9);
    await facts.keep({ ...all, "due-today": { ...empty, total: 1 } }, later + 1);
    expect(writes()).toBe(11);
    expect(await facts.of("due-today")).toEqual({ at: later + 1, facts: { ...empty, total: 1 } });
    expect(await facts.of("late-now")).toEqual({ at: later + 1, facts: empty });
  });

  it("of a run that was overtaken by a later one are not put back", async () => {
    const { facts } = await dashboard();
    await facts.keep(all, eight - 1);
    await facts.keep({ ...all, "due-today": { ...empty, total: 2 } }, later);
    await facts.keep({ ...all, "late-now": { ...empty, total: 1 }, "due-today": { ...empty, total: 1 } }, eight);
    expect(await facts.of("due-today")).toEqual({ at: later, facts: { ...empty, total: 2 } });
    expect(await facts.of("late-now")).toEqual({ at: later, facts: empty });
  });
});

describe("the tables", () => {
  it("name units as the register does, and show codes, days and counts, but no title, no text and no asker", async () => {
    const { world, count, publish, drawn } = await dashboard();
    const { body: late } = await world.post("cong-so-tu-phap", question());
    world.clock.set(`${day}T02:00:00Z`);
    const { body: due } = await world.post("cong-so-tu-phap", question());
    await count("2024-02", "so-tu-phap", { received: 3, answeredOnTime: 1, answeredLate: 1 });
    await count("2024-01", "so-tu-phap", { received: 40 });
    await count("now", "so-tu-phap", { open: 2 });
    await count("now", "not-in-the-register", { open: 1 });
    world.clock.set("2024-02-19T01:05:00Z");
    await publish();
    expect(await drawn("late-now")).toContain(
      `<th scope="row">Sở Tư pháp</th><td>${late.code}</td><td>16/02/2024</td><td>01 ngày làm việc</td><td>chưa tiếp nhận</td>`,
    );
    expect(await drawn("due-today")).toContain(
      `<th scope="row">Sở Tư pháp</th><td>${due.code}</td><td>chưa tiếp nhận</td>`,
    );
    expect(await drawn("not-answering")).toContain('<th scope="row">Sở Tư pháp</th><td>01/02</td><td>16/02/2024</td>');
    const byUnit = await drawn("questions-by-unit");
    expect(byUnit).toContain('<th scope="row">Sở Tư pháp</th><td>02</td><td>01</td><td>03</td>');
    expect(byUnit).toContain("01/02");
    expect(byUnit).toContain('<th scope="row">not-in-the-register</th><td>01</td><td>00</td>');
    for (const table of tables) expect(await drawn(table)).not.toMatch(/Thủ tục|Nguyễn|example\.com|question#/);
  });

  it("of reports count those of the period that closed last, and name who has not handed in and to whom it is owed", async () => {
    const { world, publish, drawn } = await dashboard();
    await freeze(world, "2023-nine-months");
    await freeze(world, "2023-year");
    await actsIn(world).handIn("2023-year.so-tu-phap");
    await publish();
    const groups = await drawn("reports-by-group");
    expect(groups).toContain("Kỳ báo cáo: năm 2023, quý IV năm 2023, chốt số liệu ngày 14/12/2023. Số liệu lúc 08h00");
    expect(groups).not.toContain("9 tháng");
    const missing = await drawn("reports-missing");
    expect(missing).toContain(
      '<th scope="row">UBND xã Mẫu 01</th><td>UBND thị xã Sa Pa</td><td>năm 2023</td><td>16/12/2023</td><td>Chưa gửi, đã quá hạn</td>',
    );
    expect(missing).not.toContain("Sở Tư pháp");
    expect(missing).not.toContain("Nội dung báo cáo");
  });

  it("of reports say when they were counted: a report of the last hour is not in them, and they are not called old for it", async () => {
    const { world, publisher, drawn } = await dashboard();
    const publish = publisher();
    await freeze(world, "2023-year");
    await publish();
    world.clock.set(`${day}T01:55:00Z`);
    await actsIn(world).handIn("2023-year.so-tu-phap");
    await publish();
    const before = await drawn("reports-missing");
    expect(before).toMatch(/Số liệu lúc 08h00.*Sở Tư pháp/);
    expect(before).not.toContain("đã cũ");
    world.clock.set(`${day}T02:00:00Z`);
    await publish();
    const after = await drawn("reports-missing");
    expect(after).toContain("Số liệu lúc 09h00");
    expect(after).not.toContain("Sở Tư pháp");
  });

  it("are each drawn by one query, whatever exists", async () => {
    const { world, publish, drawn } = await dashboard();
    for (let index = 0; index < 5; index++) await world.post("cong-so-tu-phap", question());
    world.clock.set("2024-02-19T01:05:00Z");
    await publish();
    const send = vi.spyOn(world.client, "send");
    for (const table of tables) {
      send.mockClear();
      expect(await drawn(table)).toContain("Số liệu lúc 08h05");
      expect(send.mock.calls.map(([command]) => command.constructor.name)).toEqual(["QueryCommand"]);
    }
  });

  it("say by word that their facts are old when the figures have stood still for more than half an hour", async () => {
    const { world, publish, drawn } = await dashboard();
    expect(await drawn("late-now")).toContain("Chưa có số liệu");
    await publish();
    world.clock.set(`${day}T01:31:00Z`);
    expect(await drawn("late-now")).toMatch(/Số liệu đã cũ.*Số liệu lúc 08h00 ngày 05\/02\/2024/);
    await publish();
    expect(await drawn("late-now")).not.toContain("đã cũ");
  });

  it("a table that does not exist is a sentence that names those that do, and repeats nothing unescaped", async () => {
    const { drawn } = await dashboard();
    const answer = await drawn("<script>alert(1)</script>");
    expect(answer).toContain("Không có bảng “&lt;script&gt;");
    for (const table of tables) expect(answer).toContain(table);
  });
});

describe("the widget's documentation", () => {
  it("names every table and is answered without reading anything", async () => {
    const nothing = {
      facts: { of: () => Promise.reject(new Error("read")) },
      clock: { now: () => 0, pause: async () => {} },
    };
    const described = await draw({ describe: true, widgetContext: {} }, nothing);
    for (const [table, title] of Object.entries(widgetTitles)) {
      expect(described).toEqual({ markdown: expect.stringContaining(`### ${title}\n`) });
      expect(described).toEqual({ markdown: expect.stringContaining(`widget: ${table}\n`) });
    }
  });
});
