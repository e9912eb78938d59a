/** What handing in costs in DynamoDB's units, as the engine counts them, and how long gathering takes. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { metered, totalUnits } from "../bench/metered.ts";
import { actsIn, addCommunes, freeze, regime, reportsIn, wholeContent, writingIn } from "../support/reports.ts";
import { World } from "../support/world.ts";

const direct = "2024-quarter-2.so-tu-phap";
const child = "2024-quarter-2.xa-mau-01";
const parent = "2024-quarter-2.thi-xa-sa-pa";
const despite = { capacity: "own", despite: true };
let world: World;
let acts: ReturnType<typeof actsIn>;

beforeEach(async () => {
  world = await World.at("2024-06-15T08:00:00+07:00");
  acts = actsIn(world);
  await addCommunes(world);
  await freeze(world, "2024-quarter-2");
  await freeze(world, "2024-half-year");
});

const draft = (id: string, bytes: number) =>
  acts.act(`${id.slice(id.indexOf(".") + 1)}.clerk`, id, "draft", {
    sections: { "kho-khan": "x".repeat(bytes) },
    submit: true,
  });

/** Write units of a submission of so many bytes of text. */
async function unitsOf(
  id: string,
  bytes: number,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<number> {
  await draft(id, bytes);
  const meter = metered(world.client);
  const answer = await acts.act(
    `${id.slice(id.indexOf(".") + 1)}.leader`,
    id,
    "submission",
    { ...despite, ...body },
    headers,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return totalUnits(meter.take().writes);
}

describe("a submission costs at most 12 write units and 2 for each further KB", () => {
  afterEach(() => world.client.middlewareStack.remove("metered"));

  it.each([
    ["of a body that reports to the province", direct, 400, 12],
    ["of a child whose parent has not gathered", child, 400, 12],
    ["of 2 KB", direct, 2_000, 14],
    ["of 5 KB", direct, 4_900, 20],
  ])("%s", async (_, id, bytes, most) => {
    expect(await unitsOf(id, bytes)).toBeLessThanOrEqual(most);
  });

  it("its repeat key included", async () => {
    expect(await unitsOf(direct, 400, {}, { "idempotency-key": "gui-1" })).toBeLessThanOrEqual(12);
  });

  it("a second obligation that it meets costs less than one of its own", async () => {
    expect(await unitsOf(direct, 400, { alsoMeets: ["2024-half-year.so-tu-phap"] })).toBeLessThanOrEqual(22);
  });

  it("only a parent that has gathered is marked, for its own change and event", async () => {
    await acts.act("thi-xa-sa-pa.consolidator", parent, "consolidation");
    const units = await unitsOf(child, 400);
    expect(units).toBeGreaterThan(12);
    expect(units).toBeLessThanOrEqual(20);
  });
});

describe("gathering", () => {
  it("100 children with 60 figures takes at most 2 s", async () => {
    const reports = reportsIn(world);
    await acts.handIn(child);
    const [head, report] = await Promise.all([
      reports.obligation(child),
      reports.report({ obligation: child, number: 1 }),
    ]);
    if (!head || !report) throw new Error("Nothing was handed in.");
    const figures = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`figure-${index}`, { value: index }]));
    const content = { ...report.content, figures: { ...report.content.figures, ...figures } };
    const children = Array.from({ length: 98 }, (_, index) => `xa-them-${index}`);
    for (let first = 0; first < children.length; first += 25) {
      const writes = children.slice(first, first + 25).flatMap((unit) => {
        const id = `2024-quarter-2.${unit}`;
        return [
          ...reports.add({ ...head, id, unit }),
          reports.addReport({ obligation: id, number: 1 }, { ...report, content }),
        ];
      });
      await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
    }
    await acts.handIn("2024-quarter-2.xa-mau-02", wholeContent({ visits: 5 }));
    const since = performance.now();
    const { status, body } = await acts.act("thi-xa-sa-pa.consolidator", parent, "consolidation");
    const milliseconds = performance.now() - since;
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.sources).toHaveLength(100);
    expect(body.figures).toHaveLength(regime.figures.length);
    expect(body.figures.find(({ id }: { id: string }) => id === "visits").gathered).toBe(99 * 10 + 5);
    expect(milliseconds).toBeLessThan(2_000);
  });
});
