import { describe, expect, it } from "vitest";
import { csvOf } from "../../shared/documents/csv.ts";
import type { Cell, Column } from "../../shared/documents/table.ts";

const text: Column = { heading: "Cơ quan, đơn vị", kind: "text" };
const lineOf = (cell: Cell, column: Column = text) =>
  csvOf({ title: "", columns: [column], rows: [[cell]] })
    .split("\r\n")
    .slice(1)
    .join("\r\n")
    .slice(0, -2);

describe("CSV for a spreadsheet under Vietnamese settings", () => {
  it("begins with the mark of UTF-8, without which Excel reads the headings as another alphabet, and no sep= line, which would undo it", () => {
    expect(csvOf({ title: "", columns: [text, { heading: "Hạn gửi", kind: "day" }], rows: [] })).toBe(
      "\ufeffCơ quan, đơn vị;Hạn gửi\r\n",
    );
  });

  it.each([
    ["a comma needs no quotes: semicolons part the cells", "Sở Tư pháp, tỉnh Lào Cai", "Sở Tư pháp, tỉnh Lào Cai"],
    ["a semicolon does", "a;b", '"a;b"'],
    ["quotes are doubled", 'Quỹ "BVMT"', '"Quỹ ""BVMT"""'],
    ["lines stay in one cell", "a\nb", '"a\nb"'],
    ["spaces at an end are kept", " a", '" a"'],
    ["what is unknown is empty, not zero", undefined, ""],
  ])("%s", (_, cell, written) => {
    expect(lineOf(cell)).toBe(written);
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+84 214", "'+84 214"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ['=HYPERLINK("https://x.example";"a")', `"'=HYPERLINK(""https://x.example"";""a"")"`],
    ["\t=1", `"'\t=1"`],
    [" =1", "' =1"],
    ["\u200B=1", "'\u200B=1"],
    ["＝1", "'＝1"],
    ["\r=1", `"'\r=1"`],
  ])("a text %j is never a formula", (cell, written) => {
    expect(lineOf(cell)).toBe(written);
  });

  it.each([
    ["a number is a number, with the decimal comma", 1234.5, "number", "1234,5"],
    ["also a negative one", -3, "number", "-3"],
    ["a day is written as in Vietnam", "2024-06-18", "day", "18/06/2024"],
  ] as const)("%s", (_, cell, kind, written) => {
    expect(lineOf(cell, { heading: "x", kind })).toBe(written);
  });
});
