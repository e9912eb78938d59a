/** Whoever reads what is public, and nothing else, comes to the same points, scores, grades and ranks by a calculator of their own. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { setHashOf } from "../../shared/scoring/criteria/set-loading.ts";
import { setProblems } from "../../shared/scoring/criteria/set-problems.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { writingIn } from "../support/reports.ts";
import { type PublishedFacts, recomputed } from "../support/score-checker.ts";
import { known, scoresIn } from "../support/scoring.ts";
import { frozenIn } from "../support/snapshots.ts";
import { World } from "../support/world.ts";

const words = { text: "t", textEn: "t", legalBasis: "Bộ tiêu chí mẫu", judge: "reviewer" } as const;
const items = ["mot", "hai", "ba"].map((id) => ({ id, text: id, textEn: id }));
const questions = { participations: ["questions"] };

/** Every method, each in each of its shapes; thirds and sevenths, so that rounding shows. */
const set: CriteriaSet = criteriaSet.parse({
  ...{ id: "bo-kiem", title: "Bộ kiểm", titleEn: "Checked", validFrom: "2023-01-01", periodKinds: ["year"] },
  groups: [
    { id: "A", name: "A", nameEn: "A", max: 3_300 },
    { id: "D", name: "D", nameEn: "D", max: 1_700 },
  ],
  criteria: [
    { ...words, id: "A1", group: "A", max: 700, method: "checklist", items },
    { ...words, id: "A2", group: "A", max: 100, method: "yes-no" },
    { ...words, id: "A3", group: "A", max: 400, method: "ratio" },
    { ...words, id: "A4", group: "A", max: 600, method: "ratio", target: 700 },
    { ...words, id: "A5", group: "A", max: 500, method: "normalised", within: "group" },
    { ...words, id: "A6", group: "A", max: 500, method: "normalised", within: "all" },
    { ...words, id: "A7", group: "A", max: 500, method: "by-hand" },
    // Named before what it stands upon.
    { ...words, id: "D5", group: "D", max: 200, method: "yes-no", dependsOn: ["D1"] },
    {
      ...words,
      id: "D1",
      group: "D",
      max: 900,
      method: "on-time",
      judge: "system",
      fact: "questions-on-time",
      appliesTo: questions,
    },
    {
      ...words,
      id: "D2",
      group: "D",
      max: 0,
      method: "ratio",
      judge: "system",
      fact: "questions-satisfaction",
      isInformative: true,
      dependsOn: ["D1"],
    },
    {
      ...words,
      id: "D3",
      group: "D",
      max: 300,
      method: "deduction",
      judge: "system",
      fact: "reports-dates",
      each: 75,
      deductions: { late: 19, missing: 75 },
    },
    { ...words, id: "D4", group: "D", max: 300, method: "deduction", deductions: { "sai-ten": 45 } },
  ],
  bands: [
    { id: "tot", name: "Tốt", nameEn: "Good", from: 8_000, to: 10_000 },
    { id: "yeu", name: "Yếu", nameEn: "Weak", from: 0, to: 7_999 },
  ],
  ...{ minimumCoverage: 5_000, ranks: true },
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
});

const notMeasured: Fact = { is: "not-measured", why: "reviewed" };
const good: Record<string, Fact> = {
  ...{
    A1: known({ done: ["mot", "ba"] }),
    A2: known({ yes: true }),
    A3: known({ n: 5, of: 7 }),
    A4: known({ count: 699 }),
  },
  ...{ A5: known({ count: 35 }), A6: known({ n: 2, of: 3 }), A7: known({ points: 333 }), D1: known({ n: 6, of: 7 }) },
  ...{
    D2: known({ n: 1, of: 3 }),
    D3: known({ of: 4, lapses: { late: 1 } }),
    D4: known({ of: 9, lapses: { "sai-ten": 7 } }),
  },
  D5: known({ yes: true }),
};
const silent = Object.fromEntries(Object.keys(good).map((id) => [id, notMeasured]));
type Body = Pick<Sheet, "group" | "kind" | "level" | "participations"> & Partial<Sheet>;
const departments: Body = {
  group: "departments",
  kind: "department",
  level: "province",
  participations: ["questions"],
};
const communes: Body = { group: "communes", kind: "people-committee", level: "commune", participations: ["questions"] };
const society: Body = { group: "party-and-mass", kind: "mass-organisation", level: "province", participations: [] };

