/** What the acts of a score period cost in DynamoDB's units, as the engine counts them, at 40 criteria with evidence, notes and reasons. */
import { beforeAll, describe, expect, it } from "vitest";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { metered, totalUnits } from "../bench/metered.ts";
import { known, openPeriod, scoresIn, scoringActsIn, smallSet } from "../support/scoring.ts";
import { frozenIn } from "../support/snapshots.ts";
import { type Answer, World } from "../support/world.ts";

const portal = "cong-so-tu-phap";
const [leader, supervisor, chair] = ["so-tu-phap.leader", "van-phong-ubnd-tinh.supervisor", "ubnd-tinh.leader"];
const ids = Array.from({ length: 40 }, (_, index) => `A${index + 1}`);
const wide: CriteriaSet = criteriaSet.parse({
  ...smallSet,
  id: "bo-rong",
  groups: [{ id: "A", name: "A", nameEn: "A", max: 4_000 }],
  criteria: ids.map((id) => ({
    ...{ id, group: "A", text: "Thông tin trên Cổng TTĐT", textEn: "Information", legalBasis: "Bộ tiêu chí mẫu" },
    ...{ max: 100, method: "ratio", judge: "reviewer", evidence: "Đường dẫn" },
  })),
});
const words = "Đã kiểm tra trên Cổng TTĐT, có đường dẫn kèm theo. ".repeat(2);
const of = (entry: object) => Object.fromEntries(ids.map((id) => [id, entry]));
const url = "https://sotuphap.laocai.gov.vn/chuyen-muc/thong-tin/bai-viet-so-1";
const selfScore = { entries: of({ fact: known({ n: 1, of: 2 }), evidence: [{ url }], note: words }) };
const review = { entries: of({ fact: known({ n: 1, of: 4 }), reason: words }), done: true };
const asked = { criteria: { A1: { reason: words }, A2: { reason: words } } };

interface Cost {
  readonly writes: number;
  readonly reads: number;
}

/** Every act in turn, in a period with so many further portals. */
async function costs(further: number): Promise<Record<string, Cost>> {
  const world = await World.at("2024-01-02T08:00:00+07:00");
  const bucket = await frozenIn(world);
  const bodies = ["so-tu-phap", "so-mau", "thi-xa-sa-pa", "xa-mau-01", "van-phong-ubnd-tinh"].slice(0, 1 + further);
  await openPeriod(world, { by: wide, units: bodies });
  const acts = scoringActsIn(world);
  const meter = metered(world.client);
  const found: Record<string, Cost> = {};
  const take = async (name: string, act: () => Promise<Answer>) => {
    meter.take();
    const { status, body } = await act();
    expect([200, 202], `${name}: ${JSON.stringify(body)}`).toContain(status);
    const { writes, reads } = meter.take();
    found[name] = { writes: totalUnits(writes), reads: totalUnits(reads) };
  };
  const ofPeriod = async (officer: string, request: string, body: object) => {
    const headers = { "if-match": `"${(await scoresIn(world).period("2023"))?.version}"` };
    return world.as(officer, request, { body, headers });
  };
  const path = "/v1/score-periods/2023";
  const document = { number: "15/QĐ-HĐBT", on: "2024-01-02" };
  const signing = { capacity: "tm", forTitle: "Hội đồng biên tập" };
  try {
    await take("self-score", () => acts.act("so-tu-phap.clerk", portal, "PUT self-score", selfScore));
    await take("submission", () => acts.act(leader, portal, "POST self-score/submission"));
    await take("review", () => acts.act(supervisor, portal, "PUT review", review));
    const reviewer = { officer: "thi-xa-sa-pa.clerk", document };
    await take("reviewer", () => ofPeriod(chair, `PUT ${path}/reviewers/${portal}`, reviewer));
    await take("publication", () => ofPeriod(supervisor, `POST ${path}/publication`, { despite: true }));
    await bucket.run();
    await take("reconsideration", () => acts.act(leader, portal, "POST reconsideration", asked));
    const answer = { criteria: { A1: { reason: words, fact: known({ n: 1, of: 3 }) }, A2: { reason: words } } };
    await take("answer", () => acts.act(chair, portal, "POST reconsideration/answer", answer));
    world.clock.set("2024-01-12T08:00:00+07:00");
    const decision = { ...document, ...signing, on: "2024-01-12", despite: true };
    await take("decision", () => ofPeriod(chair, `POST ${path}/decision`, decision));
    await bucket.run();
    const entries = [{ portal, criterion: "A3", fact: known({ n: 1, of: 1 }), reason: words }];
    const amendment = { ...document, ...signing, on: "2024-01-12", reason: words, entries };
    await take("amendment", () => ofPeriod(chair, `POST ${path}/amendment`, amendment));
    await take("reading", () => world.send(`GET /v1/scores/${portal}/2023`));
  } finally {
    await bucket.stop();
  }
  return found;
}

describe("at 40 criteria with evidence, notes and reasons", () => {
  let [alone, beside]: Record<string, Cost>[] = [];

  beforeAll(async () => {
    [alone, beside] = await Promise.all([costs(0), costs(4)]);
  });

  // A sheet is written once and whole: of some 10 KB once a body has spoken, of some 25 KB once a reviewer has.
  it.each([
    ["self-score", 36, 10],
    ["submission", 10, 10],
    ["review", 60, 10],
    ["reconsideration", 64, 12],
    ["answer", 64, 12],
    ["reviewer", 6, 6],
    ["publication", 6, 6],
    ["decision", 6, 10],
    ["amendment", 8, 14],
    ["reading", 0, 14],
  ])("%s costs at most %i write units and %i read units, and the same beside other portals", (name, writes, reads) => {
    expect(alone?.[name]?.writes).toBeLessThanOrEqual(writes);
    expect(alone?.[name]?.reads).toBeLessThanOrEqual(reads);
    expect(beside?.[name]).toEqual(alone?.[name]);
  });
});
