import { QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { question } from "../support/province.ts";
import { type Answer, World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await World.at("2024-02-03T22:15:00+07:00");
});

const count = async (table: string) =>
  (await world.client.send(new ScanCommand({ TableName: table, Select: "COUNT" }))).Count;

async function posted(more: object = {}): Promise<Answer["body"]> {
  const { status, body } = await world.post("cong-so-tu-phap", question(more));
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

describe("a portal posts", () => {
  it("at 22:15 on the Saturday before Tết: day 1 is Monday, the due day lies after Tết", async () => {
    const body = await posted();
    expect(body).toMatchObject({
      unit: "so-tu-phap",
      class: "own",
      receivedAt: "2024-02-03T15:15:00.000Z",
      startsOn: "2024-02-05",
      dueOn: "2024-02-16",
      statusUrl: `https://api.example/v1/questions/${body.code}`,
    });
    expect(body.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    expect(body.lookupKey).toMatch(/^[0-9A-Z]{26}$/);
    expect(body).not.toHaveProperty("provisional");
  });

  it("the same again under the same key gets the first answer, and nothing is written twice", async () => {
    const headers = { "idempotency-key": "portal-key-1" };
    const first = await world.post("cong-so-tu-phap", question(), headers);
    world.clock.set("2024-02-20T09:00:00+07:00");
    const again = await world.post("cong-so-tu-phap", question(), headers);
    expect(again.body).toEqual(first.body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first.headers["idempotency-replayed"], again.headers["idempotency-replayed"]]).toEqual([undefined, "true"]);
    expect(await count(world.tables.Questions)).toBe(2);
  });

  it("another body under the key is refused; the same key of another portal is another key", async () => {
    const headers = { "idempotency-key": "portal-key-1" };
    await world.post("cong-so-tu-phap", question(), headers);
    const other = await world.post("cong-so-tu-phap", question({ title: "Khác" }), headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency-key-reused"]);
    const mau = await world.post("cong-so-mau", question({ unit: "so-mau" }), headers);
    expect(mau.status).toBe(201);
    expect(await count(world.tables.Questions)).toBe(4);
  });

  it("a key can be used again once its 30 days are over, although the record still lies there", async () => {
    const headers = { "idempotency-key": "portal-key-1" };
    const first = await world.post("cong-so-tu-phap", question(), headers);
    world.clock.set("2024-03-04T22:14:59+07:00");
    expect((await world.post("cong-so-tu-phap", question(), headers)).body.code).toBe(first.body.code);
    world.clock.set("2024-03-04T22:15:00+07:00");
    expect((await world.post("cong-so-tu-phap", question(), headers)).body.code).not.toBe(first.body.code);
  });

  it("the first answer is given again even when the same post would be refused today", async () => {
    const headers = { "idempotency-key": "before-the-end" };
    world.clock.set("2024-01-31T10:00:00+07:00");
    const first = await world.post("cong-hoi-cu", question({ unit: "hoi-cu" }), headers);
    world.clock.set("2024-02-01T10:00:00+07:00");
    const again = await world.post("cong-hoi-cu", question({ unit: "hoi-cu" }), headers);
    expect(again.body).toEqual(first.body);
    const fresh = await world.post("cong-hoi-cu", question({ unit: "hoi-cu" }));
    expect([fresh.status, fresh.body.code]).toEqual([422, "unit-takes-no-questions"]);
  });

  it("for its own unit and its subtree; the provincial portal for any; nobody else's", async () => {
    const posts = [
      ["cong-thi-xa-sa-pa", "xa-mau-01", 201],
      ["cong-xa-mau-01", "thi-xa-sa-pa", 403],
      ["cong-so-tu-phap", "so-mau", 403],
      ["cong-ubnd-tinh", "xa-mau-02", 201],
    ] as const;
    for (const [portal, unit, status] of posts) {
      expect((await world.post(portal, question({ unit }))).status, `${portal} for ${unit}`).toBe(status);
    }
    world.clock.set("2025-07-01T09:00:00+07:00");
    const afterReform = await world.post("cong-thi-xa-sa-pa", question({ unit: "xa-mau-01" }));
    expect([afterReform.status, afterReform.body.code]).toEqual([403, "unit-not-served"]);
  });

  it("in a year without calendar the question is taken in without a date, and an alarm is raised", async () => {
    world = await World.at("2024-02-03T22:15:00+07:00", []);
    const body = await posted();
    expect(body).toMatchObject({ startsOn: null, dueOn: null });
    expect(world.lines).toContainEqual({ code: "calendar-missing", fields: { question: body.code } });
    const list = await world.as("so-tu-phap.clerk", "GET /v1/worklist");
    expect(list.body.items[0]).toMatchObject({ code: body.code, timing: "no-date", workingDaysLeft: null });
  });

  it("in an estimated year the dates are provisional", async () => {
    world.clock.set("2026-12-30T10:00:00+07:00");
    expect(await posted()).toMatchObject({ dueOn: "2027-01-07", provisional: true });
  });

  it("keeps Vietnamese byte for byte, composed or not, and measures it in code points", async () => {
    const title = "Đất đai ở xã".normalize("NFD");
    const content = `${"ế".repeat(9_999).normalize("NFD")}\n`;
    const { code } = await posted({ title, content });
    const { body } = await world.as("so-tu-phap.clerk", `GET /v1/questions/${code}/case`);
    expect([body.title, body.content]).toEqual([title, content]);
  });

  it("writes head, text, event and first answer, and no more", async () => {
    const before = await count(world.tables.Events);
    await posted();
    expect(await count(world.tables.Questions)).toBe(2);
    expect(await count(world.tables.Answers)).toBe(1);
    expect((await count(world.tables.Events)) ?? 0).toBe((before ?? 0) + 1);
  });
});

describe("a citizen looks up", () => {
  it("with code and key, in the query or in a header, typed in any way", async () => {
    const { code, lookupKey } = await posted();
    const typed = code.replaceAll("-", "").toLowerCase();
    const answers = await Promise.all([
      world.send(`GET /v1/questions/${code}?key=${lookupKey}`),
      world.send(`GET /v1/questions/${code}`, { headers: { "lookup-key": lookupKey } }),
      world.send(`GET /v1/questions/${typed}?key=${lookupKey.toLowerCase()}`),
    ]);
    for (const { status, body } of answers) {
      expect([status, body.state, body.unitName, body.dueOn]).toEqual([200, "received", "Sở Tư pháp", "2024-02-16"]);
      expect(JSON.stringify(body)).not.toMatch(/asker|Nguyễn|example\.com|lookupKey/);
    }
  });

  it("a wrong key, a missing key, a wrong check symbol and an unknown code are one and the same 404", async () => {
    const { code, lookupKey } = await posted();
    const wrongCheck = `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`;
    const answers = await Promise.all(
      [
        `${code}?key=${lookupKey.slice(0, -1)}${lookupKey.endsWith("0") ? "1" : "0"}`,
        `${code}?key=${lookupKey}0`,
        `${code}?key=`,
        code,
        `${wrongCheck}?key=${lookupKey}`,
        `0000-0000-0?key=${lookupKey}`,
        `${encodeURIComponent("mã sai")}?key=${lookupKey}`,
      ].map((target) => world.send(`GET /v1/questions/${target}`)),
    );
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, "question-not-found"]);
  });
});

