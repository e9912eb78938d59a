/** The integrity list, from the events to the answer: gathered by the job, shown to the supervisor and the auditor alone. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { observedReportOf } from "../../functions/integrity/compare-report.ts";
import { type GatherDeps, gather } from "../../functions/integrity/gather.ts";
import { wire } from "../../functions/integrity/wire.ts";
import type { Observation } from "../../shared/integrity/observation.ts";
import { observationStore } from "../../shared/integrity/observation-store.ts";
import type { Hour } from "../../shared/platform/events-by-hour.ts";
import { event, tablesAt } from "../support/events.ts";
import { answered } from "../support/observed.ts";
import { question } from "../support/province.ts";
import { World } from "../support/world.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const supervisor = "van-phong-ubnd-tinh.supervisor";
const always = () => true;
const list = "GET /v1/score-periods/2024/integrity";
const sameAnswer =
  "Người yêu cầu nộp tờ khai theo mẫu, giấy chứng sinh do cơ sở y tế cấp, giấy tờ tùy thân tại bộ phận một cửa của Ủy ban nhân dân cấp xã nơi cư trú.";

function variablesOf(nameOf: (table: "Scores" | "Events" | "Questions" | "Reports") => string) {
  return {
    SCORES_TABLE: nameOf("Scores"),
    EVENTS_TABLE: nameOf("Events"),
    QUESTIONS_TABLE: nameOf("Questions"),
    REPORTS_TABLE: nameOf("Reports"),
    INTEGRITY_FROM: "2024-02-01",
  };
}

describe("a year with doubtful answers", () => {
  let world: World;
  let deps: GatherDeps;
  let codes: string[] = [];

  /** An act of an officer upon the version that is there. */
  async function act(officer: string, code: string, name: string, version: number, body: object): Promise<void> {
    const method = name === "classification" ? "PUT" : "POST";
    const headers = { "if-match": `"${version}"` };
    const { status, body: answer } = await world.as(officer, `${method} /v1/questions/${code}/${name}`, {
      body,
      headers,
    });
    expect(status, JSON.stringify(answer)).toBe(200);
  }

  /** Six questions, due on 16/2/2024: five signed in five minutes at the end of that day, four of them with one answer; one raised. */
  beforeAll(async () => {
    world = await World.at("2024-02-03T22:15:00+07:00");
    deps = wire(
      variablesOf((table) => world.tables[table]),
      world.outside,
    );
    const asked = ["khai sinh", "kết hôn", "nhận con nuôi", "hộ tịch", "công chứng", "luật sư"];
    for (const about of asked) {
      const content = `Tôi cần những giấy tờ gì, và nộp hồ sơ ở đâu, để làm thủ tục về ${about}?`;
      codes.push((await world.post("cong-so-tu-phap", question({ content }))).body.code);
    }
    world.clock.set("2024-02-16T09:00:00+07:00");
    const joint = { class: "joint", coUnits: ["so-mau"], reason: "Cần ý kiến Sở Mẫu" };
    await act(clerk, codes[5] ?? "", "classification", 1, joint);
    codes = codes.slice(0, 5);
    for (const [index, code] of codes.entries()) {
      world.clock.set(`2024-02-16T16:5${index}:00+07:00`);
      const content = index === 4 ? "Kính gửi Ông/Bà. Đã trả lời." : sameAnswer;
      await act(clerk, code, "draft", 1, { content, submit: true });
      await act(leader, code, "answer", 2, { capacity: "own" });
    }
  });

  it("is not looked at before the hour is over and has settled", async () => {
    world.clock.set("2024-02-16T17:09:59.999+07:00");
    expect(await gather(deps, always)).toMatchObject({ observations: 1, isFinished: true });
    expect((await world.as(supervisor, list)).body).toMatchObject({
      observedUpTo: "2024-02-16T09:00:00.000Z",
      isWhole: false,
      count: 1,
    });
  });

  it("then shows what deserves a second look, with its evidence, and no word of anybody's text or name", async () => {
    world.clock.set("2024-02-16T17:10:00+07:00");
    expect(await gather(deps, always)).toEqual({ hours: 1, observations: 5, unread: 0, isFinished: true });
    const { status, body } = await world.as(supervisor, list);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      period: "2024",
      observedUpTo: "2024-02-16T10:00:00.000Z",
      isWhole: false,
      unread: 0,
      counts: { "signed-in-bulk": 1, "without-text": 1, "raised-late": 1, "identical-answers": 1, "figure-jump": 0 },
      count: 4,
      isCut: false,
    });
    expect(body.sources).toContainEqual({ kind: "renewed-before-scoring", source: "not-available" });
    expect(body.findings[0]).toMatchObject({
      kind: "without-text",
      portal: "cong-so-tu-phap",
      evidence: { items: [{ of: codes[4], link: `/v1/questions/${codes[4]}/case` }], facts: { substance: 0 } },
    });
    expect(JSON.stringify(body)).not.toMatch(/giấy chứng sinh|hồ sơ ở đâu|Nguyễn Văn Mẫu|nguoi\.hoi|Sở Mẫu/);
  });

  it("is shown by kind and by unit", async () => {
    const kinds = async (query: string) =>
      (await world.as(supervisor, `${list}?${query}`)).body.findings.map(({ kind }: { kind: string }) => kind);
    expect(await kinds("kind=raised-late&unit=so-tu-phap")).toEqual(["raised-late"]);
    expect(await kinds("unit=so-mau")).toEqual([]);
  });

  it("has findings in its own period alone", async () => {
    const count = async (period: string) => (await world.as(supervisor, list.replace("2024", period))).body.count;
    expect([await count("2024-quarter-1"), await count("2024-quarter-2"), await count("2023")]).toEqual([4, 0, 0]);
  });

  it.each([
    ["the auditor", "van-phong-ubnd-tinh.auditor", 200],
    ["the body's own leader", leader, 403],
    ["the leader at the province unit", "ubnd-tinh.leader", 403],
    ["the administrator", "van-phong-ubnd-tinh.administrator", 403],
  ])("answers %s", async (_, officer, status) => {
    expect((await world.as(officer, list)).status).toBe(status);
  });

  it("is not there for a period that cannot be, and not for who does not say who they are", async () => {
    expect((await world.as(supervisor, list.replace("2024", "2024-quarter-5"))).status).toBe(404);
    expect((await world.send(list)).status).toBe(401);
  });
});