/** Every standing; and every way in which a criterion has no points. */
const bodies: Record<string, [body: Body, facts: Record<string, Fact>]> = {
  "so-tu-phap": [departments, {}],
  "so-tu": [departments, {}],
  "so-mau": [departments, {}],
  "so-nhat": [
    departments,
    {
      A1: known({ done: ["mot", "hai", "ba", "la"] }),
      A4: known({ count: 90_000 }),
      A5: known({ count: 36 }),
      D4: known({ of: 9, lapses: {} }),
    },
  ],
  "so-ba": [
    departments,
    {
      A2: known({ yes: false }),
      A5: known({ points: 100 }),
      A7: known({ points: 0 }),
      D4: known({ of: 2, lapses: { "sai-ten": 0, la: 9 } }),
    },
  ],
  "so-dung": [
    { ...departments, suspended: { document: "12/QĐ-UBND", on: "2023-11-01" } },
    { A5: known({ count: 70 }) },
  ],
  "so-thieu": [departments, { ...silent, A2: known({ yes: true }) }],
  "so-im": [departments, silent],
  "xa-mot": [
    communes,
    { D1: known({ n: 0, of: 0 }), A6: known({ n: 8, of: 9 }), A3: { is: "not-applicable", why: "reviewed" } },
  ],
  "xa-hai": [communes, { A5: known({ count: 0 }), D1: notMeasured }],
  "hoi-mot": [society, { A5: known({ count: 0 }), D3: known({ of: 0, lapses: {} }) }],
};
const asks = ({ participations }: Body) => participations.length > 0;

let world: World;
let bucket: Awaited<ReturnType<typeof frozenIn>>;

/** Evaluations as reviewers left them; of the system's facts some stand as measured, others were corrected. */
async function reviewed(): Promise<void> {
  const scores = scoresIn(world);
  const now = world.clock.now();
  const at = new Date(now).toISOString();
  const period = scorePeriodNamed("2023");
  if (!period) throw new Error("2023");
  const hash = setHashOf(set);
  const by = { at, by: "another.supervisor" };
  const record = {
    id: set.id,
    state: "published",
    set,
    hash,
    version: 1,
    sequence: 1,
    loaded: by,
    published: by,
  } as const;
  const opened = { openedAt: at, selfScoreDueOn: "2024-01-15", portals: Object.keys(bodies).length };
  const counts = { version: 1, sequence: 1 };
  const calendar = await calendarStore(world.client, world.tables.Calendars, world.clock).current();
  const evaluations = Object.entries(bodies).flatMap(([unit, [body, facts]]) => {
    const portal = `cong-${unit}`;
    const entries = Object.entries({ ...good, ...facts }).flatMap(([id, fact]): [string, SheetEntry][] => {
      if (id.startsWith("D1") && !asks(body)) return [];
      if (id === "D2" || id === "D3") return [[id, { measured: fact }]];
      const review = { fact, by: by.by, at, reason: "Đã kiểm tra" };
      return [
        [
          id,
          {
            ...(id === "D1" && { measured: notMeasured }),
            self: { fact: known({ points: 1 }), evidence: [] },
            reviewed: review,
          },
        ],
      ];
    });
    const sheet: Sheet = {
      ...{ portal, unit, factsAt: at, factsOn: "2023-12-31", entries: Object.fromEntries(entries) },
      ...body,
    };
    const head = {
      id: `2023.${portal}`,
      period: "2023",
      portal,
      unit,
      group: body.group,
      set: set.id,
      state: "reviewed",
    } as const;
    const judged = {
      sheet: 1,
      selfScoreDueOn: "2024-01-15",
      selfScore: { at, by: "so-mau.clerk", lateDays: 0 },
      review: by,
    };
    return scores.add(evaluationScheduled({ ...head, ...counts, ...judged }, 0, now, calendar), sheet);
  });
  const open: ScorePeriodRecord = {
    ...period,
    set: set.id,
    setHash: hash,
    state: "open",
    ...counts,
    ...opened,
    reviewers: {},
    snapshots: [],
  };
  const writes = [scores.saveSet(record, undefined), scores.savePeriod(open, undefined), ...evaluations];
  await writingIn(world).commit({ writes, events: [] }, undefined, now);
}

async function ask(officer: string, path: string, body: object, version: number): Promise<void> {
  const answer = await world.as(officer, `POST /v1/${path}`, { body, headers: { "if-match": `"${version}"` } });
  expect([200, 202], JSON.stringify(answer.body)).toContain(answer.status);
}

