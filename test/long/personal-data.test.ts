/** Marks planted in everything an asker sends are looked for in every place where they must not be. */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { question } from "../support/province.ts";
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
