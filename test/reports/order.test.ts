import { describe, expect, it } from "vitest";
import {
  closedOrder,
  isSameOrder,
  lastDayQuoted,
  openedOrder,
  orderIdOf,
  postedOrder,
} from "../../shared/reports/order.ts";

describe("the last day of a deadline as it is written", () => {
  it.each([
    ["trước ngày 10/01/2024", "2024-01-09", "the letter's: the 10th itself is too late"],
    ["Trước ngày 1/3/2024", "2024-02-29", "a leap year"],
    ["trước ngày 01/01/2024", "2023-12-31", "over a year's end"],
    ["chậm nhất ngày 18/6/2024", "2024-06-18", "the day itself is in time"],
    ["chậm nhất hết ngày 18/06/2024", "2024-06-18", "the day itself is in time"],
    ["chậm nhất vào ngày 18/06/2024", "2024-06-18", "the letter's words in item 3.5"],
    ["chậm nhất hết thứ Ba, ngày 18/06/2024", "2024-06-18", "with its weekday"],
    ["đến hết ngày 05/02/2024", "2024-02-05", "up to and with"],
    ["trong ngày 05/02/2024", "2024-02-05", "within"],
    ["gửi về UBND tỉnh trước ngày 10/01/2024 để tổng hợp", "2024-01-09", "in the middle of a sentence"],
    ["trước ngày 10/01/2024".normalize("NFD"), "2024-01-09", "in decomposed accents"],
  ])("%s is %s: %s", (text, day) => {
    expect(lastDayQuoted(text)).toBe(day);
  });

  it.each(["sớm nhất có thể", "trước ngày 31/02/2024", "ngày 10/01/2024", "trước ngày 10/01", ""])(
    "%s is left to a person",
    (text) => {
      expect(lastDayQuoted(text)).toBeUndefined();
    },
  );
});

describe("an order", () => {
  const letter = {
    documentKind: "Công văn",
    number: "6821/UBND-BBT",
    on: "2023-12-31",
    issuer: "ubnd-tinh",
    recipient: "ubnd-tinh",
    subject: "Báo cáo tình hình, thực trạng của Cổng TTĐT",
    quotedDeadline: "trước ngày 10/01/2024",
    lastOn: "2024-01-09",
    duties: [
      { unit: "so-tu-phap", portal: "cong-trung-tam-dich-vu-dau-gia-tai-san-tinh", what: "Tình hình, thực trạng" },
    ],
  };

  it("of the letter is taken as it is written", () => {
    expect(postedOrder.parse(letter)).toEqual(letter);
  });

  it.each([
    ["a last day that is not the quoted one", { lastOn: "2024-01-10" }, "deadline-differs"],
    ["a deadline before the order", { on: "2024-02-01" }, "days-reversed"],
  ])("with %s is refused", (_, change, code) => {
    const { error } = postedOrder.safeParse({ ...letter, ...change });
    expect(JSON.stringify(error?.issues)).toContain(code);
  });

  it("without a duty is no order", () => {
    expect(postedOrder.safeParse({ ...letter, duties: [] }).success).toBe(false);
  });
});

describe("an order as it is kept", () => {
  const posted = postedOrder.parse({
    documentKind: "Công văn",
    number: "6821/UBND-BBT",
    on: "2023-12-31",
    issuer: "ubnd-tinh",
    recipient: "ubnd-tinh",
    subject: "Cổng TTĐT thành phần",
    quotedDeadline: "trước ngày 10/01/2024",
    lastOn: "2024-01-09",
    duties: [{ unit: "so-tu-phap", what: "Nguyên nhân" }],
  });
  const closing = { reason: "Xong", by: "a", at: "2024-01-20T00:00:00.000Z" };

  it.each([
    ["6821/UBND-BBT", "2023-12-31-6821-ubnd-bbt-ubnd-tinh"],
    ["07/QĐ-UBND", "2023-12-31-07-qd-ubnd-ubnd-tinh"],
    ["  Số 12 / CV ", "2023-12-31-so-12-cv-ubnd-tinh"],
  ])("is named by day, number and issuer: %s is %s", (number, id) => {
    expect(orderIdOf({ ...posted, number })).toBe(id);
  });

  it("is known again when it is posted as it was, whatever has become of it, and not when a word differs", () => {
    const kept = closedOrder(openedOrder(posted), closing);
    expect(isSameOrder(kept, posted)).toBe(true);
    expect(isSameOrder(kept, { ...posted, subject: "Khác" })).toBe(false);
    expect(isSameOrder(kept, { ...posted, duties: [...posted.duties, { unit: "so-mau", what: "x" }] })).toBe(false);
  });

  it("is closed once", () => {
    const closed = closedOrder(openedOrder(posted), closing);
    expect(closed).toMatchObject({ state: "closed", version: 2, closed: closing });
    expect(() => closedOrder(closed, closing)).toThrow("order-closed");
  });
});
