import { describe, expect, it } from "vitest";
import { provinceRows } from "../../infra/local/demo/province.ts";
import { portal } from "../../shared/portals/portal.ts";
import { freezeOf } from "../../shared/reports/opening.ts";
import { whoOwes } from "../../shared/reports/owing.ts";
import { unit } from "../../shared/units/unit.ts";

const rows = provinceRows("https://issuer.example");
const units = rows.unit.map((row) => unit.parse(row));
const portals = rows.portal.map((row) => portal.parse(row));
const lastDayOf2023 = "2023-12-14";

const body = (id: string, to: string | undefined, more: object = {}) =>
  unit.parse({
    id,
    kind: "people-committee",
    level: "commune",
    names: [{ name: id, from: "2020-01-01" }],
    from: "2020-01-01",
    reportsTo: to === undefined ? [] : [{ unit: to, from: "2020-01-01" }],
    ...more,
  });
const portalOf = (id: string, more: object = {}) =>
  portal.parse({
    id: `cong-${id}`,
    name: id,
    address: `https://${id}.example/`,
    unit: id,
    governingUnit: id,
    from: "2020-01-01",
    ...more,
  });
const root = body("tinh", undefined);

describe("who owes a report", () => {
  it("in the demonstration's 2023: 65 bodies directly, not 195 (letter 6821, footnote 6)", () => {
    const { owing, unplaced } = whoOwes(units, portals, "ubnd-tinh", lastDayOf2023);
    expect(unplaced).toEqual([]);
    expect(owing.filter(({ tier }) => tier === "direct")).toHaveLength(65);
    expect(owing.filter(({ tier }) => tier === "child")).toHaveLength(130);
    expect(owing.filter(({ gathers }) => gathers).map(({ group }) => group)).toEqual(Array(9).fill("districts"));
  });

  it("follows the reporting link, not the governing one: the auction centre under Sở Tư pháp reports directly", () => {
    const { owing } = whoOwes(units, portals, "ubnd-tinh", lastDayOf2023);
    expect(owing.find(({ unit }) => unit === "trung-tam-dich-vu-dau-gia-tai-san-tinh")).toMatchObject({
      to: "ubnd-tinh",
      tier: "direct",
    });
  });

  it("a parent without a portal owes, since it gathers its children's reports", () => {
    const { owing } = whoOwes(
      [root, body("huyen", "tinh"), body("xa", "huyen")],
      [portalOf("xa")],
      "tinh",
      "2024-01-01",
    );
    expect(owing).toMatchObject([
      { unit: "huyen", to: "tinh", tier: "direct", gathers: true },
      { unit: "xa", to: "huyen", tier: "child", gathers: false },
    ]);
  });

  it("the tree is that of the day: from 01/07/2025 communes report to the province themselves", () => {
    const moved = body("xa", undefined, {
      reportsTo: [
        { unit: "huyen", from: "2020-01-01", to: "2025-06-30" },
        { unit: "tinh", from: "2025-07-01" },
      ],
    });
    const tree = [root, body("huyen", "tinh", { to: "2025-06-30" }), moved];
    const onDay = (on: string) => whoOwes(tree, [portalOf("xa")], "tinh", on).owing.map(({ unit, to }) => [unit, to]);
    expect(onDay("2025-06-30")).toEqual([
      ["huyen", "tinh"],
      ["xa", "huyen"],
    ]);
    expect(onDay("2025-07-01")).toEqual([["xa", "tinh"]]);
  });

  it("new, ended and merged bodies by date", () => {
    const tree = [
      root,
      body("cu", "tinh", { to: "2024-03-31", mergedInto: "moi" }),
      body("moi", "tinh", { from: "2024-04-01" }),
    ];
    const running = [portalOf("cu"), portalOf("moi", { from: "2024-04-15" })];
    const onDay = (on: string) => whoOwes(tree, running, "tinh", on).owing.map(({ unit }) => unit);
    expect([onDay("2024-03-31"), onDay("2024-04-01"), onDay("2024-04-15")]).toEqual([["cu"], [], ["moi"]]);
  });

  it("the provincial portal owes nothing, and so does the recipient itself", () => {
    const running = [portalOf("tinh"), portalOf("van-phong", { kind: "provincial" })];
    expect(whoOwes([root, body("van-phong", "tinh")], running, "tinh", "2024-01-01").owing).toEqual([]);
  });

  it("two portals of one body are one report", () => {
    const running = [portalOf("xa"), portalOf("xa", { id: "cong-xa-2" })];
    expect(whoOwes([root, body("xa", "tinh")], running, "tinh", "2024-01-01").owing).toHaveLength(1);
  });

  it.each([
    ["a cycle in the tree", [root, body("a", "b"), body("b", "a")], "cycle"],
    ["a parent that has ended", [root, body("a", "b"), body("b", "tinh", { to: "2020-12-31" })], "parent-unknown"],
    ["no parent at all", [root, body("a", undefined)], "no-parent"],
  ] as const)("%s is named, and holds up nobody else", (_, tree, why) => {
    const found = whoOwes([...tree, body("khac", "tinh")], [portalOf("a"), portalOf("khac")], "tinh", "2024-01-01");
    expect(found.unplaced).toEqual([{ unit: "a", why }]);
    expect(found.owing.map(({ unit }) => unit)).toEqual(["khac"]);
  });

  it("at the close those that no longer owe lapse, and new ones come in", () => {
    const { owing } = whoOwes(
      [root, body("moi", "tinh"), body("con", "tinh")],
      [portalOf("moi"), portalOf("con")],
      "tinh",
      "2024-03-14",
    );
    expect(freezeOf(owing, ["con", "cu"])).toMatchObject({ owed: [{ unit: "con" }, { unit: "moi" }], lapsed: ["cu"] });
  });
});
