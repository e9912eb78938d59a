/** A small criteria set with each method once, a period opened by it, and the acts of officers upon its evaluations. */
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { dayAt, yearOf } from "../../shared/calendar/province-time.ts";
import { termOf } from "../../shared/calendar/working-days.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { type CriteriaSet, criteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import type { SetRecord } from "../../shared/scoring/criteria/set-record.ts";
import { type EvaluationHead, evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import { evaluationScheduled } from "../../shared/scoring/evaluations/schedule.ts";
import type { Sheet, SheetEntry } from "../../shared/scoring/evaluations/sheet.ts";
import type { Fact } from "../../shared/scoring/facts/fact.ts";
import type { ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { type ScoringStore, scoringStore } from "../../shared/scoring/scoring-store.ts";
import { canonicalText, hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { groupOf } from "../../shared/units/groups.ts";
import { participationKinds, takesPart, unit as unitSchema } from "../../shared/units/unit.ts";
import { units } from "./province.ts";
import type { Answer, World } from "./world.ts";

const reviewed = { legalBasis: "Bộ tiêu chí mẫu", judge: "reviewer" } as const;
const measured = { legalBasis: "Bộ tiêu chí mẫu", judge: "system" } as const;

/** 100 points: each method once, and an informative criterion. */
export const smallSet: CriteriaSet = criteriaSet.parse({
  id: "bo-mau",
  title: "Bộ tiêu chí mẫu",
  titleEn: "Sample criteria set",
  validFrom: "2023-01-01",
  periodKinds: ["year"],
  groups: [
    { id: "A", name: "Cung cấp thông tin", nameEn: "Information", max: 4000 },
    { id: "C", name: "Tin, bài", nameEn: "News", max: 1000 },
    { id: "D", name: "Hỏi - Đáp", nameEn: "Questions", max: 3000 },
    { id: "F", name: "Báo cáo định kỳ", nameEn: "Reports", max: 2000 },
  ],
  criteria: [
    {
      ...reviewed,
      id: "A1",
      group: "A",
      text: "Thông tin giới thiệu",
      textEn: "Introduction",
      max: 2000,
      method: "checklist",
      evidence: "Đường dẫn tới từng mục",
      items: ["so-do", "chuc-nang", "lich-su", "ban-do"].map((id) => ({ id, text: id, textEn: id })),
    },
    {
      ...reviewed,
      id: "A2",
      group: "A",
      text: "Lịch làm việc của lãnh đạo",
      textEn: "Leaders' schedule",
      max: 500,
      method: "yes-no",
      evidence: "Đường dẫn",
    },
    { ...reviewed, id: "A3", group: "A", text: "Thông tin lãnh đạo", textEn: "Leaders", max: 1000, method: "ratio" },
    {
      ...reviewed,
      id: "A4",
      group: "A",
      text: "Trình bày",
      textEn: "Presentation",
      max: 500,
      method: "by-hand",
      evidence: "Đường dẫn",
    },
    {
      ...reviewed,
      id: "C1",
      group: "C",
      text: "Số tin, bài so với nơi nhiều nhất",
      textEn: "News, compared with the most",
      max: 1000,
      method: "normalised",
      within: "group",
    },
    {
      ...measured,
      id: "D1",
      group: "D",
      text: "Trả lời đúng hạn",
      textEn: "Answered on time",
      max: 3000,
      method: "on-time",
      fact: "questions-on-time",
      appliesTo: { participations: ["questions"] },
    },
    {
      ...measured,
      id: "D2",
      group: "D",
      text: "Mức độ hài lòng (chỉ báo thay thế)",
      textEn: "Satisfaction (proxy)",
      max: 0,
      method: "ratio",
      fact: "questions-satisfaction",
      isInformative: true,
      appliesTo: { participations: ["questions"] },
      dependsOn: ["D1"],
    },
    {
      ...measured,
      id: "F1",
      group: "F",
      text: "Báo cáo đúng hạn",
      textEn: "Reports on time",
      max: 2000,
      method: "deduction",
      fact: "reports-dates",
      each: 500,
      deductions: { late: 125, missing: 500 },
    },
  ],
  bands: [
    { id: "tot", name: "Tốt", nameEn: "Good", from: 9000, to: 10000 },
    { id: "kha", name: "Khá", nameEn: "Fair", from: 7000, to: 8999 },
    { id: "trung-binh", name: "Trung bình", nameEn: "Average", from: 5000, to: 6999 },
    { id: "yeu", name: "Yếu", nameEn: "Weak", from: 0, to: 4999 },
  ],
  minimumCoverage: 6000,
  ranks: true,
  terms: { selfScoreDays: 10, reconsiderationDays: 5, answerDays: 5 },
});

export const known = (value: Extract<Fact, { is: "known" }>["value"]): Fact => ({ is: "known", value });

/** What the system measured of every body, unless a test says otherwise. */
const measuredFacts: Readonly<Record<string, Fact>> = {
  D1: known({ n: 9, of: 10 }),
  D2: { is: "not-measured", why: "no-source" },
  F1: known({ of: 4, lapses: { late: 1, missing: 0 } }),
};

/** A sheet as it stands on the opening: only what the system measured. */
export function openedSheet(
  unitId: string,
  more: Partial<Sheet> = {},
  facts = measuredFacts,
  { criteria }: Pick<CriteriaSet, "criteria"> = smallSet,
): Sheet {
  const body = unitSchema.parse(units.find(({ id }) => id === unitId));
  const on = "2023-12-31";
  const participations = participationKinds.filter((kind) => takesPart(body, kind, on));
  const asked = criteria.filter(
    ({ appliesTo }) =>
      !appliesTo.participations || appliesTo.participations.some((kind) => participations.includes(kind)),
  );
  const entries = asked.map(({ id }): [string, SheetEntry] => [id, facts[id] ? { measured: facts[id] } : {}]);
  return {
    portal: `cong-${unitId}`,
    unit: unitId,
    group: groupOf(body),
    kind: body.kind,
    level: body.level,
    participations,
    factsAt: "2024-01-02T01:00:00.000Z",
    factsOn: on,
    entries: Object.fromEntries(entries),
    ...more,
  };
}

export function scoresIn(world: World): ScoringStore {
  return scoringStore(world.client, world.tables.Scores);
}

/** What the writing of a test goes through. */
function writingIn({ outside, tables }: World) {
  return transactions({ ...outside, eventsTable: tables.Events, answersTable: tables.Answers });
}

export interface OpenedWith {
  /** The bodies whose portals are evaluated. @default five, the supervisor's own among them */
  readonly units?: readonly string[];
  readonly period?: string;
  readonly more?: Partial<ScorePeriodRecord>;
  /** @default the small set */
  readonly by?: CriteriaSet;
}

/** Publishes a set and opens a period by it, at the world's present moment, as the job does. */
export async function openPeriod(
  world: World,
  { units: bodies = evaluated, period: id = "2023", more = {}, by = smallSet }: OpenedWith = {},
): Promise<ScorePeriodRecord> {
  const period = scorePeriodNamed(id);
  if (!period) throw new Error(`There is no score period ${id}.`);
  const scores = scoresIn(world);
  const now = world.clock.now();
  const at = new Date(now).toISOString();
  const calendar = await calendarStore(world.client, world.tables.Calendars, world.clock).current();
  const term = termOf(now, by.terms.selfScoreDays, calendar);
  if (term.kind !== "term") throw new Error(`There is no calendar of ${yearOf(dayAt(now))}.`);
  const set: SetRecord = {
    id: by.id,
    state: "published",
    set: by,
    hash: hashOf(canonicalText(by)),
    version: 1,
    sequence: 1,
    loaded: { at, by: "test" },
    published: { at, by: "test" },
  };
  const record: ScorePeriodRecord = {
    ...period,
    set: set.id,
    setHash: set.hash,
    state: "open",
    version: 1,
    sequence: 1,
    openedAt: at,
    selfScoreDueOn: term.dueOn,
    portals: bodies.length,
    reviewers: {},
    snapshots: [],
    ...more,
  };
  const added = bodies.flatMap((body) => {
    const sheet = openedSheet(body, {}, measuredFacts, by);
    const { portal, unit, group } = sheet;
    const head = { id: evaluationIdOf(id, portal), period: id, portal, unit, group, set: set.id };
    const counts = { state: "open" as const, version: 1, sequence: 1, sheet: 1, selfScoreDueOn: record.selfScoreDueOn };
    return scores.add(evaluationScheduled({ ...head, ...counts }, 0, now, calendar), sheet);
  });
  const before = await scores.criteriaSet(set.id);
  const writes = [scores.savePeriod(record, undefined), ...added, ...(before ? [] : [scores.saveSet(set, undefined)])];
  await writingIn(world).commit({ writes, events: [] }, undefined, now);
  return record;
}

const evaluated = ["so-tu-phap", "so-mau", "thi-xa-sa-pa", "xa-mau-01", "van-phong-ubnd-tinh"];

/** Changes what stands of a period and some of its evaluations, as a job or another route would. */
export async function setPeriod(
  world: World,
  id: string,
  more: Partial<ScorePeriodRecord>,
  heads: Readonly<Record<string, Partial<EvaluationHead>>> = {},
): Promise<void> {
  const scores = scoresIn(world);
  const before = await scores.period(id);
  if (!before) throw new Error(`There is no period ${id}.`);
  const next = { ...before, ...more, version: before.version + 1, sequence: before.sequence + 1 };
  const changed = await Promise.all(
    Object.entries(heads).map(async ([portal, change]) => {
      const head = await scores.evaluation(evaluationIdOf(id, portal));
      if (!head) throw new Error(`There is no evaluation of ${portal}.`);
      return scores.save({ ...head, ...change, version: head.version + 1, sequence: head.sequence + 1 }, head);
    }),
  );
  const writes = [scores.savePeriod(next, before), ...changed.flat()];
  await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
}

/** The acts of officers upon the evaluations of a period, each upon the version that is there. */
export function scoringActsIn(world: World, period = "2023") {
  const headOf = async (portal: string) => {
    const head = await scoresIn(world).evaluation(evaluationIdOf(period, portal));
    if (!head) throw new Error(`There is no evaluation of ${portal}.`);
    return head;
  };
  const sheetOf = async (portal: string) => {
    const { id, sheet } = await headOf(portal);
    const found = await scoresIn(world).sheet({ evaluation: id, number: sheet });
    if (!found) throw new Error(`There is no sheet ${sheet} of ${id}.`);
    return found;
  };
  /** `act("so-tu-phap.clerk", "cong-so-tu-phap", "PUT self-score", { entries })`. */
  const act = async (
    officer: string,
    portal: string,
    request: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const [method = "POST", name = ""] = request.split(" ");
    const { version } = await headOf(portal);
    return world.as(officer, `${method} /v1/scores/${portal}/${period}/${name}`, {
      body,
      headers: { "if-match": `"${version}"`, ...headers },
    });
  };
  return { act, headOf, sheetOf };
}
