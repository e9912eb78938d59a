/** Marks planted in everything an asker sends, and in what is written of scores, are looked for in every place where they must not be. */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { NoticeWorld } from "../support/notices.ts";
import { question } from "../support/province.ts";
import { known, openPeriod, scoringActsIn, setPeriod } from "../support/scoring.ts";
import { World } from "../support/world.ts";

const marks = {
  name: "DAUVET-TEN",
  representative: "DAUVET-DAIDIEN",
  email: "dauvet-thu@example.com",
  phone: "0912 345 678",
  address: "DAUVET-DIACHI",
};
const title = "DAUVET-TIEUDE";
const content = "DAUVET-NOIDUNG";
const isMarked = /DAUVET|dauvet|0912 345 678/;
let world: World;
let code = "";
let lookupKey = "";

beforeAll(async () => {
  world = await World.at("2024-02-05T09:00:00+07:00");
  const asker = { kind: "organisation", ...marks };
  ({ code, lookupKey } = (await world.post("cong-so-tu-phap", question({ asker, title, content }))).body);
  await world.post(
    "cong-so-tu-phap",
    question({ asker: { ...asker, email: "dauvet không phải thư" }, title, content }),
  );
  await world.post("cong-so-tu-phap", question({ asker, title, content, DAUVET: 1 }));
  await world.as("so-tu-phap.clerk", `POST /v1/questions/${code}/acceptance`, { headers: { "if-match": '"1"' } });
  await world.send(`GET /v1/questions/${code}?key=${lookupKey}`);
});

const all = async (table: string) => (await world.client.send(new ScanCommand({ TableName: table }))).Items ?? [];

describe("personal data", () => {
  it("stays out of every log line; so does the look-up key", () => {
    expect(world.lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(world.lines)).not.toMatch(isMarked);
    expect(JSON.stringify(world.lines)).not.toContain(lookupKey);
  });

  it("stays out of events, answers kept for repeats, calendars and register", async () => {
    for (const table of [world.tables.Events, world.tables.Answers, world.tables.Calendars, world.tables.Register]) {
      expect(JSON.stringify(await all(table))).not.toMatch(isMarked);
    }
    expect(JSON.stringify(await all(world.tables.Questions))).toMatch(isMarked);
  });

  it("an asker is in no list, no history, no proof, and in no overseer's case", async () => {
    const seen = await Promise.all([
      world.send(`GET /v1/questions/${code}?key=${lookupKey}`),
      world.as("so-tu-phap.leader", "GET /v1/worklist"),
      world.as("so-tu-phap.leader", `GET /v1/questions/${code}/events`),
      world.as("so-tu-phap.leader", `GET /v1/questions/${code}/deadline`),
      world.as("van-phong-ubnd-tinh.supervisor", `GET /v1/questions/${code}/case`),
      world.as("van-phong-ubnd-tinh.supervisor", "GET /v1/worklist?scope=province"),
    ]);
    for (const { status, body } of seen) {
      expect(status).toBe(200);
      for (const mark of Object.values(marks)) expect(JSON.stringify(body)).not.toContain(mark);
    }
  });

  it("a refusal names the field, never its value", async () => {
    const asker = { ...marks, email: "dauvet@", phone: "DAUVET" };
    const { body } = await world.post("cong-so-tu-phap", question({ asker }));
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(["asker.email", "asker.phone"]);
    expect(JSON.stringify(body)).not.toMatch(isMarked);
  });
});

describe("what people write in a score period", () => {
  const portal = "cong-so-tu-phap";
  const mark = `${marks.name}, ${marks.phone}`;
  const url = "https://sotuphap.laocai.gov.vn/DAUVET-DIACHI";
  let notices: NoticeWorld;

  beforeAll(async () => {
    notices = await NoticeWorld.at("2024-01-02T08:00:00+07:00");
    await openPeriod(notices.world);
    const { act } = scoringActsIn(notices.world);
    const done = async (...sent: Parameters<typeof act>) => expect((await act(...sent)).status, sent[2]).toBe(200);
    const said = { fact: known({ n: 1, of: 2 }), note: mark, evidence: [{ url }] };
    await done("so-tu-phap.clerk", portal, "PUT self-score", { entries: { A3: said } });
    await done("so-tu-phap.leader", portal, "POST self-score/submission", { despite: true });
    const seen = { fact: known({ n: 1, of: 4 }), reason: mark };
    const supervisor = "van-phong-ubnd-tinh.supervisor";
    await done(supervisor, portal, "PUT review", {
      entries: { A3: seen },
      suspended: { document: mark, on: "2024-01-02" },
    });
    await act(supervisor, portal, "PUT review", { entries: { A3: { ...seen, DAUVET: mark } } });
    const windowEndsOn = "2024-01-09";
    const published = { at: "2024-01-02T01:00:00.000Z", by: supervisor, unreviewed: 0, windowEndsOn };
    const head = { state: "provisional", windowEndsOn } as const;
    await setPeriod(notices.world, "2023", { state: "provisional", published }, { [portal]: head });
    const asked = { criteria: { A3: { reason: mark, evidence: [{ url }] } } };
    await done("so-tu-phap.leader", portal, "POST reconsideration", asked);
    await done("ubnd-tinh.leader", portal, "POST reconsideration/answer", { criteria: { A3: { reason: mark } } });
    await notices.round();
  });

  it("stays out of log lines, of events and of what mails are headed with", async () => {
    const { world, mail } = notices;
    expect(mail.mails.length).toBeGreaterThan(2);
    expect(JSON.stringify(mail.mails.map(({ subject }) => subject))).not.toMatch(isMarked);
    expect(JSON.stringify(world.lines)).not.toMatch(isMarked);
    const items = async (table: string) => (await world.client.send(new ScanCommand({ TableName: table }))).Items ?? [];
    for (const table of [world.tables.Events, world.tables.Notices]) {
      expect(JSON.stringify(await items(table))).not.toMatch(isMarked);
    }
    expect(JSON.stringify(await items(world.tables.Scores))).toMatch(isMarked);
  });
});
