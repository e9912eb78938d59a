import { beforeAll, describe, expect, it } from "vitest";
import { question } from "../support/province.ts";
import { World } from "../support/world.ts";

describe("a citizen's question", () => {
  let world: World;
  beforeAll(async () => {
    world = await World.at("2024-02-03T22:15:00+07:00");
  });

  it("posted at 22:15 on Saturday before Tết starts on Monday and is due after Tết", async () => {
    const { status, body } = await world.post("cong-so-tu-phap", question());
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      unit: "so-tu-phap",
      class: "own",
      receivedAt: "2024-02-03T15:15:00.000Z",
      startsOn: "2024-02-05",
      dueOn: "2024-02-16",
    });
    expect(body.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    expect(body.statusUrl).toBe(`https://api.example/v1/questions/${body.code}`);
  });
});
