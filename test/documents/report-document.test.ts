/** Documents in the form of Decree 30/2020/NĐ-CP, Annex I, taken apart. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { documentSamples } from "../../infra/preview/document-samples.ts";
import type { DocumentFacts } from "../../shared/documents/document-facts.ts";
import { fileTypeOf } from "../../shared/documents/file-type.ts";
import { reportDocument } from "../../shared/documents/report-document.ts";
import { reportFacts } from "../../shared/documents/report-facts.ts";
import { linesOf, rangedFile, unzipped, xmlFaults } from "../support/unzipped.ts";

const simple = reportFacts(documentSamples.report());
const consolidated = reportFacts(documentSamples.consolidated());
const directed = reportFacts(documentSamples.directed());

async function taken(facts: DocumentFacts) {
  const parts = unzipped(await reportDocument(facts));
  const main = parts["word/document.xml"] ?? "";
  return {
    parts,
    main,
    lines: linesOf(main),
    notes: linesOf(parts["word/footnotes.xml"] ?? "").map((line) => line.trim()),
  };
}
const of = { simple: await taken(simple), consolidated: await taken(consolidated), directed: await taken(directed) };

/** Of the paragraph with a text, everything. */
function paragraphWith(xml: string, text: string): string {
  const found = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].find(([paragraph]) => linesOf(paragraph)[0]?.includes(text));
  return found?.[0] ?? "";
}
const millimetres = (twips: string | undefined) => Math.round(Number(twips) / 56.7);

afterEach(() => vi.useRealTimers());

describe("the form of Decree 30/2020", () => {
  it.each(["simple", "consolidated", "directed"] as const)("every part of the %s report is XML that opens", (name) => {
    const faults = Object.entries(of[name].parts).filter(([, xml]) => xmlFaults(xml).length > 0);
    expect(faults.map(([part, xml]) => [part, xmlFaults(xml)])).toEqual([]);
  });

  it("A4 upright in every section, annexes too; margins 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right", () => {
    const sizes = [...of.consolidated.main.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, attributes]) => attributes);
    expect(sizes).toHaveLength(3);
    for (const size of sizes) expect(size).toContain('w:w="11906" w:h="16838" w:orient="portrait"');
    for (const [margins] of of.consolidated.main.matchAll(/<w:pgMar [^>]*\/>/g)) {
      const side = (name: string) => millimetres(new RegExp(`w:${name}="(\\d+)"`).exec(margins)?.[1]);
      expect([side("top"), side("bottom"), side("left"), side("right")]).toEqual([20, 20, 30, 15]);
    }
  });

  it("Times New Roman and no other font, no underlining anywhere: its lines are drawn", () => {
    const { parts, main } = of.consolidated;
    const fonts = [main, parts["word/styles.xml"], parts["word/footnotes.xml"]].flatMap((xml = "") =>
      [...xml.matchAll(/w:(?:ascii|hAnsi|cs|eastAsia)="([^"]*)"/g)].map(([, name]) => name),
    );
    expect(new Set(fonts)).toEqual(new Set(["Times New Roman"]));
    expect(parts["word/styles.xml"]).toMatch(
      /<w:docDefaults>.*?<w:rFonts w:ascii="Times New Roman".*?<\/w:docDefaults>/s,
    );
    expect(main).not.toContain("<w:u ");
    // 0.75 points, in eighths of a point: under the body, the motto, the title and the two annexes.
    expect(main.match(/<w:pBdr><w:top [^>]*w:sz="6"/g)).toHaveLength(5);
  });

  it.each([
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, true, false],
    ["Độc lập - Tự do - Hạnh phúc", 28, true, false],
    ["UBND TỈNH LÀO CAI", 26, false, false],
    ["SỞ TƯ PHÁP", 26, true, false],
    ["Số:", 26, false, false],
    ["Lào Cai, ngày", 28, false, true],
    ["BÁO CÁO", 28, true, false],
    ["Nơi nhận:", 24, true, true],
    ["- Lưu: VT.", 22, false, false],
    ["KT. GIÁM ĐỐC", 28, true, false],
  ])("%s is written in %i half-points, bold: %s, italic: %s", (text, size, isBold, isItalic) => {
    const paragraph = paragraphWith(of.simple.main, text);
    expect(paragraph).toContain(`<w:sz w:val="${size}"/>`);
    expect([paragraph.includes("<w:b/>"), paragraph.includes("<w:i/>")]).toEqual([isBold, isItalic]);
  });

  it("the letterhead has no borders: 40 of 100 for the body, 60 for the state", () => {
    const [letterhead = ""] = /<w:tbl>.*?<\/w:tbl>/s.exec(of.simple.main) ?? [];
    expect(/<w:tblBorders>.*?<\/w:tblBorders>/s.exec(letterhead)?.[0]).not.toContain('"single"');
    const widths = [...letterhead.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
    expect(widths.map((width) => Math.round((100 * width) / 9355))).toEqual([40, 60]);
  });

  it("number, day and month are left open for the clerk of documents, the year is the report's", () => {
    expect(of.consolidated.lines).toContain(`Số:${"\u00a0".repeat(8)}/BC-UBND`);
    expect(of.consolidated.lines).toContain(`Sa Pa, ngày${"\u00a0".repeat(6)}tháng${"\u00a0".repeat(6)}năm 2024`);
  });

  it("pages are numbered in the middle of the top margin, but for the first", () => {
    const { parts, main } = of.simple;
    expect(main).toContain("<w:titlePg/>");
    const headers = Object.entries(parts).filter(([name]) => /^word\/header\d+\.xml$/.test(name));
    const numbered = headers.filter(([, xml]) => xml.includes("PAGE"));
    expect([headers.length, numbered.length]).toEqual([2, 1]);
    expect(numbered[0]?.[1]).toMatch(/<w:jc w:val="center"\/>.*<w:sz w:val="26"\/>/s);
    const first = /<w:headerReference w:type="first" r:id="(\w+)"/.exec(main)?.[1];
    const target = new RegExp(`Id="${first}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${first}"`).exec(
      parts["word/_rels/document.xml.rels"] ?? "",
    );
    expect(parts[`word/${target?.[1] ?? target?.[2]}`]).not.toContain("PAGE");
  });

  it.each([
    ["without TM., a title alone", ["GIÁM ĐỐC"]],
    ["a deputy for the head", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]],
    ["for a collective", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]],
    ["a deputy for the head of a collective", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]],
  ])("the place of the signature: %s, then room, and no name", async (_, signature) => {
    const { main, lines } = await taken({ ...directed, signature });
    const from = lines.indexOf(signature[0] ?? "");
    expect(lines.slice(from)).toEqual([...signature, ...Array(6).fill("")]);
    expect(main).not.toContain("Cán bộ mẫu");
  });
});

