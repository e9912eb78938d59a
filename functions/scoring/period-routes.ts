/** Score periods: what concerns all portals at once. */
import * as z from "zod";
import type { Routes } from "../../shared/platform/http/route.ts";
import { scorePeriodRecord } from "../../shared/scoring/period-record.ts";

export const scorePeriodRoutes = {
  showScorePeriod: {
    method: "GET",
    path: "/v1/score-periods/{period}",
    summary: "A score period: its state, its set, its dates",
    summaryVi: "Một kỳ đánh giá",
    caller: "reader",
    params: z.strictObject({ period: z.string().max(40) }),
    status: 200,
    answer: scorePeriodRecord.pick({ id: true, kind: true, year: true, from: true, to: true, state: true }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
