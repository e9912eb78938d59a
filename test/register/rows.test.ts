import { describe, expect, it } from "vitest";
import { Refusal } from "../../shared/platform/refusals.ts";
import { recordSchemas, rowsOfCsv } from "../../shared/register/rows.ts";

/** The refusal of a file: its code and the paths and codes of its errors. */
function refusalOf(read: () => unknown): [code: string, ...errors: string[]] {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.errors.map(({ path, code }) => `${path} ${code}`)];
    throw error;
  }
  throw new Error("was not refused");
}

const unitLine = "so-tu-phap,department,province,Sở Tư pháp,2020-01-01,ubnd-tinh@2020-01-01..2025-06-30";
const unitHeading = "id,kind,level,name,from,reportsTo";
const soTuPhap = {
  id: "so-tu-phap",
  kind: "department",
  level: "province",
  names: [{ name: "Sở Tư pháp", from: "2020-01-01" }],
  aliases: [],
  reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01", to: "2025-06-30" }],
  governedBy: [],
  participations: [],
  from: "2020-01-01",
};

describe("a CSV of units", () => {
  it("is read with commas", () => {
    expect(rowsOfCsv("unit", `${unitHeading}\n${unitLine}\n`)).toEqual([soTuPhap]);
  });

  it("is read with semicolons, a byte order mark, Windows line ends and empty lines, as Excel writes it", () => {
    const csv = `\uFEFF${unitHeading}\r\n\r\n${unitLine}\r\n`.replaceAll(",", ";");
    expect(rowsOfCsv("unit", csv)).toEqual([soTuPhap]);
  });

  it("keeps what stands in quotes: separators, quotes, line ends", () => {
    const [row] = rowsOfCsv("unit", 'id;name\nso-a;"Sở ""A""; và B,\nC"');
    expect(row).toMatchObject({ id: "so-a", names: [{ name: 'Sở "A"; và B,\nC' }] });
  });

  it("keeps Vietnamese as it was sent, composed or not", () => {
    for (const form of ["NFC", "NFD"] as const) {
      const name = "Ủy ban nhân dân thị xã Sa Pa".normalize(form);
      expect(rowsOfCsv("unit", `id,name\nthi-xa-sa-pa,${name}`)).toMatchObject([{ names: [{ name }] }]);
    }
  });

  it("reads several values in a cell, each with its days", () => {
    const [row] = rowsOfCsv(
      "unit",
      "id,aliases,participations,governedBy,synthetic\nso-a,Sở A | SA ,questions@2020-01-01|online-services@2021-01-01..2022-12-31,ubnd-tinh @ 2020-01-01,true",
    );
    expect(row).toMatchObject({
      aliases: ["Sở A", "SA"],
      participations: [
        { kind: "questions", from: "2020-01-01" },
        { kind: "online-services", from: "2021-01-01", to: "2022-12-31" },
      ],
      governedBy: [{ unit: "ubnd-tinh", from: "2020-01-01" }],
      synthetic: true,
    });
  });

  it("leaves out what is empty, so that the schema names it", () => {
    const [row] = rowsOfCsv("unit", "id,kind,level,name,from\nso-a,,,,");
    const paths = recordSchemas.unit.safeParse(row).error?.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(["kind", "level", "names.0.name", "names.0.from", "from"]);
  });

  it("hands a superfluous mark on to the schema, which refuses it", () => {
    const [row] = rowsOfCsv(
      "unit",
      "id,reportsTo\nso-a,a@2020-01-01@2021-01-01|b@2020-01-01..2021-01-01..2022-01-01|c",
    );
    expect(row?.reportsTo).toEqual([
      { unit: "a", from: "2020-01-01@2021-01-01" },
      { unit: "b", from: "2020-01-01", to: "2021-01-01..2022-01-01" },
      { unit: "c", from: "" },
    ]);
    const paths = recordSchemas.unit.safeParse(row).error?.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(expect.arrayContaining(["reportsTo.0.from", "reportsTo.1.to", "reportsTo.2.from"]));
  });

  it("refuses a flag that is neither true nor false", () => {
    const [row] = rowsOfCsv("unit", "id,synthetic\nso-a,có");
    expect(recordSchemas.unit.safeParse(row).error?.issues.map(({ path }) => path.join("."))).toContain("synthetic");
  });
});

describe("a CSV of officers", () => {
  it("reads grants, also of deputies", () => {
    const [row] = rowsOfCsv(
      "officer",
      "id;fullName;title;issuer;subject;grants\nso-tu-phap.deputy;Cán bộ mẫu;Phó Giám đốc;https://issuer.example;s-1;leader:so-tu-phap@2024-02-01..2024-02-29/so-tu-phap.leader|clerk:so-tu-phap@2020-01-01",
    );
    expect(recordSchemas.officer.parse(row).grants).toEqual([
      { role: "leader", unit: "so-tu-phap", from: "2024-02-01", to: "2024-02-29", deputyFor: "so-tu-phap.leader" },
      { role: "clerk", unit: "so-tu-phap", from: "2020-01-01" },
    ]);
  });

  it("leaves a grant without a unit to the schema", () => {
    const [row] = rowsOfCsv("officer", "id,grants\na.b,leader@2024-02-01");
    expect(row?.grants).toEqual([{ role: "leader", unit: "", from: "2024-02-01" }]);
  });
});

describe("a CSV of portals", () => {
  it("becomes a record", () => {
    const [row] = rowsOfCsv(
      "portal",
      "id,name,address,unit,governingUnit,handedOverOn,from\ncong-xa-a,Cổng TTĐT xã A,https://xa-a.example,xa-a,huyen-a,2023-05-04,2023-05-04",
    );
    expect(recordSchemas.portal.parse(row)).toMatchObject({
      id: "cong-xa-a",
      kind: "component",
      handedOverOn: "2023-05-04",
    });
  });
});

describe("a whole CSV file is refused", () => {
  it("with columns that are not ours, each named", () => {
    expect(refusalOf(() => rowsOfCsv("unit", "id,tên,fax\nso-a,A,1"))).toEqual([
      "invalid-content",
      "csv.tên unknown-field",
      "csv.fax unknown-field",
    ]);
  });

  it("with a column that stands twice", () => {
    expect(refusalOf(() => rowsOfCsv("unit", "id,name,id\nso-a,A,so-b"))).toEqual([
      "invalid-content",
      "csv.id malformed",
    ]);
  });

  it("with a line that does not fit its heading, or quotes that do not close, by the line", () => {
    expect(refusalOf(() => rowsOfCsv("unit", "id,name\nso-a,A\nso-b,B,C"))).toEqual([
      "invalid-content",
      "csv.line[3] malformed",
    ]);
    expect(refusalOf(() => rowsOfCsv("unit", 'id,name\nso-a,"A'))[0]).toBe("invalid-content");
  });

  it("with more rows than were allowed", () => {
    const csv = `id\n${Array.from({ length: 1_001 }, (_, index) => `so-${index}`).join("\n")}`;
    expect(refusalOf(() => rowsOfCsv("unit", csv))).toEqual(["invalid-content", "csv too-long"]);
    expect(rowsOfCsv("unit", csv, 2_000)).toHaveLength(1_001);
  });

  it("but an empty file has no rows", () => {
    expect(rowsOfCsv("unit", "")).toEqual([]);
    expect(rowsOfCsv("unit", "id,name\n")).toEqual([]);
  });
});
