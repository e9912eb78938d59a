/** How bodies stand at the head and the foot of documents. */
import { describe, expect, it } from "vitest";
import {
  expectedSignatureLines,
  issuerOf,
  openDate,
  parentBodyOn,
  signatureLines,
} from "../../shared/documents/letterhead.ts";
import { type Unit, unit } from "../../shared/units/unit.ts";

const on = "2024-06-17";
const province = "tỉnh Lào Cai";

function body(kind: Unit["kind"], level: Unit["level"], name: string, more: object = {}): Unit {
  const from = "2020-01-01";
  return unit.parse({ id: "co-quan", kind, level, names: [{ name, from }], from, ...more });
}

describe("the letterhead", () => {
  it.each([
    ["people-committee", "province", "Ủy ban nhân dân tỉnh Lào Cai", ["ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"], "Lào Cai"],
    ["people-committee", "district", "UBND thị xã Sa Pa", ["ỦY BAN NHÂN DÂN", "THỊ XÃ SA PA"], "Sa Pa"],
    [
      "people-committee",
      "commune",
      "Ủy ban nhân dân xã Mẫu 01 (thị xã Sa Pa, dữ liệu mẫu)",
      ["ỦY BAN NHÂN DÂN", "XÃ MẪU 01"],
      "Mẫu 01",
    ],
    ["people-committee", "commune", "Ủy ban nhân dân đặc khu Mẫu", ["ỦY BAN NHÂN DÂN", "ĐẶC KHU MẪU"], "Mẫu"],
    ["department", "province", "Sở Tài nguyên và Môi trường", ["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"], "Lào Cai"],
  ] as const)("of a %s of the %s, %s", (kind, level, name, letterhead, place) => {
    expect(issuerOf(body(kind, level, name), undefined, province, on)).toMatchObject({ letterhead, place });
  });

  it("a department names the committee above it, shortened, and is not named by it twice", () => {
    const office = body("department", "province", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai");
    expect(issuerOf(office, "Ủy ban nhân dân tỉnh Lào Cai", province, on)).toMatchObject({
      letterhead: ["VĂN PHÒNG"],
      parentLetterhead: "UBND TỈNH LÀO CAI",
    });
  });

  it.each([
    [
      "a department: to whom it reports",
      body("department", "province", "Sở", { reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01" }] }),
      "ubnd-tinh",
    ],
    [
      "a governed body: who governs it",
      body("public-service-unit", "province", "Trung tâm", {
        governedBy: [{ unit: "so-tu-phap", from: "2020-01-01" }],
      }),
      "so-tu-phap",
    ],
    [
      "a body that governs itself: nobody",
      body("mass-organisation", "province", "Hội", { governedBy: [{ unit: "co-quan", from: "2020-01-01" }] }),
      undefined,
    ],
    [
      "a link that has ended: nobody",
      body("public-service-unit", "province", "Trung tâm", {
        governedBy: [{ unit: "so-tu-phap", from: "2020-01-01", to: "2023-12-31" }],
      }),
      undefined,
    ],
    [
      "a central body that reports to the province: not the province",
      body("central-body", "province", "Kho bạc", { reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01" }] }),
      undefined,
    ],
    [
      "a People's Committee: nobody",
      body("people-committee", "district", "UBND huyện", {
        reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01" }],
        governedBy: [{ unit: "ubnd-tinh", from: "2020-01-01" }],
      }),
      undefined,
    ],
  ])("above it stands, of %s", (_, unitOf, parent) => {
    expect(parentBodyOn(unitOf, on)).toBe(parent);
  });

  it("the number ends with UBND for a committee; what another body's office gives itself is not guessed", () => {
    expect(issuerOf(body("people-committee", "commune", "UBND xã Mẫu"), undefined, province, on).symbol).toBe(
      "BC-UBND",
    );
    expect(issuerOf(body("department", "province", "Sở Tư pháp"), undefined, province, on).symbol).toBe("BC-…");
  });

  it("the Party's bodies have no state form", () => {
    expect(issuerOf(body("party", "province", "Văn phòng Tỉnh ủy"), undefined, province, on).hasStateForm).toBe(false);
  });

  it("day and month are left open", () => {
    expect(openDate(on).replaceAll("\u00a0", "_")).toBe("ngày______tháng______năm 2024");
  });
});

describe("the lines over a signature", () => {
  const unitName = "Sở Tư pháp";
  it.each([
    ["own", "GIÁM ĐỐC", ["GIÁM ĐỐC"]],
    ["own", "GIÁM ĐỐC SỞ TƯ PHÁP", ["GIÁM ĐỐC"]],
    ["own", "CHỦ TỊCH UBND THỊ XÃ", ["CHỦ TỊCH"]],
    ["kt", "KT. CHỦ TỊCH UBND THỊ XÃ\nPHÓ CHỦ TỊCH UBND THỊ XÃ", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
    ["tm", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH UBND TỈNH", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]],
    ["tm", "TM. ỦY BAN NHÂN DÂN\nPHÓ CHỦ TỊCH UBND TỈNH", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
    ["tl", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]],
    ["tuq", "TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG", ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]],
    ["q", "Q. GIÁM ĐỐC", ["Q. GIÁM ĐỐC"]],
  ] as const)("%s: %s", (capacity, line, lines) => {
    expect(signatureLines({ capacity, line, unitName })).toEqual(lines);
  });

  it("before anybody signs: a committee's collective form, another body's head", () => {
    expect(expectedSignatureLines({ kind: "people-committee" }, "UBND xã", undefined)).toEqual([
      "TM. ỦY BAN NHÂN DÂN",
      "CHỦ TỊCH",
    ]);
    expect(expectedSignatureLines({ kind: "department" }, unitName, "Giám đốc Sở Tư pháp")).toEqual(["GIÁM ĐỐC"]);
    expect(expectedSignatureLines({ kind: "department" }, unitName, "Phó Giám đốc")).toEqual(["GIÁM ĐỐC"]);
  });
});
