import { describe, expect, it } from "vitest";
import {
  fold,
  hasControlsInLine,
  hasControlsInText,
  isBlank,
  isLongerThan,
  lengthOf,
} from "../../shared/platform/text.ts";

describe("Vietnamese text", () => {
  it.each([
    ["ế", 1],
    ["ế".normalize("NFD"), 1],
    ["Đất đai", 7],
    ["👩‍👩‍👧", 5],
    ["", 0],
  ])("%j has %i code points", (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });

  it("folds case, accents and đ, composed or not", () => {
    for (const form of ["NFC", "NFD"]) {
      expect(fold("  ĐẶNG   Thị Hồng Nhung ".normalize(form))).toBe("dang thi hong nhung");
    }
  });

  it.each([" ", "\t\n", "\u00A0", "\u200B\u200B", "\u3000", "\u00AD", "\u3164", "\u2800", "\uFE0F", ""])(
    "%j is blank",
    (text) => {
      expect(isBlank(text)).toBe(true);
    },
  );

  it("is measured against a limit in any form, and in no time when it is far beyond", () => {
    for (const letter of ["ế", "ᾂ", "😀", "\u{16126}"]) {
      for (const form of ["NFC", "NFD"]) {
        expect(isLongerThan(letter.repeat(200).normalize(form), 200)).toBe(false);
        expect(isLongerThan(letter.repeat(201).normalize(form), 200)).toBe(true);
      }
    }
    const since = performance.now();
    expect(isLongerThan(`a${"\u0301".repeat(100_000)}${"\u0323".repeat(100_000)}`, 10_000)).toBe(true);
    expect(performance.now() - since).toBeLessThan(500);
  });

  it.each(["\u0000", "\u001B[31m", "\u007F", "\u0085", "\u202E", "\u2066"])("%j has no place in a text", (text) => {
    expect(hasControlsInText(`a${text}b`)).toBe(true);
    expect(hasControlsInLine(`a${text}b`)).toBe(true);
  });

  it("paragraphs may have line ends and tabs, a line may not", () => {
    expect(hasControlsInText("a\r\n\tb")).toBe(false);
    expect(hasControlsInLine("a\nb")).toBe(true);
    expect(hasControlsInLine("Sở Tư pháp – “Hỏi - Đáp”")).toBe(false);
  });
});
