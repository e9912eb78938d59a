/** Periods of reports in a small province: frozen lists, reports filled in, and the acts of officers upon them. */

import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { commitTogether } from "../../shared/register/commit-together.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { wholeRegister } from "../../shared/register/whole-register.ts";
import { periodNamed } from "../../shared/reports/kinds.ts";
import { frozenObligation } from "../../shared/reports/listed.ts";
import { obligationOf, periodsOf } from "../../shared/reports/opening.ts";
import { whoOwes } from "../../shared/reports/owing.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { type ReportStore, reportStore } from "../../shared/reports/report-store.ts";
import { type Answer, issuer, type World } from "./world.ts";

const [seeded] = regimes;
if (!seeded) throw new Error("No regime is seeded.");
export const regime = seeded;

/** Two communes under Sa Pa with portals, and people where the small province has none. */
const people: readonly [id: string, role: string, unit: string][] = [
  ["so-tu-phap.other-leader", "leader", "so-tu-phap"],
  ["xa-mau-01.leader", "leader", "xa-mau-01"],
  ["xa-mau-02.clerk", "clerk", "xa-mau-02"],
  ["xa-mau-02.leader", "leader", "xa-mau-02"],
];

/** What the writing of a test goes through. */
export function writingIn(world: World) {
  return transactions({ ...world.outside, eventsTable: world.tables.Events, answersTable: world.tables.Answers });
}

export function reportsIn(world: World): ReportStore {
  return reportStore(world.client, world.tables.Reports);
}

/** Adds the second commune's portal and the people above. */
export async function addCommunes(world: World): Promise<void> {
  const admin = "van-phong-ubnd-tinh.administrator";
  const portal = {
    id: "cong-xa-mau-02",
    name: "Cổng TTĐT xã Mẫu 02",
    address: "https://xa-mau-02.example",
    unit: "xa-mau-02",
    governingUnit: "xa-mau-02",
    from: "2020-01-01",
    synthetic: true,
  };
  expectOk(await world.as(admin, "POST /v1/portals", { body: portal }), 201);
  for (const [id, role, unit] of people) {
    const body = {
      id,
      fullName: `Cán bộ mẫu ${id}`,
      title: role === "leader" ? "Chủ tịch" : "Chuyên viên",
      issuer,
      subject: `login-${id}`,
      grants: [{ role, unit, from: "2020-01-01" }],
      synthetic: true,
    };
    expectOk(await world.as(admin, "POST /v1/officers", { body }), 201);
  }
}

/** Freezes the list of a period by the tree of the last day of its data, as the daily job does. */
export async function freeze(world: World, period: string): Promise<string[]> {
  const named = periodNamed(period);
  const found = named && periodsOf(named.year, regimes).find((entry) => entry.period.id === period);
  if (!found) throw new Error(`There is no period ${period}.`);
  const now = world.clock.now();
  const reports = reportsIn(world);
  const calendar = await calendarStore(world.client, world.tables.Calendars, world.clock).current();
  const { units, portals } = await wholeRegister(registerStore(world.client, world.tables.Register));
  const { owing } = whoOwes(units, portals, found.regime.recipient, found.period.dataTo);
  const heads = owing.map((entry) =>
    frozenObligation(
      undefined,
      obligationOf(entry, found.period, found.regime, calendar),
      found.period.dataTo,
      now,
      calendar,
    ),
  );
  await commitTogether(
    writingIn(world),
    heads.map((head) => ({ writes: reports.add(head), events: [] })),
    now,
  );
  const record = {
    ...found.period,
    regime: found.regime.id,
    state: "frozen" as const,
    frozenOn: found.period.dataTo,
    owing: heads.length,
    sequence: 1,
  };
  await writingIn(world).commit({ writes: [reports.savePeriod(record, undefined)], events: [] }, undefined, now);
  return heads.map(({ id }) => id);
}

/** A whole report: every section and every figure, each of the same value unless it is given. */
export function wholeContent(given: Record<string, number> = {}, value = 10) {
  const figures = Object.fromEntries(
    regime.figures.map(({ id }) => [id, { value: given[id] ?? (id === "questions-received" ? 2 * value : value) }]),
  );
  return { sections: Object.fromEntries(regime.outline.map(({ id }) => [id, "Nội dung báo cáo."])), figures };
}

/** The acts of officers upon obligations, each upon the version that is there. */
export function actsIn(world: World) {
  const versionOf = async (id: string) => (await reportsIn(world).obligation(id))?.version ?? 1;
  const act = async (
    officer: string,
    id: string,
    name: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    world.as(officer, `${name === "draft" ? "PUT" : "POST"} /v1/obligations/${id}/${name}`, {
      ...(body !== undefined && { body }),
      headers: { "if-match": `"${await versionOf(id)}"`, ...headers },
    });
  const see = (officer: string, id: string, rest = "") => world.as(officer, `GET /v1/obligations/${id}${rest}`);
  /** Drafts a whole report and hands it in, in whatever state it stands. */
  const handIn = async (id: string, content: object = wholeContent(), signing: object = {}): Promise<Answer> => {
    const unit = id.slice(id.indexOf(".") + 1);
    const drafter = unit === "thi-xa-sa-pa" ? `${unit}.consolidator` : `${unit}.clerk`;
    expectOk(await act(drafter, id, "draft", { ...content, submit: true }), 200);
    return act(`${unit}.leader`, id, "submission", { capacity: "own", ...signing });
  };
  return { act, see, handIn, today: () => dayAt(world.clock.now()) };
}

/** Status, code and the fields at fault of an answer. */
export function refusal({ status, body }: Answer): unknown[] {
  const errors: readonly { path: string; code: string }[] = body.errors ?? [];
  return [status, body.code, ...errors.map(({ path, code }) => `${path} ${code}`)];
}

function expectOk({ status, body }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** Does something at the last moment before the next transaction is written. */
export function beforeNextWrite(of: World, act: () => Promise<unknown>): void {
  let isArmed = true;
  of.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (isArmed && commandName === "TransactWriteItemsCommand") {
          isArmed = false;
          await act();
        }
        return next(args);
      },
    { step: "initialize", name: "beforeNextWrite", override: true },
  );
}