describe("officers", () => {
  it("see their unit's open questions by legal time left; another body's officer does not", async () => {
    const first = await posted();
    world.clock.set("2024-02-05T07:00:00+07:00");
    const second = await posted({ title: "Câu hỏi thứ hai" });
    const list = await world.as("so-tu-phap.clerk", "GET /v1/worklist");
    expect(list.body.items.map(({ code }: { code: string }) => code).sort()).toEqual([first.code, second.code].sort());
    expect(list.body.items[0]).toMatchObject({
      timing: "in-time",
      workingDaysLeft: 4,
      acceptanceLate: false,
      acceptBy: "2024-02-05",
    });
    expect((await world.as("so-mau.clerk", "GET /v1/worklist")).body.items).toEqual([]);
    const other = await world.as("so-mau.clerk", `GET /v1/questions/${first.code}/case`);
    expect([other.status, other.body.code]).toEqual([404, "not-found"]);
  });

  it.each([
    ["2024-02-06T09:00:00+07:00", "in-time", 3, true],
    ["2024-02-07T09:00:00+07:00", "due-soon", 2, true],
    ["2024-02-16T09:00:00+07:00", "due-today", 0, true],
    ["2024-02-19T09:00:00+07:00", "late", -1, true],
  ])("at %s it is %s with %i working days left", async (at, timing, workingDaysLeft, acceptanceLate) => {
    await posted();
    world.clock.set(at);
    const { body } = await world.as("so-tu-phap.clerk", "GET /v1/worklist");
    expect(body.items[0]).toMatchObject({ timing, workingDaysLeft, acceptanceLate });
  });

  it("never see an asker in a list; the case shows the asker to the unit, not to the overseers", async () => {
    const { code } = await posted();
    const list = await world.as("so-tu-phap.leader", "GET /v1/worklist");
    expect(JSON.stringify(list.body)).not.toMatch(/Nguyễn|example\.com|asker|lookupKey/);
    const own = await world.as("so-tu-phap.leader", `GET /v1/questions/${code}/case`);
    expect(own.body.asker).toMatchObject({ name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" });
    expect(own.headers.etag).toBe('"1"');
    const overseer = await world.as("van-phong-ubnd-tinh.auditor", `GET /v1/questions/${code}/case`);
    expect(overseer.status).toBe(200);
    expect(JSON.stringify(overseer.body)).not.toMatch(/Nguyễn|example\.com|asker|lookupKey/);
  });

  it("a wrong role at the own unit is forbidden, an expired one is none", async () => {
    const { code } = await posted();
    const target = `GET /v1/questions/${code}/case`;
    const editor = await world.as("so-tu-phap.editor", target);
    expect([editor.status, editor.body.code]).toEqual([403, "role-missing"]);
    expect((await world.as("so-tu-phap.former-clerk", target)).status).toBe(404);
    expect((await world.as("so-tu-phap.deputy", target)).status).toBe(200);
    world.clock.set("2024-03-01T00:00:00+07:00");
    expect((await world.as("so-tu-phap.deputy", target)).status).toBe(404);
  });

  it("take a question in once, with the version that they read", async () => {
    const { code } = await posted();
    const target = `POST /v1/questions/${code}/acceptance`;
    const missing = await world.as("so-tu-phap.clerk", target);
    const malformed = await world.as("so-tu-phap.clerk", target, { headers: { "if-match": "1" } });
    const stale = await world.as("so-tu-phap.clerk", target, { headers: { "if-match": '"7"' } });
    expect([missing, malformed, stale].map(({ status, body }) => [status, body.code])).toEqual([
      [428, "version-missing"],
      [400, "if-match-malformed"],
      [412, "version-stale"],
    ]);
    world.clock.set("2024-02-05T10:00:00+07:00");
    const headers = { "if-match": '"1"', "idempotency-key": "accept-1" };
    const accepted = await world.as("so-tu-phap.clerk", target, { headers });
    expect([accepted.status, accepted.body.acceptedLate, accepted.headers.etag]).toEqual([200, false, '"2"']);
    const repeated = await world.as("so-tu-phap.clerk", target, { headers });
    expect([repeated.status, repeated.body, repeated.headers.etag]).toEqual([200, accepted.body, '"2"']);
    const again = await world.as("so-tu-phap.clerk", target, { headers: { "if-match": '"2"' } });
    expect([again.status, again.body.code]).toEqual([409, "already-accepted"]);
  });

  it("taking in on the day after is late: a fact of its own", async () => {
    const { code } = await posted();
    world.clock.set("2024-02-06T00:00:00+07:00");
    const { body } = await world.as("so-tu-phap.clerk", `POST /v1/questions/${code}/acceptance`, {
      headers: { "if-match": '"1"' },
    });
    expect(body).toMatchObject({ state: "accepted", acceptedLate: true });
  });

  it("two clerks at once: one takes it in, the other is told that it has changed", async () => {
    const { code } = await posted();
    const answers = await Promise.all(
      ["so-tu-phap.clerk", "two-units.clerk"].map((clerk) =>
        world.as(clerk, `POST /v1/questions/${code}/acceptance`, { headers: { "if-match": '"1"' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("read the proof of a date and the history, without a personal word in it", async () => {
    const { code } = await posted();
    await world.as("so-tu-phap.clerk", `POST /v1/questions/${code}/acceptance`, { headers: { "if-match": '"1"' } });
    const proof = await world.as("so-tu-phap.editor", `GET /v1/questions/${code}/deadline`);
    expect(proof.body).toMatchObject({
      startsOn: "2024-02-05",
      dueOn: "2024-02-16",
      source: "Điều 25 Quy chế 25-QC/TU ngày 18/9/2020",
    });
    expect(proof.body.days.filter(({ counted }: { counted: boolean }) => counted)).toHaveLength(5);
    const history = await world.as("van-phong-ubnd-tinh.auditor", `GET /v1/questions/${code}/events?limit=1`);
    const rest = await world.as(
      "van-phong-ubnd-tinh.auditor",
      `GET /v1/questions/${code}/events?cursor=${history.body.nextCursor}`,
    );
    expect(
      [...history.body.items, ...rest.body.items].map(({ kind, version, by, to }) => [kind, version, by.id, to]),
    ).toEqual([
      ["question-received", 1, "cong-so-tu-phap", "received"],
      ["question-accepted", 2, "so-tu-phap.clerk", "accepted"],
    ]);
    expect(JSON.stringify(history.body)).not.toMatch(/Nguyễn|example\.com|khai sinh/);
  });
});

describe("the worklist of more than one unit", () => {
  beforeEach(async () => {
    for (const unit of ["so-tu-phap", "thi-xa-sa-pa", "xa-mau-01", "xa-mau-02", "so-mau"]) {
      await world.post("cong-ubnd-tinh", question({ unit }));
      world.clock.instant += 36 * 3_600_000;
    }
  });
  const unitsOf = (answer: Answer) => answer.body.items.map(({ unit }: { unit: string }) => unit);

  it("a subtree is its parent's leader's and consolidator's, not its clerk's", async () => {
    expect(unitsOf(await world.as("thi-xa-sa-pa.consolidator", "GET /v1/worklist?scope=subtree"))).toEqual([
      "thi-xa-sa-pa",
      "xa-mau-01",
      "xa-mau-02",
    ]);
    expect(unitsOf(await world.as("thi-xa-sa-pa.leader", "GET /v1/worklist?scope=unit"))).toEqual(["thi-xa-sa-pa"]);
    expect((await world.as("thi-xa-sa-pa.clerk", "GET /v1/worklist?scope=subtree")).status).toBe(403);
    expect((await world.as("so-mau.leader", "GET /v1/worklist?scope=subtree&unit=thi-xa-sa-pa")).status).toBe(404);
  });

  it("the province's is the supervisor's, the auditor's and the Chairperson's, in one order over pages", async () => {
    for (const officer of ["van-phong-ubnd-tinh.supervisor", "van-phong-ubnd-tinh.auditor", "ubnd-tinh.leader"]) {
      const seen: string[] = [];
      let cursor = "";
      do {
        const page = await world.as(officer, `GET /v1/worklist?scope=province&limit=2${cursor}`);
        expect(page.status, JSON.stringify(page.body)).toBe(200);
        seen.push(...page.body.items.map(({ dueOn, unit }: { dueOn: string; unit: string }) => `${dueOn} ${unit}`));
        cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : "";
      } while (cursor !== "");
      expect(seen.map((line) => line.split(" ")[1])).toEqual([
        "so-tu-phap",
        "thi-xa-sa-pa",
        "xa-mau-01",
        "xa-mau-02",
        "so-mau",
      ]);
      const dueDays = seen.map((line) => line.split(" ")[0]);
      expect(dueDays).toEqual(dueDays.toSorted());
    }
    expect((await world.as("so-tu-phap.leader", "GET /v1/worklist?scope=province")).status).toBe(403);
  });

  it("an officer of two units names one; of none, is told so", async () => {
    const several = await world.as("two-units.clerk", "GET /v1/worklist");
    const none = await world.as("van-phong-ubnd-tinh.supervisor", "GET /v1/worklist");
    expect([several.body.code, none.body.code]).toEqual(["unit-ambiguous", "scope-not-held"]);
    expect(unitsOf(await world.as("two-units.clerk", "GET /v1/worklist?unit=so-mau"))).toEqual(["so-mau"]);
  });

  it("a cursor that this list never gave is refused, and opens nothing", async () => {
    for (const forged of [
      "x",
      Buffer.from('{"after":""}').toString("base64url"),
      Buffer.from('{"openUnit":"so-mau"}').toString("base64url"),
      Buffer.from('{"after":{}}').toString("base64url"),
    ]) {
      const { status, body } = await world.as("so-tu-phap.clerk", `GET /v1/worklist?cursor=${forged}`);
      expect([status, body.code]).toEqual([400, "cursor-invalid"]);
    }
    const { code } = await posted();
    const subject = `question#${code}`;
    for (const place of [{ subject, sequence: "x" }, { subject: "question#other", sequence: 1 }, { subject }]) {
      const cursor = Buffer.from(JSON.stringify(place)).toString("base64url");
      const { status, body } = await world.as("so-tu-phap.clerk", `GET /v1/questions/${code}/events?cursor=${cursor}`);
      expect([status, body.code], JSON.stringify(place)).toEqual([400, "cursor-invalid"]);
    }
    const officers = { id: "officer#so-mau.clerk", part: "record", kind: "officer", recordId: "so-mau.clerk" };
    const cursor = Buffer.from(JSON.stringify(officers)).toString("base64url");
    expect((await world.send(`GET /v1/units?cursor=${cursor}`)).body.code).toBe("cursor-invalid");
  });
});

describe("what is stored", () => {
  it("a head stays within 1 KB for a usual question, and the indexes hold no asker", async () => {
    await posted();
    const { Items: heads = [] } = await world.client.send(new ScanCommand({ TableName: world.tables.Questions }));
    const head = heads.find(({ part }) => part === "head");
    expect(Buffer.byteLength(JSON.stringify(head))).toBeLessThan(1_024);
    const { Items: open = [] } = await world.client.send(
      new QueryCommand({
        TableName: world.tables.Questions,
        IndexName: "open-by-unit",
        KeyConditionExpression: "openUnit = :unit",
        ExpressionAttributeValues: { ":unit": "so-tu-phap" },
      }),
    );
    expect(open).toHaveLength(1);
    expect(JSON.stringify(open)).not.toMatch(/Nguyễn|example\.com|lookupKey/);
  });

  it("no log line holds anything that the asker wrote", async () => {
    const body = await posted();
    await world.send(`GET /v1/questions/${body.code}?key=${body.lookupKey}`);
    expect(world.lines.map(({ code }) => code)).toContain("request-answered");
    expect(JSON.stringify(world.lines)).not.toMatch(/Nguyễn|example\.com|khai sinh/);
    expect(JSON.stringify(world.lines)).not.toContain(body.lookupKey);
  });
});
