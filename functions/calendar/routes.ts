/** Calendar: the proof of any date, and the table of a year. Public. */
import * as z from "zod";
import { calendarYear } from "../../shared/calendar/calendar-year.ts";
import { deadlineProof } from "../../shared/calendar/proof.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { instantText, wholeNumber } from "../../shared/platform/schemas.ts";

export const calendarRoutes = {
  explainDeadline: {
    method: "GET",
    path: "/v1/deadlines",
    summary: "Explain a due date day by day",
    summaryVi: "Giải thích thời hạn theo từng ngày",
    caller: "anyone",
    query: z.strictObject({ receivedAt: instantText, days: wholeNumber(1, 30).prefault("5") }),
    status: 200,
    answer: deadlineProof,
    refusals: ["calendar-not-published"],
  },
  showCalendar: {
    method: "GET",
    path: "/v1/calendar/{year}",
    summary: "The days off and the worked days of a year, with notice number and version",
    summaryVi: "Ngày nghỉ và ngày làm bù của một năm, kèm số thông báo và phiên bản",
    caller: "anyone",
    params: z.strictObject({ year: wholeNumber(2000, 2200) }),
    status: 200,
    answer: calendarYear,
    refusals: ["not-found"],
  },
} as const satisfies Routes;
