import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkReport } from "../../shared/reports/check.ts";
import { changedSince, consolidate, type Source } from "../../shared/reports/consolidate.ts";
import { type ReportContent, reportContent } from "../../shared/reports/content.ts";
import { changesBetween } from "../../shared/reports/difference.ts";
import type { FigureRule, Regime } from "../../shared/reports/regime.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { addUp, totalsOf } from "../../shared/reports/totals.ts";

const [seeded] = regimes;
if (!seeded) throw new Error("No regime is seeded.");
const regime: Regime = seeded;
const content = (figures: Record<string, number>, more: Partial<ReportContent> = {}): ReportContent => ({
  sections: {},
  figures: Object.fromEntries(Object.entries(figures).map(([id, value]) => [id, { value }])),
  corrections: {},
  attachments: [],
  ...more,
});
const none = new Map<string, number>();

describe("a cell that cannot stand is refused and named", () => {
  it.each([
    ["negative where none may be", { visits: -1 }, "figures.visits.value", "below-least"],
    ["not a whole number", { visits: 1.5 }, "figures.visits.value", "too-many-decimals"],
    ["three decimals of money", { funding: 1.234 }, "figures.funding.value", "too-many-decimals"],
    ["above every bound", { visits: 1e12 }, "figures.visits.value", "above-most"],
    ["endless", { visits: Number.POSITIVE_INFINITY }, "figures.visits.value", "not-finite"],
    ["not in the tables", { nothing: 1 }, "figures.nothing", "figure-unknown"],
  ])("a figure %s", (_, figures, path, code) => {
    expect(checkReport(content(figures), regime, none).refused).toMatchObject([{ path, code }]);
  });

  it.each(['"12"', "null", "1e400", "NaN", "true", "[1]"])("a figure %s never gets past the schema", (value) => {
    const parse = () => reportContent.parse(JSON.parse(`{"figures":{"visits":{"value":${value}}}}`));
    expect(parse).toThrow();
  });

  it("a section that is too long or not in the outline", () => {
    const sections = { "kho-khan": "ă".repeat(5_001), la: "x" };
    expect(checkReport(content({}, { sections }), regime, none).refused).toEqual([
      { path: "sections.kho-khan", code: "section-too-long", expected: 5_000 },
      { path: "sections.la", code: "section-unknown" },
    ]);
  });

  it.each([
    ["beyond every bound", -2e9, "below-least"],
    ["that takes more away than there is: the total has bounds", -11, "below-least"],
    ["that brings the total over the top", 999_999_999, "above-most"],
  ])("a correction %s", (_, by, code) => {
    const written = content({ visits: 3 }, { corrections: { visits: { by, note: "x" } } });
    expect(checkReport(written, regime, none, { visits: 7 }).refused).toMatchObject([
      { path: "corrections.visits.by", code },
    ]);
  });

  it("a correction may take away as much as there is, and nothing where nothing was gathered", () => {
    const written = content({ visits: 3 }, { corrections: { visits: { by: -10, note: "x" } } });
    expect(checkReport(written, regime, none, { visits: 7 }).refused).toEqual([]);
    expect(totalsOf(written, { visits: 7 }).get("visits")).toBe(0);
    expect(checkReport(written, regime, none).refused).toEqual([
      { path: "corrections.visits", code: "correction-without-sources" },
    ]);
  });
});

describe("complete and valid are facts of their own", () => {
  const full = content(Object.fromEntries(regime.figures.map(({ id }) => [id, 10])), {
    sections: Object.fromEntries(regime.outline.map(({ id }) => [id, "Nội dung."])),
  });

  it("everything that is required makes it complete, and nothing that is not", () => {
    const checked = checkReport(
      { ...full, figures: { ...full.figures, "questions-received": { value: 20 } } },
      regime,
      none,
    );
    expect(checked).toEqual({ refused: [], missing: [], disagreeing: [] });
    const empty = checkReport(content({}), regime, none);
    expect(empty.missing).toHaveLength(
      regime.figures.filter(({ isRequired }) => isRequired).length +
        regime.outline.filter(({ isRequired }) => isRequired).length,
    );
    expect(empty.refused).toEqual([]);
  });

  it("totals that do not add up are named with the sum", () => {
    const figures = { "questions-received": 5, "questions-answered-on-time": 4, "questions-answered-late": 2 };
    expect(checkReport(content(figures), regime, none).disagreeing).toEqual([
      { path: "figures.questions-received.value", code: "sum-differs", expected: 6 },
    ]);
  });

  it("of a report that gathers, it is the totals that must add up", () => {
    const figures = { "questions-received": 5, "questions-answered-on-time": 5, "questions-answered-late": 0 };
    const gathered = { "questions-received": 1, "questions-answered-on-time": 1, "questions-answered-late": 1 };
    expect(checkReport(content(figures), regime, none, gathered).disagreeing).toMatchObject([{ expected: 7 }]);
    expect(checkReport(content(figures), regime, none, { ...gathered, "questions-received": 2 }).disagreeing).toEqual(
      [],
    );
  });

  it.each([
    [150, []],
    [151, ["figures.visits.note"]],
    [50, []],
    [49, ["figures.visits.note"]],
  ])("100 last year and %i now: a jump of over 50 %% needs a note", (now, paths) => {
    const lastYear = new Map([["visits", 100]]);
    expect(checkReport(content({ visits: now }), regime, lastYear).disagreeing.map(({ path }) => path)).toEqual(paths);
    const noted = content({}, { figures: { visits: { value: now, note: "Cổng mới" } } });
    expect(checkReport(noted, regime, lastYear).disagreeing).toEqual([]);
  });

  it("last year's zero says nothing of a jump", () => {
    expect(checkReport(content({ visits: 7 }), regime, new Map([["visits", 0]])).disagreeing).toEqual([]);
  });
});

