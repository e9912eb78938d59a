import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { loadDeps } from "../../infra/load/deps.ts";
import { type LoadDeps, type Loading, loadRegister, loadRows } from "../../shared/register/load.ts";
import { type RegisterStore, registerStore } from "../../shared/register/register-store.ts";
import { rowsOfCsv, type Verdict } from "../../shared/register/rows.ts";
import { createTables, testClient } from "../support/tables.ts";
import { TestClock } from "../support/world.ts";

const client = testClient();
const clock = new TestClock("2023-12-31T08:00:00+07:00");
const loading: Loading = { by: { kind: "system", id: "test" }, now: clock.now(), isDryRun: false };
const since = "2020-01-01";
const issuer = "https://issuer.example/";

let tables: Awaited<ReturnType<typeof createTables>>;
let deps: LoadDeps;
beforeEach(async () => {
  tables = await createTables(client);
  deps = loadDeps(
    client,
    { register: tables.Register, events: tables.Events, answers: tables.Answers, calendars: tables.Calendars },
    clock,
  );
});

const unit = (id: string, reportsTo?: string, more: object = {}) => ({
  id,
  kind: "department",
  level: "province",
  names: [{ name: `Sở ${id}`, from: since }],
  reportsTo: reportsTo === undefined ? [] : [{ unit: reportsTo, from: since }],
  from: since,
  synthetic: true,
  ...more,
});
const officer = (id: string, subject: string, unitId = "root", more: object = {}) => ({
  id,
  fullName: "Cán bộ mẫu",
  title: "Chuyên viên",
  issuer,
  subject,
  grants: [{ role: "clerk", unit: unitId, from: since }],
  synthetic: true,
  ...more,
});
const portal = (id: string, unitId: string) => ({
  id,
  name: `Cổng TTĐT ${id}`,
  address: `https://${id}.example/`,
  unit: unitId,
  governingUnit: unitId,
  from: since,
});

/** Verdicts in short: the word, and the path and code of each error. */
function short(verdicts: readonly Verdict[]): string[] {
  return verdicts.map(({ verdict, errors = [] }) =>
    [verdict, ...errors.map(({ path, code }) => `${path} ${code}`.trim())].join(": "),
  );
}

async function countOf(table: string): Promise<number> {
  return (await client.send(new ScanCommand({ TableName: table, Select: "COUNT" }))).Count ?? 0;
}

describe("rows are loaded", () => {
  it("with a verdict each, numbered from 1: added, then unchanged, then changed", async () => {
    const rows = [unit("root"), unit("so-a", "root")];
    expect(await loadRows("unit", rows, deps, loading)).toEqual([
      { row: 1, id: "root", verdict: "added" },
      { row: 2, id: "so-a", verdict: "added" },
    ]);
    expect(short(await loadRows("unit", rows, deps, loading))).toEqual(["unchanged", "unchanged"]);
    const changed = [unit("root"), unit("so-a", "root", { aliases: ["Sở A"] })];
    expect(short(await loadRows("unit", changed, deps, loading))).toEqual(["unchanged", "changed"]);
    expect(await deps.store.get("unit", "so-a")).toMatchObject({ version: 2, value: { aliases: ["Sở A"] } });
    expect(await countOf(tables.Events)).toBe(3);
  });

  it("from CSV as from JSON, so that the second is unchanged", async () => {
    const csv = rowsOfCsv("unit", `id;kind;level;name;from;synthetic\nroot;department;province;Sở root;${since};true`);
    expect(short(await loadRows("unit", csv, deps, loading))).toEqual(["added"]);
    expect(short(await loadRows("unit", [unit("root")], deps, loading))).toEqual(["unchanged"]);
  });

  it("in any order and number", async () => {
    const rows = [...Array.from({ length: 1_200 }, (_, index) => unit(`so-${index}`, "root")), unit("root")];
    const verdicts = await loadRows("unit", rows, deps, loading);
    expect(verdicts.filter(({ verdict }) => verdict === "added")).toHaveLength(1_201);
    expect(await deps.store.children("root", since)).toHaveLength(1_200);
    const changed = rows.map((row) => ({ ...row, aliases: ["Sở"] }));
    expect(new Set(short(await loadRows("unit", changed, deps, loading)))).toEqual(new Set(["changed"]));
    expect(
      (
        await deps.store.getMany(
          "unit",
          rows.map(({ id }) => id),
        )
      ).size,
    ).toBe(1_201);
  });

  it("and a dry run writes nothing, with the same verdicts", async () => {
    await loadRows("unit", [unit("root")], deps, loading);
    const before = await countOf(tables.Register);
    const rows = {
      unit: [unit("root", undefined, { aliases: ["R"] }), unit("so-a", "root"), unit("so-b", "nowhere")],
      portal: [portal("cong-so-a", "so-a"), portal("cong-so-b", "so-b")],
      officer: [officer("so-a.clerk", "1", "so-a")],
    };
    const verdicts = await loadRegister(rows, deps, { ...loading, isDryRun: true });
    expect(short(verdicts.unit)).toEqual(["changed", "added", "refused: reportsTo[0].unit unit-unknown"]);
    expect(short(verdicts.portal)).toEqual(["added", "refused: unit unit-unknown: governingUnit unit-unknown"]);
    expect(short(verdicts.officer)).toEqual(["added"]);
    expect(await countOf(tables.Register)).toBe(before);
    expect(await countOf(tables.Events)).toBe(1);
    expect(await loadRegister(rows, deps, loading)).toEqual(verdicts);
  });
});