const fetched = async (path: string) => {
  const { status, body } = await world.send(`GET /v1/${path}`);
  expect(status, path).toBe(200);
  return body;
};

/** What anyone can read of a period: its set, each portal explained, and the list. */
async function published() {
  const listed = (await fetched("scores?period=2023&limit=100")).items;
  const explained = [];
  for (const { portal } of listed) explained.push(await fetched(`scores/${portal}/2023`));
  const { set: shown } = await fetched(`criteria-sets/${explained[0].set.id}`);
  return { listed, explained, shown };
}

type Explained = Awaited<ReturnType<typeof published>>["explained"][number];

/** The fact that counts is the reviewer's, else the system's; else nothing is known. */
function factsOf({ portal, group, suspended, criteria, informative }: Explained): PublishedFacts {
  const facts = new Map<string, unknown>();
  for (const { id, reviewed: given, measured } of [...criteria, ...informative]) {
    facts.set(id, given?.fact ?? measured?.fact ?? { is: "not-measured" });
  }
  return { portal, group, isSuspended: suspended !== undefined, facts };
}

beforeAll(async () => {
  world = await World.at("2024-01-24T09:00:00+07:00");
  bucket = await frozenIn(world);
  expect(setProblems(set)).toEqual([]);
  await reviewed();
  await ask("van-phong-ubnd-tinh.supervisor", "score-periods/2023/publication", { despite: true }, 1);
  await bucket.run();
  const request = { criteria: { A2: { reason: "Lịch đã được đăng" } } };
  await ask("so-mau.leader", "scores/cong-so-mau/2023/reconsideration", request, 2);
  const answer = { criteria: { A2: { reason: "Chưa đúng", fact: known({ points: 67 }) } } };
  await ask("ubnd-tinh.leader", "scores/cong-so-mau/2023/reconsideration/answer", answer, 3);
  world.clock.set("2024-02-05T09:00:00+07:00");
  const decision = {
    number: "15/QĐ-HĐBT",
    on: "2024-02-05",
    capacity: "tm",
    forTitle: "Hội đồng biên tập",
    despite: true,
  };
  await ask("ubnd-tinh.leader", "score-periods/2023/decision", decision, 3);
  await bucket.run();
});
afterAll(() => bucket.stop());

describe("from what is public, somebody else's calculator", () => {
  it("comes to every point, sum, score, coverage, grade and rank", async () => {
    const { listed, explained, shown } = await published();
    const made = new Map(recomputed(shown, explained.map(factsOf)).map((one) => [one.portal, one]));
    for (const { portal, criteria, sums, groups, result } of explained) {
      const own = made.get(portal);
      expect(own?.sums, portal).toEqual(sums);
      const points = criteria.map(({ id, outcome }: Explained) => [
        id,
        outcome.is === "scored" ? outcome.points : outcome.is,
      ]);
      expect(points, portal).toEqual(points.map(([id]: [string]) => [id, own?.points.get(id)]));
      for (const { id, points: earned, measured, applicable } of groups) {
        expect(own?.groups.get(id), `${portal} ${id}`).toEqual({ points: earned, measured, applicable });
      }
      const { score, coverage, grade, notGraded, rank, tied, ranked } = own ?? {};
      const expected = { score, coverage, grade, notGraded, rank, tied, ranked };
      expect(result, portal).toMatchObject(JSON.parse(JSON.stringify(expected)));
      expect(listed.find((one: Explained) => one.portal === portal).result, portal).toEqual(result);
    }
  });

  it("was tried on everything that there is: each method, each standing, ranks that are shared", async () => {
    const { explained } = await published();
    expect(new Set(set.criteria.map(({ method }) => method)).size).toBe(7);
    const results = explained.map(({ result }) => result);
    expect(new Set(results.map(({ notGraded, grade }) => notGraded ?? grade))).toEqual(
      new Set(["tot", "yeu", "suspended", "coverage-low", "nothing-measured"]),
    );
    const ranks = explained.filter(({ group }) => group === "departments").map(({ result: { rank } }) => rank);
    expect(ranks.filter((rank) => rank !== undefined).sort()).toEqual([1, 2, 2, 4, 5]);
    const reasons = explained.flatMap(({ criteria }) => criteria.map(({ outcome }: Explained) => outcome.why));
    expect(new Set(reasons)).toEqual(new Set([undefined, "reviewed", "nothing-to-judge", "depends", "no-best"]));
  });
});