describe("what a report says", () => {
  it("opens with the order and the days of its data, and ends with ./.", () => {
    const { lines } = of.simple;
    expect(lines.find((line) => line.startsWith("Thực hiện"))).toBe(
      "Thực hiện Quyết định số 07/2020/QĐ-UBND ngày 20/3/2020 và Quyết định số 44/2022/QĐ-UBND ngày 01/11/2022 của UBND tỉnh Lào Cai, Sở Tư pháp báo cáo tình hình hoạt động của Cổng thông tin điện tử (TTĐT) thành phần 6 tháng đầu năm 2024 (số liệu tính từ ngày 15/12/2023 đến hết ngày 14/6/2024) như sau:",
    );
    expect(lines.find((line) => line.startsWith("Trên đây"))).toMatch(/của Sở Tư pháp\.\/\.$/);
  });

  it("keeps all headings of the prescribed outline, in its order; one without text says so", () => {
    const { lines } = of.simple;
    const titles = simple.sections.map(({ title }, index) => `${index + 1}. ${title}`);
    expect(lines.filter((line) => titles.includes(line))).toEqual(titles);
    expect(lines[lines.indexOf("3. Việc cung cấp thông tin bằng tiếng Anh") + 1]).toBe("Không có nội dung.");
  });

  it("a figure that nobody gives is not a zero; thousands have a dot, decimals a comma", () => {
    const { lines } = of.simple;
    expect(lines[lines.indexOf("Số bộ thông tin cơ sở dữ liệu") + 2]).toBe("Chưa có");
    expect(lines[lines.indexOf("Số lượt truy cập") + 2]).toBe("18.462");
    expect(lines[lines.indexOf("Kinh phí duy trì Cổng TTĐT") + 2]).toBe("15,5");
  });

  it("what the system counted has a footnote that says so and when; a remark has one; what the body says needs none", () => {
    const { main, notes } = of.simple;
    expect(notes).toContain("Hệ thống theo dõi ghi nhận, lấy số liệu lúc 08h00 ngày 15/6/2024.");
    expect(notes).toContain("Ghi chú: Tăng do mở chuyên mục mới từ tháng 3/2024.");
    const references = [...main.matchAll(/<w:footnoteReference w:id="(\d+)"\/>/g)].map(([, id]) => Number(id));
    expect(references).toEqual([1, 2, 3, 4, 5, 6]);
    expect(paragraphWith(main, "Số lượt truy cập")).toContain('<w:footnoteReference w:id="1"/>');
    expect(paragraphWith(main, "Số tin, bài đã đăng")).not.toContain("footnoteReference");
  });

  it("signs that mean something in XML, and marks typed apart, are printed as they are meant", async () => {
    const text = "Giá < 5 & > 3, 'trích' \"dẫn\", ti\u00ea\u0301ng Vi\u00ea\u0323t \ufffe\r\nDòng hai\tvà tab";
    const { parts, lines } = await taken({ ...directed, sections: [{ title: "A & B <c>", text }] });
    expect(xmlFaults(parts["word/document.xml"] ?? "")).toEqual([]);
    expect(lines).toContain("1. A & B <c>");
    expect(lines).toContain("Giá < 5 & > 3, 'trích' \"dẫn\", tiếng Việt");
    expect(lines).toContain("Dòng hai và tab");
  });

  it("a very long text flows, every paragraph of it", async () => {
    const text = Array.from({ length: 400 }, (_, index) => `Đoạn ${index} ${"chữ ".repeat(10)}`).join("\n");
    const { lines } = await taken({ ...directed, sections: [{ title: "Dài", text }] });
    expect(lines.filter((line) => line.startsWith("Đoạn "))).toHaveLength(400);
  });

  it("an answer to an order names the document, and each duty with the portal that it is about; it has no parts and no table", () => {
    const { lines, main } = of.directed;
    expect(lines.find((line) => line.startsWith("Thực hiện"))).toBe(
      "Thực hiện Công văn số 6821/UBND-BBT ngày 31/12/2023 của Ủy ban nhân dân tỉnh Lào Cai, Sở Tư pháp báo cáo tình hình, thực trạng của Cổng thông tin điện tử (TTĐT) thành phần chưa duy trì hoạt động như sau:",
    );
    expect(lines).toContain("1. Tình hình, thực trạng hoạt động (Cổng TTĐT Trung tâm Dịch vụ Đấu giá tài sản tỉnh)");
    expect(lines.filter((line) => /^I+\. /.test(line))).toEqual([]);
    expect(main.match(/<w:tbl>/g)).toHaveLength(2);
  });

  it("a body of the Party has its content only: no national title, number or signature in the state's form", async () => {
    const { lines } = await taken({ ...simple, issuer: { ...simple.issuer, hasStateForm: false } });
    expect(lines.join("\n")).not.toMatch(/CỘNG HÒA|Số:|Nơi nhận|GIÁM ĐỐC/);
    expect(lines).toContain("(Nội dung báo cáo; thể thức văn bản theo quy định của Đảng)");
  });

  it("a report in the place of a body that could not names both, and why", async () => {
    const inPlaceOf = { name: "Ủy ban nhân dân xã Mẫu 01", reason: "mất điện do mưa lũ." };
    const { lines } = await taken({ ...simple, inPlaceOf });
    expect(lines.find((line) => line.startsWith("Thực hiện"))).toContain(
      "Sở Tư pháp báo cáo thay Ủy ban nhân dân xã Mẫu 01 (lý do: mất điện do mưa lũ) về tình hình hoạt động",
    );
    expect(lines.find((line) => line.startsWith("Trên đây"))).toMatch(
      /của Ủy ban nhân dân xã Mẫu 01 do Sở Tư pháp gửi thay\.\/\.$/,
    );
  });
});

