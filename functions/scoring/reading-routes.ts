/** What is read of evaluations: listed, explained, over time, as a province. Public once results are final by decision. */
import * as z from "zod";
import { type OfficerRule, provinceWideRoles, roles } from "../../shared/access/roles.ts";
import { changeEvent } from "../../shared/platform/events.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug, wholeNumber } from "../../shared/platform/schemas.ts";
import { unitGroups } from "../../shared/units/groups.ts";
import { shownDistribution, shownEvaluation, shownTrend, wholeExplanation } from "./reading-shown.ts";

/** So many periods of a portal are shown at most. */
export const mostPeriods = 24;

const ofPortal = z.strictObject({ portal: z.string().max(80) });
const ofPeriod = z.strictObject({ period: z.string().max(40) });
const ofEvaluation = ofPortal.extend(ofPeriod.shape);

/** A role at the body, or one that follows up or reads the whole province; at its head, the leader who decides. */
const historyReaders: OfficerRule = { atUnit: roles, atRecipient: ["leader"], anywhere: provinceWideRoles };

export const readingRoutes = {
  listScores: {
    method: "GET",
    path: "/v1/scores",
    summary:
      "Evaluations of a period, group by group in the order of portals; of one group in the order of rank. Anyone once the results are final; before that officers: of their own body, or of the whole province",
    summaryVi: "Kết quả đánh giá của các Cổng TTĐT trong một kỳ",
    caller: "reader",
    query: z.strictObject({
      period: z.string().max(40),
      group: z.enum(unitGroups).optional(),
      unit: slug.optional(),
      /** `rank`: best first, equal ranks by portal id; who has no rank stands at the end. Goes with a group. */
      order: z.enum(["portal", "rank"]).default("portal"),
      ...pageQuery,
    }),
    status: 200,
    answer: pageAnswer(shownEvaluation),
    refusals: ["not-found", "cursor-invalid"],
  },
  explainScore: {
    method: "GET",
    path: "/v1/scores/{portal}/{period}",
    summary:
      "Why a portal has its points: each criterion with legal basis, evidence, rule, measured, self and reviewed value, reason; what would raise it; what changed since the last period",
    summaryVi: "Giải thích kết quả đánh giá của một Cổng TTĐT theo từng tiêu chí",
    caller: "reader",
    params: ofEvaluation,
    status: 200,
    answer: wholeExplanation,
    refusals: ["not-found"],
  },
  showScoreTrend: {
    method: "GET",
    path: "/v1/scores/{portal}",
    summary: "A portal's results over periods, the newest first, each with the set it was scored by",
    summaryVi: "Kết quả đánh giá của một Cổng TTĐT qua các kỳ",
    caller: "reader",
    params: ofPortal,
    query: z.strictObject({
      limit: wholeNumber(1, mostPeriods)
        .default(12)
        .meta({ description: `1–${mostPeriods}, default 12` }),
    }),
    status: 200,
    answer: z.object({ portal: z.string(), portalName: z.string(), items: z.array(shownTrend) }),
    refusals: ["not-found"],
  },
  listScoreEvents: {
    method: "GET",
    path: "/v1/scores/{portal}/{period}/events",
    summary: "The history of an evaluation: who, when, why",
    summaryVi: "Lịch sử đánh giá của một Cổng TTĐT trong một kỳ",
    caller: { officer: historyReaders },
    params: ofEvaluation,
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(changeEvent),
    refusals: ["not-found", "cursor-invalid"],
  },
  showScoreDistribution: {
    method: "GET",
    path: "/v1/score-periods/{period}/distribution",
    summary: "How the portals of a period did, group by group: grades, not graded and why, spread of scores, coverage",
    summaryVi: "Phân bố kết quả đánh giá theo nhóm cơ quan, đơn vị",
    caller: "reader",
    params: ofPeriod,
    status: 200,
    answer: shownDistribution,
    refusals: ["not-found"],
  },
} as const satisfies Routes;
