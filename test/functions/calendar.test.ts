import { beforeAll, describe, expect, it } from "vitest";
import { World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await World.at("2024-02-03T22:15:00+07:00");
});

describe("the proof of a date", () => {
  it("lists every day from receipt to the due day, and why it counted or not", async () => {
    const { status, body } = await world.send("GET /v1/deadlines?receivedAt=2024-02-03T22:15:00%2B07:00&days=5");
    expect(status).toBe(200);
    expect(body).toMatchObject({ receivedAt: "2024-02-03T15:15:00.000Z", startsOn: "2024-02-05", dueOn: "2024-02-16" });
    expect(body.days).toHaveLength(14);
    expect(body.days[5]).toEqual({ on: "2024-02-08", counted: false, reason: "holiday", note: "Tết Nguyên đán" });
    expect(body.calendar).toEqual([
      { year: 2024, version: 1, notice: "5015/TB-LĐTBXH; 1570/TB-LĐTBXH", status: "official" },
    ]);
  });

  it("counts 5 days when none are named, and takes any offset", async () => {
    const answers = await Promise.all(
      ["2024-02-03T15:15:00Z", "2024-02-03T10:15:00-05:00", "2024-02-03T22:15:00.5%2B07:00"].map((at) =>
        world.send(`GET /v1/deadlines?receivedAt=${at}`),
      ),
    );
    expect(answers.map(({ body }) => body.dueOn)).toEqual(["2024-02-16", "2024-02-16", "2024-02-16"]);
  });

  it("says provisional where a year is only estimated", async () => {
    const { body } = await world.send("GET /v1/deadlines?receivedAt=2026-12-30T10:00:00%2B07:00&days=5");
    expect(body).toMatchObject({ provisional: true, calendar: [{ year: 2026 }, { year: 2027, status: "estimated" }] });
  });

  it.each([
    ["receivedAt=2030-01-01T00:00:00Z", "calendar-not-published", "calendar.2030"],
    ["days=5", "missing", "receivedAt"],
    ["receivedAt=hôm nay", "instant-malformed", "receivedAt"],
    ["receivedAt=2024-02-30T10:00:00Z", "instant-malformed", "receivedAt"],
    ["receivedAt=2024-02-03T22:15:00", "instant-malformed", "receivedAt"],
    ["receivedAt=2024-02-03T22:15:00Z&days=0", "too-small", "days"],
    ["receivedAt=2024-02-03T22:15:00Z&days=31", "too-large", "days"],
    ["receivedAt=2024-02-03T22:15:00Z&days=2.5", "not-an-integer", "days"],
    ["receivedAt=2024-02-03T22:15:00Z&ngay=5", "unknown-field", "ngay"],
  ])("refuses %s with %s", async (query, code, path) => {
    const { status, body, headers } = await world.send(`GET /v1/deadlines?${encodeURI(query)}`);
    expect([status, body.errors[0].code, body.errors[0].path]).toEqual([422, code, path]);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(body).toMatchObject({ status: 422, title: "Unprocessable Content", requestId: "request-1" });
  });
});

describe("a year's calendar", () => {
  it("is shown with its notice and version", async () => {
    const { body, headers } = await world.send("GET /v1/calendar/2026");
    expect(body).toMatchObject({
      year: 2026,
      status: "official",
      workedDays: [{ on: "2026-01-10", paysFor: "2026-01-02" }, { on: "2026-08-22" }],
    });
    expect(headers.etag).toBe('"1"');
  });

  it.each([
    ["2031", 404],
    ["1999", 422],
    ["nay", 422],
  ])("%s is answered with %i", async (year, status) => {
    expect((await world.send(`GET /v1/calendar/${year}`)).status).toBe(status);
  });
});