describe("bad rows are refused alone", () => {
  it("by their fields", async () => {
    const rows = [
      unit("root"),
      { ...unit("Sở A"), kind: "ministry", surprise: 1 },
      unit("so-b", undefined, { names: [{ name: " ", from: "2020-02-30" }], to: "2019-01-01" }),
      "so-c",
      null,
      unit("so-d", "so-d"),
    ];
    const verdicts = await loadRows("unit", rows, deps, loading);
    expect(short(verdicts)).toEqual([
      "added",
      expect.stringMatching(/^refused.*kind not-one-of.*/),
      expect.stringMatching(/^refused.*names\[0\]\.name blank.*names\[0\]\.from day-malformed/),
      "refused: wrong-type",
      "refused: wrong-type",
      "refused: reportsTo tree-cycle",
    ]);
    expect(verdicts[1]?.errors?.map(({ path, code }) => `${path} ${code}`)).toEqual(
      expect.arrayContaining(["id id-malformed", "kind not-one-of", "surprise unknown-field"]),
    );
    expect(verdicts[1]).toMatchObject({ row: 2, id: "Sở A" });
    expect(verdicts[3]).not.toHaveProperty("id", expect.anything());
    expect((await deps.store.getMany("unit", ["root", "so-b", "so-d"])).size).toBe(1);
  });

  it("when their id stands above already; the first stays", async () => {
    const rows = [unit("root"), unit("root", undefined, { aliases: ["R"] }), unit("so-a", "root")];
    expect(short(await loadRows("unit", rows, deps, loading))).toEqual(["added", "refused: id duplicate-row", "added"]);
    expect((await deps.store.get("unit", "root"))?.value.aliases).toEqual([]);
  });

  it("when they name a unit that is nowhere, or that is refused itself, however far up", async () => {
    const rows = [
      unit("root"),
      unit("so-c", "so-b"),
      unit("so-b", "so-a"),
      unit("so-a", "nowhere"),
      unit("so-d", "root", { mergedInto: "so-c" }),
    ];
    expect(short(await loadRows("unit", rows, deps, loading))).toEqual([
      "added",
      "refused: reportsTo[0].unit unit-unknown",
      "refused: reportsTo[0].unit unit-unknown",
      "refused: reportsTo[0].unit unit-unknown",
      "refused: mergedInto unit-unknown",
    ]);
    expect(await countOf(tables.Events)).toBe(1);
  });

  it("but a refused change leaves the unit that is registered to be named", async () => {
    await loadRows("unit", [unit("root")], deps, loading);
    const rows = [unit("root", "nowhere"), unit("so-a", "root")];
    expect(short(await loadRows("unit", rows, deps, loading))).toEqual([
      "refused: reportsTo[0].unit unit-unknown",
      "added",
    ]);
  });

  it("when they stand in a circle, in the file or with the register", async () => {
    const circle = [unit("so-a", "so-c"), unit("so-b", "so-a"), unit("so-c", "so-b"), unit("root")];
    const cycle = "refused: reportsTo tree-cycle";
    expect(short(await loadRows("unit", circle, deps, loading))).toEqual([cycle, cycle, cycle, "added"]);
    await loadRows("unit", [unit("so-a"), unit("so-b", "so-a"), unit("so-c", "so-b")], deps, loading);
    expect(short(await loadRows("unit", [unit("so-a", "so-c")], deps, loading))).toEqual([cycle]);
  });

  it("when their login belongs to another, in the file or in the register", async () => {
    await loadRows("unit", [unit("root")], deps, loading);
    expect(short(await loadRows("officer", [officer("a.clerk", "1"), officer("b.clerk", "1")], deps, loading))).toEqual(
      ["added", "refused: subject login-taken"],
    );
    const others = Array.from({ length: 50 }, (_, index) =>
      officer(`c-${index}.clerk`, index === 25 ? "1" : `c-${index}`),
    );
    const verdicts = short(await loadRows("officer", others, deps, loading));
    expect(verdicts.filter((verdict) => verdict === "added")).toHaveLength(49);
    expect(verdicts[25]).toBe("refused: login-taken");
    expect(await deps.store.officerOfLogin(issuer, "1")).toBe("a.clerk");
    expect(await deps.store.get("officer", "c-25.clerk")).toBeUndefined();
  });

  it("when they hold a role at a unit that is nowhere", async () => {
    expect(short(await loadRows("officer", [officer("a.clerk", "1", "nowhere")], deps, loading))).toEqual([
      "refused: grants[0].unit unit-unknown",
    ]);
  });
});

