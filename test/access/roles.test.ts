import { describe, expect, it } from "vitest";
import { admit, admitAnywhere, type Grant, grantsOn, type OfficerRule } from "../../shared/access/roles.ts";

const grants: Grant[] = [
  { role: "clerk", unit: "so-tu-phap", from: "2024-01-01", to: "2024-06-30" },
  { role: "leader", unit: "so-mau", from: "2024-01-01" },
  { role: "auditor", unit: "thanh-tra", from: "2025-01-01" },
];
const rule: OfficerRule = { atUnit: ["clerk"], anywhere: ["auditor"] };

describe("dated roles", () => {
  it.each([
    ["2023-12-31", []],
    ["2024-01-01", ["clerk", "leader"]],
    ["2024-06-30", ["clerk", "leader"]],
    ["2024-07-01", ["leader"]],
    ["2025-01-01", ["leader", "auditor"]],
  ])("on %s are %j", (day, roles) => {
    expect(grantsOn(grants, day).map(({ role }) => role)).toEqual(roles);
  });
});

describe("who is admitted to a unit's matter", () => {
  it("the role at the unit, and a role of the whole province", () => {
    expect(admit(grants, rule, "so-tu-phap", "2024-03-01")).toMatchObject({ role: "clerk" });
    expect(admit(grants, rule, "so-khac", "2025-03-01")).toMatchObject({ role: "auditor" });
  });

  it.each([
    ["another unit's matter does not exist", "so-khac", "2024-03-01", "not-found"],
    ["the own unit with the wrong role is forbidden", "so-mau", "2024-03-01", "role-missing"],
    ["a role that has ended leaves nothing to see", "so-tu-phap", "2024-07-01", "not-found"],
    ["a role that has not begun is none", "so-tu-phap", "2023-12-31", "not-found"],
  ])("%s", (_, unit, day, code) => {
    expect(() => admit(grants, rule, unit, day)).toThrow(code);
  });

  it("one who sees all but may not do this is forbidden, not blind", () => {
    expect(() => admit(grants, { atUnit: ["clerk"], anywhere: [] }, "so-khac", "2025-03-01")).toThrow("role-missing");
  });

  it("a matter of the whole province asks for a role of the whole province", () => {
    expect(admitAnywhere(grants, rule, "2025-03-01")).toMatchObject({ role: "auditor" });
    expect(() => admitAnywhere(grants, rule, "2024-03-01")).toThrow("role-missing");
  });
});

describe("who is admitted to what a unit sends to another", () => {
  const parentRule: OfficerRule = { atUnit: [], atRecipient: ["leader"], forProvince: ["auditor"], anywhere: [] };
  const held: Grant[] = [
    { role: "leader", unit: "huyen", from: "2024-01-01" },
    { role: "clerk", unit: "xa", from: "2024-01-01" },
  ];
  const matter = { unit: "xa", recipient: "huyen" };

  it("is the role at the recipient, and a role of the province for what is sent to the province", () => {
    expect(admit(held, parentRule, matter, "2024-03-01")).toMatchObject({ role: "leader", unit: "huyen" });
    const auditors = grants.filter(({ role }) => role === "auditor");
    expect(admit(auditors, parentRule, { ...matter, isForProvince: true }, "2025-03-01")).toMatchObject({
      role: "auditor",
    });
    expect(() => admit(auditors, parentRule, matter, "2025-03-01")).toThrow("role-missing");
  });

  it.each<[string, Grant[], string]>([
    ["of the body itself is forbidden", held.slice(1), "role-missing"],
    [
      "who gathers there, with the wrong role, is forbidden",
      [{ role: "consolidator", unit: "huyen", from: "2024-01-01" }],
      "role-missing",
    ],
    ["who only works there does not see it", [{ role: "clerk", unit: "huyen", from: "2024-01-01" }], "not-found"],
    ["of a third body does not see it", [{ role: "leader", unit: "khac", from: "2024-01-01" }], "not-found"],
  ])("and nobody else: one %s", (_, grantsHeld, code) => {
    expect(() => admit(grantsHeld, parentRule, matter, "2024-03-01")).toThrow(code);
  });
});
