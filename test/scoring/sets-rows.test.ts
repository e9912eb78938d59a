import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../shared/platform/refusals.ts";
import { type CriteriaSet, setHeader } from "../../shared/scoring/criteria/criteria-set.ts";
import { readSet, setHashOf } from "../../shared/scoring/criteria/set-loading.ts";
import { setListed } from "../../shared/scoring/criteria/set-record.ts";
import { criteriaOfCsv, setColumns } from "../../shared/scoring/criteria/set-rows.ts";
import { isSystemFact } from "../../shared/scoring/facts/fact.ts";
import { smallSet } from "../support/scoring.ts";

const { criteria: smallCriteria, ...smallHeader } = smallSet;
const header = setHeader.parse({
  ...smallHeader,
  id: "bo-bang",
  groups: [{ id: "A", name: "A", nameEn: "A", max: 1_000 }],
});
const csvOf = (...lines: string[]) => ["id,group,text,textEn,legalBasis,max,method,judge", ...lines].join("\n");
const line = (id: string, max: string, method = "yes-no") => `${id},A,Tiêu chí,Criterion,Mẫu,${max},${method},reviewer`;

describe("a table of criteria", () => {
  it.each([
    ["4", 400],
    ["1,5", 150],
    ["0.25", 25],
    ["1,05", 105],
  ])("takes %s points as %i hundredths", (cell, max) => {
    expect(criteriaOfCsv(csvOf(line("A1", `"${cell}"`)))[0]?.max).toBe(max);
  });

  it.each(["1.000", "1,125", "-1", "4 điểm", "1e3"])(
    "refuses “%s” as points: it is no number with two decimals",
    (cell) => {
      const { set, verdicts } = readSet(header, criteriaOfCsv(csvOf(line("A1", `"${cell}"`))));
      expect(set).toBeUndefined();
      expect(verdicts[0]).toMatchObject({
        row: 1,
        id: "A1",
        verdict: "refused",
        errors: [{ path: "max", code: "wrong-type" }],
      });
    },
  );

  it("reads lists, items and deductions out of their cells, with a mark at its beginning and ; between columns", () => {
    const heading = "id;kinds;levels;dependsOn;items;each;deductions;isInformative;target";
    const cells = 'A1;party|front;;A2 | A3;"a|Mục a|Item a\r\nb|Mục b|Item b|Thừa";2;late=0,5|missing=2;true;96';
    expect(criteriaOfCsv(`\uFEFF${heading}\r\n${cells}\r\n`)).toEqual([
      {
        id: "A1",
        appliesTo: { kinds: ["party", "front"] },
        dependsOn: ["A2", "A3"],
        items: [
          { id: "a", text: "Mục a", textEn: "Item a" },
          { id: "b", text: "Mục b", textEn: "Item b", more: "Thừa" },
        ],
        each: 200,
        deductions: { late: 50, missing: 200 },
        isInformative: true,
        target: 96,
      },
    ]);
  });

  it.each([
    ["a column that nobody knows", "id,points\nA1,4", "csv.points", "unknown-field"],
    ["a line that does not fit the heading", `${csvOf(line("A1", "4"))},x`, "csv.line[2]", "malformed"],
    ["no line", csvOf(), "csv", "too-short"],
    ["more lines than a set has", csvOf(...Array.from({ length: 201 }, () => line("A1", "4"))), "csv", "too-long"],
  ])("refuses the whole for %s", (_, csv, path, code) => {
    let refused: unknown;
    try {
      criteriaOfCsv(csv);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({ code: "invalid-content", errors: [{ path, code }] });
  });
});

describe("the verdict", () => {
  it("of every row is its own: what is wrong with one says nothing of the others", () => {
    const rows = criteriaOfCsv(csvOf(line("A1", "6"), line("A2", "4", "guess"), line("A1", "4")));
    const { set, verdicts, problems } = readSet(header, rows);
    expect(set).toBeUndefined();
    expect(verdicts.map(({ row, verdict, errors = [] }) => [row, verdict, ...errors.map(({ code }) => code)])).toEqual([
      [1, "sound"],
      [2, "refused", "not-one-of"],
      [3, "refused", "duplicate-id"],
    ]);
    // The sums are not blamed for the row that could not be read.
    expect(problems).toEqual([]);
  });

  it("of a row that depends on one that could not be read is not spoiled by that", () => {
    const dependent = { ...smallCriteria[1], group: "A", dependsOn: ["A9"] };
    const { verdicts } = readSet(header, [dependent, { id: "A9" }]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["sound", "refused"]);
  });

  it("of the whole names the header's fields", () => {
    const { problems } = readSet(header, criteriaOfCsv(csvOf(line("A1", "6"))));
    expect(problems.map(({ path, code }) => [path, code])).toEqual([["header.groups[0].max", "groups-do-not-add-up"]]);
  });

  it.each([null, 7, "A1", [], {}])("of a row that is %j is refused, and nothing is thrown", (row) => {
    expect(readSet(header, [row]).verdicts[0]?.verdict).toBe("refused");
  });

  it("of a table larger than a request says so: it has to fit one item", () => {
    const wide = Array.from({ length: 60 }, (_, item) => ({ id: `i${item}`, text: "x".repeat(20), textEn: "x" }));
    const rows = Array.from({ length: 100 }, (_, index) => ({
      ...smallCriteria[0],
      ...{ id: `A${index}`, max: 10, method: "checklist", items: wide },
    }));
    expect(readSet(header, rows).problems.map(({ path, code }) => [path, code])).toEqual([["criteria", "too-long"]]);
  });
});

const shipped = ["mac-dinh-2023", "mac-dinh-2026"].map((id) => {
  const read = (ending: string) => readFileSync(`${import.meta.dirname}/../../infra/criteria/${id}.${ending}`, "utf8");
  return { id, json: JSON.parse(read("json")), csv: read("csv") };
});
const setOf = ({ json }: { json: { header: unknown; criteria: unknown[] } }): CriteriaSet => {
  const { set, verdicts, problems } = readSet(setHeader.parse(json.header), json.criteria);
  expect([verdicts.filter(({ verdict }) => verdict === "refused"), problems]).toEqual([[], []]);
  if (!set) throw new Error("refused");
  return set;
};

describe.each(shipped)("the set that is shipped, $id,", ({ id, json, csv }) => {
  it("is sound, and the same as CSV and as JSON", () => {
    const set = setOf({ json });
    const read = readSet(setHeader.parse(json.header), criteriaOfCsv(csv));
    expect(set.id).toBe(id);
    expect(read.set && setHashOf(read.set)).toBe(setHashOf(set));
  });

  it("is worth 100 points, and says in every list that it is nobody's decision", () => {
    const set = setOf({ json });
    expect(set.groups.reduce((sum, { max }) => sum + max, 0)).toBe(10_000);
    expect(set.decision).toBeUndefined();
    const record = { id, state: "published", set, hash: setHashOf(set), version: 1, sequence: 1 } as const;
    const loaded = { at: "2023-12-01T00:00:00.000Z", by: "somebody" };
    const listed = setListed({ ...record, loaded }, false);
    expect(listed.proposal?.text).toBe("Đề xuất, không phải Quyết định 4526/QĐ-HĐBT");
    expect(listed.title).toContain("không phải Quyết định 4526/QĐ-HĐBT");
    expect(listed.loaded).toBeUndefined();
  });

  it("asks Q&A of those alone that are evaluated on it, and online services of those that have them", () => {
    const of = (group: string) =>
      setOf({ json })
        .criteria.filter((entry) => entry.group === group)
        .map(({ appliesTo }) => appliesTo.participations);
    expect(new Set(of("D").flat())).toEqual(new Set(["questions-evaluation"]));
    expect(new Set(of("E").flat())).toEqual(new Set(["online-services"]));
    expect(new Set(of("A").flat())).toEqual(new Set([undefined]));
  });

  it("labels every proxy, and gives it no points", () => {
    const proxies = setOf({ json }).criteria.filter(({ isInformative }) => isInformative);
    expect(proxies.length).toBeGreaterThan(2);
    for (const { max, text, textEn } of proxies) {
      expect([max, text, textEn]).toEqual([
        0,
        expect.stringMatching(/^Chỉ báo thay thế, không phải điểm PAPI: /),
        expect.stringMatching(/^A proxy, not a PAPI score: /),
      ]);
    }
  });

  it("has the system judge what the system knows, and bodies declare the rest with evidence", () => {
    for (const { id: criterion, judge, fact, evidence, isInformative } of setOf({ json }).criteria) {
      expect([criterion, judge]).toEqual([criterion, fact !== undefined && isSystemFact(fact) ? "system" : "reviewer"]);
      if (!isInformative) expect([criterion, evidence]).toEqual([criterion, expect.stringMatching(/./)]);
    }
  });
});

it("the columns of the shipped table are those that are known", () => {
  for (const { csv } of shipped) {
    const heading = csv.replace("\uFEFF", "").split("\r\n")[0]?.split(",");
    expect(new Set(heading)).toEqual(new Set(setColumns));
  }
});
