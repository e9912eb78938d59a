/** From kept reports to facts: whose names and forms, and what is refused. */
import { describe, expect, it } from "vitest";
import { documentSamples } from "../../infra/preview/document-samples.ts";
import { issuingUnit, type LoadedReport, reportFacts, unitsOf } from "../../shared/documents/report-facts.ts";
import { unit } from "../../shared/units/unit.ts";

const gathered = documentSamples.consolidated(2);
const simple = documentSamples.report();
const directed = documentSamples.directed();

describe("the facts of a report's document", () => {
  it("of one that gathers: the sources at the versions that were gathered, with their totals by figure", () => {
    const { gathering, figures } = reportFacts(gathered);
    expect(gathering?.sources.map(({ name, number }) => [name, number])).toEqual([
      ["Ủy ban nhân dân xã Mẫu 01", 1],
      ["Ủy ban nhân dân xã Mẫu 02", 2],
    ]);
    const [, newsItems] = figures;
    expect(newsItems).toMatchObject({ gathered: 27, correction: { by: -5 }, total: 60, own: { value: 38 } });
    expect(gathering?.sources.map(({ values }) => values[1])).toEqual([10, 17]);
  });

  it("a sum that is not that of its sources is an error: a document never prints what its annex disproves", () => {
    const { report } = gathered;
    const sums = { ...report.gathered?.sums, visits: 1 };
    const wrong: LoadedReport = {
      ...gathered,
      report: {
        ...report,
        gathered: { obligation: "x", number: 2, at: report.at, missing: [], ...report.gathered, sums },
      },
    };
    expect(() => reportFacts(wrong)).toThrow("The sum of the figure visits is not that of its sources.");
  });

  it.each([
    ["a source", { sources: new Map() }, "The report 1 of 2024-half-year.xa-mau-01.0 was not read."],
    ["the gathering", { gathering: undefined }, "The gathering 2 of 2024-half-year.thi-xa-sa-pa was not read."],
    ["a unit", { units: new Map() }, /^The unit thi-xa-sa-pa of a document was not read\.$/],
  ])("%s that was not read is an error that names it", (_, missing, message) => {
    expect(() => reportFacts({ ...gathered, ...missing })).toThrow(message);
  });

  it("names every unit that must be read, each once", () => {
    expect(unitsOf(gathered).toSorted()).toEqual(
      ["thi-xa-sa-pa", "ubnd-tinh", "xa-mau-01", "xa-mau-02", "xa-mau-15", "xa-mau-16"].toSorted(),
    );
    expect(unitsOf(directed).toSorted()).toEqual(["so-tu-phap", "ubnd-tinh"]);
  });

  it("a body is named as on the day of the report, not by what it was called later", () => {
    const renamed = unit.parse({
      ...simple.units.get("so-tu-phap"),
      names: [
        { name: "Sở Tư pháp", from: "2020-01-01", to: "2024-12-31" },
        { name: "Sở Tư pháp mới", from: "2025-01-01" },
      ],
    });
    const units = new Map([...simple.units, ["so-tu-phap", renamed]]);
    expect(reportFacts({ ...simple, units }).issuer.name).toBe("Sở Tư pháp");
    const later = { ...simple, units, report: { ...simple.report, at: "2025-06-17T01:00:00.000Z" } };
    expect(reportFacts(later).issuer.name).toBe("Sở Tư pháp mới");
  });

  it("a parent that hands in for a child is the issuer, and the child is named with the reason", () => {
    const child: LoadedReport = {
      ...simple,
      head: { ...simple.head, unit: "xa-mau-01", to: "thi-xa-sa-pa" },
      report: { ...simple.report, onBehalfBy: "thi-xa-sa-pa", onBehalfReason: "Mất liên lạc do mưa lũ" },
    };
    expect(issuingUnit(child)).toBe("thi-xa-sa-pa");
    const { issuer, inPlaceOf, recipient } = reportFacts(child);
    expect(issuer.letterhead).toEqual(["ỦY BAN NHÂN DÂN", "THỊ XÃ SA PA"]);
    expect(inPlaceOf).toEqual({ name: "Ủy ban nhân dân xã Mẫu 01", reason: "Mất liên lạc do mưa lũ" });
    expect(recipient).toBe("Ủy ban nhân dân thị xã Sa Pa");
  });

  it("a child's own draft that its parent signs is the parent's document all the same", () => {
    const drafted = { ...simple.report, byUnit: "so-tu-phap", onBehalfBy: "ubnd-tinh" };
    expect(issuingUnit({ head: simple.head, report: drafted })).toBe("ubnd-tinh");
    // And a draft that the parent wrote, signed by the child, is the child's.
    expect(issuingUnit({ head: simple.head, report: { ...simple.report, byUnit: "ubnd-tinh" } })).toBe("so-tu-phap");
  });

  it("a report that nobody has signed takes the form that is expected: the head's title", () => {
    expect(reportFacts(directed).signature).toEqual(["GIÁM ĐỐC"]);
    expect(reportFacts({ ...directed, headTitle: undefined }).signature).toEqual(["THỦ TRƯỞNG CƠ QUAN"]);
  });
});
