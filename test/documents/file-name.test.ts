import { describe, expect, it } from "vitest";
import { announcedFile } from "../../shared/documents/attachment.ts";
import { dispositionOf } from "../../shared/documents/file-name.ts";

const pdf = "application/pdf";
const codeOf = (name: string, type = pdf) => {
  const result = announcedFile.safeParse({ name, type, size: 1 });
  const [issue] = result.error?.issues ?? [];
  return result.success ? "taken" : issue?.code === "custom" ? issue.params?.code : issue?.code;
};

describe("the name of a file", () => {
  it.each([
    ["Báo cáo quý II năm 2024 (đã ký).pdf"],
    ["bao-cao.PDF"],
    ["Phụ lục 1. Số liệu.v2.pdf"],
    [`${"ế".repeat(196)}.pdf`],
    [`${"e\u0302\u0301".repeat(196)}.pdf`],
  ])("%s is taken as it is", (name) => {
    expect(codeOf(name)).toBe("taken");
  });

  it.each([
    ["../../etc/passwd.pdf", "path-in-name"],
    ["C:\\Users\\a.pdf", "path-in-name"],
    ["a/b.pdf", "path-in-name"],
    [".htaccess.pdf", "path-in-name"],
    ["a.pdf ", "path-in-name"],
    [" a.pdf", "path-in-name"],
    ["a.pdf.", "path-in-name"],
    ["a|b.pdf", "path-in-name"],
    ["a\u0000.pdf", "control-characters"],
    ["a\r\nSet-Cookie: x.pdf", "control-characters"],
    ["hoa-don\u202Efdp.exe", "control-characters"],
    ["a\u200B.pdf", "invisible-characters"],
    ["\uD800.pdf", "unpaired-surrogate"],
    ["", "blank"],
    [`${"a".repeat(197)}.pdf`, "too-long"],
    ["a.exe", "extension-differs"],
    ["a.pdf.exe", "extension-differs"],
    ["pdf", "extension-differs"],
    ["a.docx", "extension-differs"],
  ])("%j is refused: %s", (name, code) => {
    expect(codeOf(name)).toBe(code);
  });

  it("is handed back in a header of ASCII only, the Vietnamese one beside it, and never shown in place", () => {
    expect(dispositionOf("Báo cáo “quý II” (Đã ký).pdf")).toBe(
      `attachment; filename="Bao cao _quy II_ (Da ky).pdf"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%E2%80%9Cqu%C3%BD%20II%E2%80%9D%20%28%C4%90%C3%A3%20k%C3%BD%29.pdf`,
    );
    expect(dispositionOf("a\u0301.pdf")).toContain("UTF-8''%C3%A1.pdf");
  });
});

describe("what is said of a file", () => {
  it.each([
    ["empty", { size: 0 }],
    ["over 20 MB", { size: 20 * 1024 * 1024 + 1 }],
    ["half a byte", { size: 1.5 }],
    ["endless", { size: Number.POSITIVE_INFINITY }],
    ["of another type", { type: "text/html" }],
    ["with a type of its own", { type: "application/pdf; charset=x" }],
    ["with more", { key: "elsewhere" }],
  ])("is refused when it is %s", (_, more) => {
    expect(announcedFile.safeParse({ name: "a.pdf", type: pdf, size: 1, ...more }).success).toBe(false);
  });
});
