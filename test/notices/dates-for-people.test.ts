import { describe, expect, it } from "vitest";
import { clockTime, counted, longDay, longMoment, shortDay, shortened } from "../../shared/notices/dates-for-people.ts";

describe("days and counts as people read them (Decree 30/2020)", () => {
  it.each([
    ["2024-02-16", "16/02/2024", "thứ Sáu, ngày 16/02/2024"],
    ["2026-03-05", "05/3/2026", "thứ Năm, ngày 05/3/2026"],
    ["2024-06-18", "18/6/2024", "thứ Ba, ngày 18/6/2024"],
    ["2024-01-07", "07/01/2024", "Chủ nhật, ngày 07/01/2024"],
    ["2024-12-31", "31/12/2024", "thứ Ba, ngày 31/12/2024"],
  ])("%s is %s, %s", (day, short, long) => {
    expect([shortDay(day), longDay(day)]).toEqual([short, long]);
  });

  it.each([
    ["2024-02-03T15:15:59Z", "22h15 thứ Bảy, ngày 03/02/2024"],
    ["2024-02-03T17:00:00Z", "00h00 Chủ nhật, ngày 04/02/2024"],
    ["2024-02-05T01:00:00Z", "08h00 thứ Hai, ngày 05/02/2024"],
  ])("%s is %s", (at, text) => {
    expect(longMoment(Date.parse(at))).toBe(text);
    expect(text.startsWith(clockTime(Date.parse(at)))).toBe(true);
  });

  it.each([
    [0, "00"],
    [9, "09"],
    [10, "10"],
    [999, "999"],
    [1234, "1.234"],
    [1234567, "1.234.567"],
  ])("%i is %s", (count, text) => expect(counted(count)).toBe(text));

  it("a name is cut after a word, and measured as it is read", () => {
    expect(shortened("Sở Tư pháp", 26)).toBe("Sở Tư pháp");
    expect(shortened("Trung tâm Dịch vụ đấu giá tài sản tỉnh", 26)).toBe("Trung tâm Dịch vụ đấu giá…");
    expect([...shortened("Ủy ban".normalize("NFD").repeat(9), 26)].length).toBeLessThanOrEqual(26);
  });
});
