/** The register as a workbook, taken apart. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { registerSample } from "../../infra/preview/register-samples.ts";
import { fileTypeOf } from "../../shared/documents/file-type.ts";
import { registerWorkbook } from "../../shared/documents/register-workbook.ts";
import { stampedZip } from "../../shared/documents/stamped-zip.ts";
import { workbook } from "../../shared/documents/workbook.ts";
import { rangedFile, unzipped, xmlFaults } from "../support/unzipped.ts";

const make = () => {
  const { obligations, title, today, nameOf } = registerSample;
  return registerWorkbook(obligations, title, today, nameOf);
};
const parts = unzipped(await make());
const strings = [...(parts["xl/sharedStrings.xml"] ?? "").matchAll(/<si><t(?: [^>]*)?>([^<]*)<\/t><\/si>/g)].map(
  ([, text = ""]) => text,
);
/** Cells of a row: a text as it is, a number as number, an empty cell as undefined. */
function rowOf(sheet: number, row: number): (string | number | undefined)[] {
  const [xml = ""] = new RegExp(`<row r="${row}".*?</row>`).exec(parts[`xl/worksheets/sheet${sheet}.xml`] ?? "") ?? [];
  return [...xml.matchAll(/<c r="[A-Z]+\d+"[^>]*?(t="s")?(?:\/>|><v>([^<]*)<\/v><\/c>)/g)].map(([, isText, value]) =>
    isText ? strings[Number(value)] : value === undefined ? undefined : Number(value),
  );
}

afterEach(() => vi.useRealTimers());

describe("the register as a workbook", () => {
  it("every part is XML that opens, and the whole an XLSX by the rule for attachments", async () => {
    expect(Object.values(parts).flatMap(xmlFaults)).toEqual([]);
    expect(await fileTypeOf(rangedFile(await make()))).toEqual({ type: "xlsx" });
  });

  it("has a sheet by group, n of N, and a list, their headings in sight", () => {
    expect(
      [...(parts["xl/workbook.xml"] ?? "").matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name),
    ).toEqual(["Tổng hợp theo nhóm", "Danh sách"]);
    expect(rowOf(1, 3).slice(0, 5)).toEqual(["Các sở, ban, ngành tỉnh", 3, 2, "02/03", 66.7]);
    expect(rowOf(1, 7).slice(0, 5)).toEqual(["Tổng số", 7, 4, "04/07", 57.1]);
    for (const sheet of [1, 2]) {
      const xml = parts[`xl/worksheets/sheet${sheet}.xml`] ?? "";
      expect(xml).toContain('ySplit="2"');
      expect(xml).toContain('state="frozen"');
      expect(xml).toMatch(/^<\?xml[^>]*><worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/>/);
      expect(xml).toMatch(/<pageSetup [^>]*fitToHeight="0"/);
    }
  });

  it("days are dates, counted from 1900, shown dd/mm/yyyy; numbers are numbers; what is not known is empty", () => {
    // 18/6/2024 is day 45461 of a spreadsheet, 17/6/2024 the day before.
    const row = rowOf(2, 3);
    expect([row[0], row[5], row[6], row[8], row[9]]).toEqual([1, 45_461, undefined, 45_460, 0]);
    expect(parts["xl/styles.xml"]).toContain('formatCode="dd/mm/yyyy"');
  });

  it("a name like a formula stays a name", () => {
    expect(rowOf(2, 4)[1]).toBe('=HYPERLINK("https://example.org";"Sở Mẫu")');
    expect(Object.values(parts).join("")).not.toContain("<f>");
  });

  it("the same on another day of making, byte for byte", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2024-07-01T00:00:00Z") });
    const first = Buffer.from(await make());
    vi.setSystemTime(Date.parse("2025-03-02T11:12:13Z"));
    expect(first.equals(Buffer.from(await make()))).toBe(true);
  });

  it("a list of names longer than a cell can hold is cut, not refused", async () => {
    const table = {
      title: "Dài",
      columns: [{ heading: "Tên", kind: "text" as const }],
      rows: [["dài ".repeat(20_000)]],
    };
    const cut = unzipped(await workbook([{ name: "Dài", table }], "2024-06-21"));
    const longest = Math.max(
      ...[...(cut["xl/sharedStrings.xml"] ?? "").matchAll(/<t[^>]*>([^<]*)</g)].map(([, text = ""]) => text.length),
    );
    expect(longest).toBe(32_767);
  });
});

describe("the moment of a zip", () => {
  it("what is no zip is refused", () => {
    expect(() => stampedZip(new Uint8Array(30), 0)).toThrow("This is no zip without a comment.");
  });

  it("is the province's, in steps of two seconds, whatever the machine's time zone", async () => {
    // 08:00 of 21/6/2024: ((2024 - 1980) << 9 | 6 << 5 | 21) << 16 | 8 << 11.
    const bytes = Buffer.from(await make());
    expect(bytes.readUInt32LE(10)).toBe(((((44 << 9) | (6 << 5) | 21) << 16) | (8 << 11)) >>> 0);
  });
});