describe("consolidation", () => {
  const rules: FigureRule[] = [...regime.figures.slice(0, 3), ...regime.figures.slice(-1)];
  const small: Regime = { ...regime, figures: rules };
  const amount = (decimals: number) => fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 10 ** decimals);
  const figures = fc.record(
    Object.fromEntries(rules.map(({ id, decimals }) => [id, amount(decimals).map((value) => ({ value }))])),
    { requiredKeys: [] },
  );
  const sources = fc.array(figures, { maxLength: 30 }).map((list) =>
    list.map((entry, index): Source => {
      const given = Object.fromEntries(Object.entries(entry).flatMap(([id, cell]) => (cell ? [[id, cell]] : [])));
      return { obligation: `p.xa-${index}`, unit: `xa-${index}`, number: 1, figures: given };
    }),
  );

  it("a total is always own + sources + correction, to the hundredth, in any order of the sources", () => {
    fc.assert(
      fc.property(sources, fc.integer({ min: -500, max: 500 }), (list, by) => {
        const own = content({ visits: 3 }, { corrections: { funding: { by: by / 100, note: "Điều chỉnh" } } });
        const there = consolidate(own, list, [], small);
        const back = consolidate(own, list.toReversed(), [], small);
        expect(back.figures).toEqual(there.figures);
        for (const { own: mine, gathered, correction, total, id } of there.figures) {
          const inHundredths = (value: number) => BigInt(Math.round(value * 100));
          const values = list.map((source) => inHundredths(source.figures[id]?.value ?? 0));
          const sum = values.reduce((one, other) => one + other, 0n);
          expect(inHundredths(gathered)).toBe(sum);
          expect(inHundredths(total)).toBe(inHundredths(mine) + sum + inHundredths(correction?.by ?? 0));
        }
      }),
    );
  });

  it("names the children that have not handed in: 17 of 20 is a report with three gaps", () => {
    const owing = Array.from({ length: 20 }, (_, index) => `xa-${index}`);
    const list = owing
      .slice(3)
      .map((name): Source => ({ obligation: `p.${name}`, unit: name, number: 1, figures: {} }));
    const gathered = consolidate(content({}), list, owing, small);
    expect(gathered.missing).toEqual(["xa-0", "xa-1", "xa-2"]);
    expect(gathered.sources).toHaveLength(17);
  });

  it("without any child is the body's own part", () => {
    const [first] = consolidate(content({ portals: 2 }), [], ["xa"], small).figures;
    expect(first).toEqual({ id: "portals", own: 2, gathered: 0, correction: undefined, total: 2, givenBy: 0 });
  });

  it("a child that came or changed later is named, and one that is as it was is not", () => {
    const version = (name: string, number: number) => ({ obligation: `p.${name}`, unit: name, number });
    const gathered = [version("a", 1), version("b", 1)];
    expect(changedSince(gathered, [version("a", 1), version("b", 2), version("c", 1)])).toEqual(["b", "c"]);
    expect(changedSince(gathered, gathered)).toEqual([]);
  });

  it("adds tenths without drift", () => {
    expect(addUp([0.1, 0.2, 0.3])).toBe(0.6);
    expect(addUp([])).toBe(0);
  });
});

describe("the difference of two versions", () => {
  it("names each cell that changed, came or went, and no other", () => {
    const before = content({ visits: 1, portals: 1 }, { sections: { "kho-khan": "Không." } });
    const after = content({ visits: 2, portals: 1, documents: 3 }, { attachments: ["ban-ky"] });
    expect(changesBetween(before, after)).toEqual([
      { path: "attachments.ban-ky", before: undefined, after: "ban-ky" },
      { path: "figures.documents.value", before: undefined, after: 3 },
      { path: "figures.visits.value", before: 1, after: 2 },
      { path: "sections.kho-khan", before: "Không.", after: undefined },
    ]);
    expect(changesBetween(after, after)).toEqual([]);
  });
});