/** Keeps in memory what the store would keep in the table. */
function memory() {
  const kept = new Map<Hour, readonly Observation[]>();
  let upTo: Hour | undefined;
  const observations: GatherDeps["observations"] = {
    upTo: async () => upTo,
    moveTo: async (hour) => {
      upTo = hour;
    },
    keep: async (hour, all) => {
      if (all.length > 0) kept.set(hour, all);
    },
  };
  return { kept, observations, reached: () => upTo };
}

describe("the job that gathers", () => {
  const raised = (number: number, at: string) =>
    event("question-classified", {
      subject: `question#Q-${number}`,
      at,
      facts: { class: "joint", previousClass: "own", startsOn: "2024-02-01", dueOn: "2024-02-20", previousDueOn: null },
    });

  async function tables() {
    const made = await tablesAt("2024-02-05T02:20:00.000Z");
    return { ...made, deps: wire(variablesOf(made.nameOf), made.outside) };
  }

  it("gives the same whether it ran once, twice, or ended after any hour", async () => {
    const { deps, happen } = await tables();
    const hours = ["2024-01-31T17", "2024-02-01T03", "2024-02-02T16", "2024-02-03T00", "2024-02-05T00"];
    await happen(
      ...hours.flatMap((hour, index) => [
        raised(index, `${hour}:00:00.000Z`),
        raised(index + 10, `${hour}:59:59.999Z`),
      ]),
    );
    await happen(raised(20, "2024-01-31T16:59:59.999Z"), raised(21, "2024-02-05T02:00:00.000Z"));
    const once = memory();
    await gather({ ...deps, observations: once.observations }, always);
    expect([...once.kept.keys()].toSorted()).toEqual(hours);
    expect([...once.kept.values()].map(({ length }) => length)).toEqual([2, 2, 2, 2, 2]);
    expect(once.reached()).toBe("2024-02-05T02");
    const again = { ...once.observations, upTo: async () => undefined };
    const before = new Map(once.kept);
    await gather({ ...deps, observations: again }, always);
    expect(once.kept).toEqual(before);

    const often = memory();
    let runs = 0;
    for (let isFinished = false; !isFinished; runs++) {
      let left = 17 + runs;
      ({ isFinished } = await gather({ ...deps, observations: often.observations }, () => left-- > 0));
    }
    expect(runs).toBeGreaterThan(3);
    expect(often.kept).toEqual(once.kept);
    expect(often.reached()).toBe(once.reached());
  });

  it("leaves a stack in which nothing happens as it is, but for how far it has looked", async () => {
    const { deps, client, nameOf } = await tables();
    expect(await gather(deps, always)).toEqual({ hours: 105, observations: 0, unread: 0, isFinished: true });
    expect(await gather(deps, always)).toEqual({ hours: 0, observations: 0, unread: 0, isFinished: true });
    const store = observationStore(client, nameOf("Scores"));
    expect([await store.upTo(), await store.ofDays("2024-01-01", "2024-12-31")]).toEqual(["2024-02-05T02", []]);
  });

  it("sets apart what cannot be read, says so, and goes on", async () => {
    const { deps, happen, spoil, lines, client, nameOf } = await tables();
    const at = "2024-02-05T01:00:00.000Z";
    await spoil({ subject: "question#SPOILT", sequence: 1, at });
    await happen(
      event("question-answered", { subject: "question#LOST", sequence: 4, at }),
      event("report-submitted", { subject: "obligation#2023-year.so-mau", facts: { number: 1 }, at }),
      raised(1, at),
    );
    const Item = { id: "2023-year.so-mau", part: "head", state: 7 };
    await client.send(new PutCommand({ TableName: nameOf("Reports"), Item }));
    expect(await gather(deps, always)).toMatchObject({ observations: 4, unread: 3, isFinished: true });
    expect(lines.filter(({ code }) => code === "event-stuck").map(({ fields }) => fields.subject)).toEqual(
      expect.arrayContaining(["question#SPOILT", "question#LOST", "obligation#2023-year.so-mau"]),
    );
  });
});

