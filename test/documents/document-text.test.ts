/** Numbers and texts as documents print them. */
import { describe, expect, it } from "vitest";
import { capitals, numberInSentence, numberText, paragraphsOf, printed } from "../../shared/documents/document-text.ts";

describe("a number", () => {
  it.each([
    [0, "0", "00"],
    [7, "7", "07"],
    [38, "38", "38"],
    [1234, "1.234", "1.234"],
    [1_000_000_000, "1.000.000.000", "1.000.000.000"],
    [12.5, "12,5", "12,5"],
    [0.05, "0,05", "0,05"],
    [1234.56, "1.234,56", "1.234,56"],
    [-5, "-5", "-5"],
  ])("%d is %s in a table and %s in a sentence", (value, inTable, inSentence) => {
    expect([numberText(value), numberInSentence(value)]).toEqual([inTable, inSentence]);
  });
});

describe("a text", () => {
  it("is composed, on one line, and without what XML cannot hold", () => {
    expect(printed(" ti\u00ea\u0301ng\t \nViệt\u0000\ufffe ")).toBe("tiếng Việt");
    expect(capitals("đặc khu Mẫu")).toBe("ĐẶC KHU MẪU");
  });

  it("is cut at line ends of every system, empty paragraphs left out", () => {
    expect(paragraphsOf("một\r\nhai\n\n \u2028ba\rbốn")).toEqual(["một", "hai", "ba", "bốn"]);
  });
});
