/** The dashboard's table and the province's figures, from the tables. */
import { describe, expect, it } from "vitest";
import { publishFigures } from "../../functions/figures/figures.ts";
import { wire as wireFigures } from "../../functions/figures/wire.ts";
import { draw } from "../../functions/widgets/draw.ts";
import { wire as wireWidgets } from "../../functions/widgets/wire.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import { question } from "../support/province.ts";
import { World } from "../support/world.ts";

const day = "2024-02-05";

async function dashboard() {
  const world = await World.at(`${day}T01:00:00Z`);
  const tables: Readonly<Record<string, string>> = world.tables;
  const nameOf = (table: string) => tables[table] ?? "";
  const tallies = tallyStore(world.client, nameOf("Tallies"));
  const writing = transactions({ ...world.outside, eventsTable: nameOf("Events") });
  const variables = {
    TALLIES_TABLE: nameOf("Tallies"),
    REGISTER_TABLE: nameOf("Register"),
    QUESTIONS_TABLE: nameOf("Questions"),
    METRICS_NAMESPACE: "Dondoc/test",
  };
  const count = (month: string, unit: string, counts: object) =>
    writing.commit({ writes: tallies.add([{ month, unit, counts }]), events: [] }, undefined, world.clock.now());
  return { world, variables, count };
}

describe("the widget", () => {
  it("shows the units of the register by name, this month's counts beside what is open now, and no question", async () => {
    const { world, variables, count } = await dashboard();
    await world.post("cong-so-tu-phap", question());
    await count("2024-02", "so-tu-phap", { received: 3, answeredOnTime: 1, answeredLate: 1 });
    await count("2024-01", "so-tu-phap", { received: 40 });
    await count("now", "so-tu-phap", { open: 2 });
    await count("now", "not-in-the-register", { open: 1 });
    const html = await draw({ widget: "questions-by-unit" }, wireWidgets(variables, world.outside));
    expect(html).toContain('<th scope="row">Sở Tư pháp</th><td>02</td><td>03</td>');
    expect(html).toContain("01/02");
    expect(html).toContain('<th scope="row">not-in-the-register</th><td>01</td>');
    expect(html).not.toMatch(/Thủ tục|Nguyễn|example\.com|question#/);
  });

  it("describes itself when it is asked to, without reading anything", async () => {
    const { world } = await dashboard();
    const nowhere = { TALLIES_TABLE: "no-such-table", REGISTER_TABLE: "no-such-table" };
    const described = await draw({ describe: true }, wireWidgets(nowhere, world.outside));
    expect(described).toEqual({ markdown: expect.stringContaining("widget: questions-by-unit") });
  });
});

describe("the figures", () => {
  it("count what is open by its due day, and the month from the tallies", async () => {
    const { world, variables, count } = await dashboard();
    // The first is due on Friday 16/02, the second, which came after 08h00, on Monday 19/02.
    await world.post("cong-so-tu-phap", question());
    world.clock.set(`${day}T02:00:00Z`);
    await world.post("cong-so-tu-phap", question());
    await count("2024-02", "so-tu-phap", { received: 2, answeredOnTime: 3, answeredLate: 1 });
    await count("2024-02", "so-mau", { received: 5 });
    const lines: string[] = [];
    const deps = wireFigures(variables, world.outside, (line) => lines.push(line));
    const base = {
      open: 2,
      "without-due-day": 0,
      "received-in-month": 7,
      "answered-in-month": 4,
      "answered-on-time-in-month": 3,
    };
    expect(await publishFigures(deps)).toEqual({ ...base, "due-today": 0, late: 0 });
    world.clock.set("2024-02-16T02:00:00Z");
    expect(await publishFigures(deps)).toMatchObject({ "due-today": 1, late: 0 });
    world.clock.set("2024-02-16T17:00:00Z");
    expect(await publishFigures(deps)).toMatchObject({ "due-today": 0, late: 1 });
    expect(lines).toHaveLength(3);
    expect(lines.join()).not.toMatch(/so-tu-phap|so-mau|Nguyễn/);
  });
});