describe("observations in the table", () => {
  it("are split over items, kept by the hour, and read back by days of the province", async () => {
    const { client, nameOf } = await tablesAt("2024-02-05T02:00:00.000Z");
    const store = observationStore(client, nameOf("Scores"));
    const many = Array.from({ length: 2_000 }, (_, index) =>
      answered(`Q-${index}`, { at: "2023-12-31T16:59:59.999Z" }),
    );
    const next = [answered("NEXT", { at: "2023-12-31T17:00:00.000Z" })];
    await store.keep("2023-12-31T16", many);
    await store.keep("2023-12-31T16", many);
    await store.keep("2023-12-31T17", next);
    expect(await store.ofDays("2023-01-01", "2023-12-31")).toEqual(many);
    expect(await store.ofDays("2024-01-01", "2024-12-31")).toEqual(next);
    expect(await store.ofDays("2023-12-31", "2024-01-01")).toEqual([...many, ...next]);
    expect(await store.ofDays("2023-12-30", "2023-12-30")).toEqual([]);
  });
});

describe("a report beside that of a year before", () => {
  const head = (year: number, number?: number) => ({
    unit: "so-tu-phap",
    regime: "dinh-ky-2020",
    period: { kind: "year", year, dataFrom: `${year - 1}-12-15`, dataTo: `${year}-12-14` },
    ...(number !== undefined && { report: { number } }),
  });
  const report = (visits: number) => ({
    at: "2022-12-16T02:00:00.000Z",
    content: { figures: { visits: { value: visits } } },
  });
  const submitted = event("report-submitted", { subject: "obligation#2023-year.so-tu-phap", facts: { number: 1 } });

  /** A store with some obligations and reports; a test says only what matters of them. */
  function reports(obligations: Record<string, object>, documents: Record<string, object>) {
    return {
      obligation: async (id: string) => obligations[id],
      report: async ({ obligation, number }: { obligation: string; number: number }) =>
        documents[`${obligation}#${number}`],
    } as unknown as Parameters<typeof observedReportOf>[1];
  }

  it("shows the figures that jump against its newest version", async () => {
    const store = reports(
      { "2023-year.so-tu-phap": head(2023, 1), "2022-year.so-tu-phap": head(2022, 2) },
      {
        "2023-year.so-tu-phap#1": report(400),
        "2022-year.so-tu-phap#1": report(400),
        "2022-year.so-tu-phap#2": report(100),
      },
    );
    expect(await observedReportOf(submitted, store)).toMatchObject({
      before: { obligation: "2022-year.so-tu-phap", number: 2, at: "2022-12-16T02:00:00.000Z" },
      jumps: [{ figure: "visits", before: 100, value: 400, isExplained: false }],
    });
  });

  it("has no jumps when there is none", async () => {
    const store = reports({ "2023-year.so-tu-phap": head(2023, 1) }, { "2023-year.so-tu-phap#1": report(400) });
    expect(await observedReportOf(submitted, store)).toMatchObject({ jumps: [] });
  });

  it("is not looked for when the report was asked for by an order", async () => {
    const store = reports({ "2023-year.so-tu-phap": { unit: "so-tu-phap" } }, { "2023-year.so-tu-phap#1": report(1) });
    expect(await observedReportOf(submitted, store)).toBe("nothing");
  });

  it("cannot be compared when it is not there", async () => {
    expect(await observedReportOf(submitted, reports({}, {}))).toBeUndefined();
  });
});