describe("a login", () => {
  beforeEach(async () => {
    await loadRows("unit", [unit("root")], deps, loading);
    await loadRows("officer", [officer("a.clerk", "1"), officer("b.clerk", "2")], deps, loading);
  });

  it("passes from one officer to the next, and to a new one", async () => {
    const rows = [officer("a.clerk", "3"), officer("b.clerk", "1"), officer("c.clerk", "2")];
    expect(short(await loadRows("officer", rows, deps, loading))).toEqual(["changed", "changed", "added"]);
    const owners = await Promise.all(["1", "2", "3"].map((subject) => deps.store.officerOfLogin(issuer, subject)));
    expect(owners).toEqual(["b.clerk", "c.clerk", "a.clerk"]);
  });

  it("cannot be swapped in one load: both rows are refused", async () => {
    const rows = [officer("a.clerk", "2"), officer("b.clerk", "1")];
    expect(short(await loadRows("officer", rows, deps, loading))).toEqual([
      "refused: login-taken",
      "refused: login-taken",
    ]);
  });
});

describe("a load beside another", () => {
  it("refuses the rows that the other was first with, and keeps the rest", async () => {
    const rows = Array.from({ length: 30 }, (_, index) => unit(`so-${index}`));
    const store = registerStore(client, tables.Register);
    /** The other load comes between our reading and our writing. */
    const late: RegisterStore = {
      ...store,
      getMany: async (kind, ids) => {
        const found = await store.getMany(kind, ids);
        await loadRows("unit", [unit("so-7"), unit("so-8")], deps, loading);
        return found;
      },
    };
    const verdicts = short(await loadRows("unit", rows, { ...deps, store: late }, loading));
    expect(verdicts.filter((verdict) => verdict === "added")).toHaveLength(28);
    expect([verdicts[7], verdicts[8]]).toEqual(["refused: already-exists", "refused: already-exists"]);
  });
});

describe("reading many records", () => {
  it("answers those that exist, also beyond a hundred, and none for none", async () => {
    const rows = Array.from({ length: 150 }, (_, index) => unit(`so-${index}`));
    await loadRows("unit", rows, deps, loading);
    const found = await deps.store.getMany("unit", [...rows.map(({ id }) => id), "so-0", "nowhere"]);
    expect(found.size).toBe(150);
    expect(found.get("so-149")).toMatchObject({ version: 1, value: { id: "so-149" } });
    expect((await deps.store.getMany("unit", [])).size).toBe(0);
  });
});
