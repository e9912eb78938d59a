import { describe, expect, it } from "vitest";
import { isPublic, ownUnits, type Reader, seesProvince, sightOf } from "../../shared/scoring/evaluations/visibility.ts";

const today = "2024-01-20";
const since = "2020-01-01";

/** A reader with roles, as `role@unit`. */
function reader(id: string | undefined, ...held: string[]): Reader {
  const grants = held.map((text) => {
    const [role = "", unit = ""] = text.split("@");
    return { role: role as "clerk", unit, from: since };
  });
  return { officer: id === undefined ? undefined : { id, grants }, today, provinceUnit: "ubnd-tinh" };
}

const anyone = reader(undefined);
const people: Record<string, Reader> = {
  anyone,
  "a clerk of the body": reader("a", "clerk@so-tu-phap"),
  "an editor of the body": reader("b", "editor@so-tu-phap"),
  "a leader of another body": reader("c", "leader@so-mau"),
  "an officer without a role": reader("d"),
  "a supervisor": reader("e", "supervisor@van-phong-ubnd-tinh"),
  "an auditor": reader("f", "auditor@van-phong-ubnd-tinh"),
  "an administrator": reader("g", "administrator@van-phong-ubnd-tinh"),
  "the leader who decides": reader("h", "leader@ubnd-tinh"),
  "a clerk where it is decided": reader("i", "clerk@ubnd-tinh"),
  "whoever was named to review it": reader("named", "leader@so-mau"),
};
const reviewers = {
  "cong-so-tu-phap": { officer: "named", document: { number: "1/QĐ", on: since }, by: "h", at: since },
};
const handedIn = { at: "2024-01-10T02:00:00.000Z", by: "b", lateDays: 0 };
const evaluation = { portal: "cong-so-tu-phap", unit: "so-tu-phap", selfScore: handedIn } as const;
const sees = (who: string, state: "open" | "provisional" | "final", period: "open" | "provisional" | "final") =>
  sightOf(people[who] ?? anyone, { ...evaluation, state }, { state: period, reviewers })?.as;

describe("before the decision an evaluation is seen", () => {
  it.each([
    ["anyone", undefined],
    ["a clerk of the body", "body"],
    ["an editor of the body", "body"],
    ["a leader of another body", undefined],
    ["an officer without a role", undefined],
    ["a supervisor", "province"],
    ["an auditor", "province"],
    ["an administrator", "province"],
    ["the leader who decides", "province"],
    ["a clerk where it is decided", undefined],
    ["whoever was named to review it", "reviewer"],
  ])("by %s as %s", (who, as) => {
    expect([sees(who, "open", "open"), sees(who, "provisional", "provisional")]).toEqual([as, as]);
  });
});

describe("once it is final", () => {
  it.each(Object.keys(people))("%s sees it", (who) => {
    expect(sees(who, "final", "final")).toBeDefined();
  });

  it("it stays public while an amendment is under way, and is not while a decision is", () => {
    expect((["amending", "deciding", "publishing"] as const).map((state) => isPublic({ state }))).toEqual([
      true,
      false,
      false,
    ]);
    const deciding = { state: "deciding", reviewers } as const;
    expect(sightOf(anyone, { ...evaluation, state: "final" }, deciding)).toBeUndefined();
  });
});

describe("what is seen of it", () => {
  const of = (who: string, state: "reviewed" | "provisional" | "final", selfScore?: typeof handedIn) =>
    sightOf(people[who] ?? anyone, { ...evaluation, selfScore, state }, { state: "final", reviewers });

  it("the body reads the review once it was published to it, and who reviews from the beginning", () => {
    expect(of("a clerk of the body", "reviewed", handedIn)?.showsReview).toBe(false);
    expect(of("a clerk of the body", "provisional", handedIn)?.showsReview).toBe(true);
    expect(of("a supervisor", "reviewed", handedIn)?.showsReview).toBe(true);
    expect(of("whoever was named to review it", "reviewed", handedIn)?.showsReview).toBe(true);
  });

  it("a draft that no leader handed in is not the public's, and stays the body's", () => {
    expect(of("anyone", "final")?.showsSelf).toBe(false);
    expect(of("anyone", "final", handedIn)?.showsSelf).toBe(true);
    expect(of("a clerk of the body", "final")?.showsSelf).toBe(true);
  });

  it("ids of officers are not the public's", () => {
    expect(of("anyone", "final", handedIn)?.showsOfficers).toBe(false);
    expect(of("a leader of another body", "final", handedIn)?.showsOfficers).toBe(false);
    expect(of("a clerk of the body", "final", handedIn)?.showsOfficers).toBe(true);
  });
});

describe("roles hold by day", () => {
  const ended: Reader = {
    ...anyone,
    officer: { id: "x", grants: [{ role: "supervisor", unit: "so-mau", from: since, to: "2024-01-19" }] },
  };
  it("one that has ended shows nothing more", () => {
    expect([seesProvince(ended), seesProvince({ ...ended, today: "2024-01-19" })]).toEqual([false, true]);
  });
  it("a province-wide role makes the office where it sits nobody's own", () => {
    expect(ownUnits(reader("x", "supervisor@van-phong-ubnd-tinh", "clerk@so-mau", "leader@so-mau"))).toEqual([
      "so-mau",
    ]);
  });
});