describe("a report that gathers others", () => {
  it("says n of N, and names those who are missing with the days on which they were reminded", () => {
    const { lines } = of.consolidated;
    expect(lines.find((line) => line.startsWith("Đã tổng hợp"))).toMatch(/^Đã tổng hợp 14\/16 báo cáo/);
    expect(lines.find((line) => line.startsWith("Còn "))).toMatch(/^Còn 02\/16 /);
    const at = lines.indexOf("Ủy ban nhân dân xã Mẫu 15");
    expect(lines.slice(at, at + 5)).toEqual([
      "Ủy ban nhân dân xã Mẫu 15",
      "11/6/2024; 14/6/2024",
      "2",
      "Ủy ban nhân dân xã Mẫu 16",
      "Chưa được nhắc",
    ]);
  });

  it("each total stands beside its parts: own, gathered, corrected", () => {
    const { lines } = of.consolidated;
    const at = lines.indexOf("Số tin, bài đã đăng");
    expect(lines.slice(at, at + 6)).toEqual(["Số tin, bài đã đăng", "tin, bài", "38", "257", "-5", "290"]);
  });

  it("each figure's footnote has its own part, its sources and its correction with the note", () => {
    const { notes } = of.consolidated;
    expect(notes).toContain(
      "Số liệu của Ủy ban nhân dân thị xã Sa Pa: 38. 14/14 báo cáo được tổng hợp: 257 (Phụ lục I, Phụ lục II). Điều chỉnh giảm 05, lý do: Trừ 05 tin, bài hai xã cùng tính. Tổng cộng: 290.",
    );
    // Thirteen figures that somebody gives; two that nobody does.
    expect(notes.filter((note) => note.startsWith("Số liệu của"))).toHaveLength(13);
  });

  it("a few sources are named in the footnote itself, each with the version that was added", async () => {
    const { notes } = await taken(reportFacts(documentSamples.consolidated(2)));
    expect(notes.find((note) => note.includes("thị xã Sa Pa: 38."))).toContain(
      "02/02 báo cáo được tổng hợp: 27 (Ủy ban nhân dân xã Mẫu 01, bản gửi lần 01: 10; Ủy ban nhân dân xã Mẫu 02, bản gửi lần 02: 17)",
    );
  });

  it("has two annexes: which reports, and the figures of each, a table per child", () => {
    const { lines, main } = of.consolidated;
    expect(lines.filter((line) => line.startsWith("Phụ lục "))).toEqual(["Phụ lục I", "Phụ lục II"]);
    expect(lines.filter((line) => line.startsWith("(Kèm theo Báo cáo số"))).toHaveLength(2);
    expect(lines).toContain("2. Ủy ban nhân dân xã Mẫu 02 (bản gửi lần 02, 16h45 ngày 17/6/2024)");
    // Letterhead, figures, gaps, foot; the list; fourteen children.
    expect(main.match(/<w:tbl>/g)).toHaveLength(4 + 1 + 14);
  });

  it("a hundred children have a hundred tables", async () => {
    const facts = reportFacts(documentSamples.consolidated(100));
    const few = { ...facts, figures: facts.figures.slice(0, 2) };
    const { main, lines } = await taken(few);
    expect(main.match(/<w:tbl>/g)).toHaveLength(4 + 1 + 100);
    expect(lines.find((line) => line.startsWith("100. "))).toBeDefined();
  });

  it("a long table of figures goes on in further tables of fifteen, each with its heading", async () => {
    const figures = [...consolidated.figures, ...consolidated.figures].slice(0, 20);
    const { lines } = await taken({ ...consolidated, figures, gathering: undefined });
    expect(lines.filter((line) => line === "Chỉ tiêu")).toHaveLength(2);
    expect(lines).toContain("20");
  });
});

describe("the bytes", () => {
  it("are the same whenever and however often the same facts are printed", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2024-07-01T00:00:00Z") });
    const first = Buffer.from(await reportDocument(consolidated));
    vi.setSystemTime(Date.parse("2025-03-02T11:12:13Z"));
    expect(first.equals(Buffer.from(await reportDocument(consolidated)))).toBe(true);
    const properties = unzipped(first)["docProps/core.xml"];
    expect(properties).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2024-06-17T09:45:00Z</dcterms:created>');
  });

  it("are a whole DOCX by the rule for attachments: it can be sent back signed", async () => {
    expect(await fileTypeOf(rangedFile(await reportDocument(simple)))).toEqual({ type: "docx" });
  });
});
