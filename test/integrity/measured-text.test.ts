/** Texts reduced to measures. */
import { describe, expect, it } from "vitest";
import { measured } from "../../shared/integrity/measured-text.ts";

const long =
  "Ông Nguyễn Văn Mẫu cần tờ khai đăng ký khai sinh theo mẫu và giấy chứng sinh do cơ sở y tế cấp; nộp tại bộ phận một cửa.";

describe("what an answer says beside greetings and formulas", () => {
  it.each([
    ["nothing that can be seen", "…\u200B — !", 0],
    ["only a formula", "Đã trả lời.", 0],
    ["a formula in capitals and composed otherwise", "ĐÃ TRẢ LỜI".normalize("NFD"), 0],
    ["a greeting around a formula", "Kính gửi Ông/Bà!\nĐã giải quyết xong.\nTrân trọng cảm ơn./.", 0],
    ["a word of its own", "Kính gửi Ông/Bà, có. Trân trọng.", 2],
    ["where it was answered", "Đã trả lời tại Văn bản số 123/STP-HC ngày 05/12/2023.", 31],
    ["a word that only begins like a formula", "Đã trả lờiii", 10],
  ])("%s", (_, text, substance) => {
    expect(measured(text).substance).toBe(substance);
  });

  it("is measured beside its whole length", () => {
    expect(measured("Đã trả lời.")).toEqual({ length: 11, substance: 0 });
    expect(measured(long).length).toBe(long.length);
  });
});

describe("the hash of a text", () => {
  it("is of its words: not of case, accents, punctuation or spacing", () => {
    const other = ` ${long.normalize("NFD").toUpperCase().replaceAll(" ", " \n ").replaceAll(";", ".")}`;
    expect(measured(other).hash).toBe(measured(long).hash);
  });

  it("differs for one letter or digit more", () => {
    for (const other of [`${long} a`, `${long} 1`, long.replace("Mẫu", "Mẩy")])
      expect(measured(other).hash).not.toBe(measured(long).hash);
  });

  it("is not made of a text so short that it could be guessed", () => {
    expect(measured("a".repeat(39)).hash).toBeUndefined();
    expect(measured("a".repeat(40)).hash).toMatch(/^[0-9a-f]{32}$/);
  });
});
