/** Score periods: what concerns all portals at once. */
import * as z from "zod";
import { officerId } from "../../shared/access/officer.ts";
import type { OfficerRule } from "../../shared/access/roles.ts";
import { signature, signing } from "../../shared/access/signature.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { day, line, paragraphs, slug, wholeNumber } from "../../shared/platform/schemas.ts";
import { criterionId } from "../../shared/scoring/criteria/criteria-set.ts";
import { reviewersFact } from "../../shared/scoring/facts/written-fact.ts";
import { scorePeriodRecord, scorePeriodStates } from "../../shared/scoring/periods/period-record.ts";

/** The leader of the province's People's Committee: names reviewers, decides, amends. */
const decider: OfficerRule = { atUnit: ["leader"], anywhere: [] };
const publisher: OfficerRule = { atUnit: [], anywhere: ["supervisor"] };

const params = z.strictObject({ period: z.string().max(40) });
/** A document by which something is done: number, day. */
const document = { number: line(60), on: day };

/** More is another evaluation, not an amendment. */
const amendedAtMost = 200;

const fields = scorePeriodRecord.shape;
const shownPeriod = z.object({
  ...scorePeriodRecord.pick({ id: true, kind: true, year: true, from: true, to: true }).shape,
  name: z.string(),
  /** To the public, `running` until it is final by decision. */
  state: z.enum([...scorePeriodStates, "running"]),
  set: z.object({
    id: z.string(),
    hash: z.string(),
    title: z.string(),
    titleEn: z.string(),
    decision: z.object({ number: z.string(), on: z.string(), issuer: z.string() }).optional(),
    /** Without a decision it is a proposal. */
    isProposal: z.boolean(),
    ranks: z.boolean(),
  }),
  portals: z.number(),
  openedAt: z.string().optional(),
  selfScoreDueOn: z.string().optional(),
  /** By portal, who reviews it in the supervisor's place. */
  reviewers: z
    .record(z.string(), z.object({ officer: z.string(), document: z.object({ number: z.string(), on: z.string() }) }))
    .optional(),
  published: z
    .object({
      at: z.string(),
      by: z.string().optional(),
      unreviewed: z.number(),
      windowEndsOn: z.string(),
      despite: z.boolean().optional(),
    })
    .optional(),
  stopped: fields.stopped,
  /** Evaluations by state, and requests for reconsideration without an answer; with counts=true. */
  counts: z.object({ states: z.record(z.string(), z.number()), late: z.number(), unanswered: z.number() }).optional(),
  decision: fields.decision,
  amendment: z
    .object({ number: z.string(), on: z.string(), reason: z.string(), signature, entries: z.number() })
    .optional(),
  snapshots: z
    .array(
      z.object({
        number: z.number(),
        hash: z.string(),
        at: z.string(),
        portals: z.number(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
});
export type ShownPeriod = z.input<typeof shownPeriod>;

export const scorePeriodRoutes = {
  listScorePeriods: {
    method: "GET",
    path: "/v1/score-periods",
    summary: "The score periods that were opened, the newest first: those of a year, or of the last five",
    summaryVi: "Danh sách kỳ đánh giá",
    caller: "reader",
    query: z.strictObject({ year: wholeNumber(2000, 2999).optional() }),
    status: 200,
    answer: z.object({ items: z.array(shownPeriod) }),
    refusals: [],
  },
  showScorePeriod: {
    method: "GET",
    path: "/v1/score-periods/{period}",
    summary:
      "A score period: its state, its set, its dates; once it is final, the decision and the hashes of its snapshots",
    summaryVi: "Thông tin một kỳ đánh giá",
    caller: "reader",
    params,
    query: z.strictObject({ counts: z.enum(["true", "false"]).optional() }),
    status: 200,
    answer: shownPeriod,
    refusals: ["not-found"],
  },
  nameScoreReviewer: {
    method: "PUT",
    path: "/v1/score-periods/{period}/reviewers/{portal}",
    summary: "Name, by a document, who reviews a portal in the supervisor's place: a person without a role at its body",
    summaryVi: "Chỉ định bằng văn bản người thẩm định một Cổng TTĐT",
    caller: { officer: decider },
    params: params.extend({ portal: slug }),
    body: z.strictObject({ officer: officerId, document: z.strictObject(document) }),
    status: 200,
    versioned: true,
    answer: shownPeriod,
    refusals: ["not-found", "version-stale", "move-not-allowed", "invalid-content", "moved-meanwhile"],
  },
  publishScores: {
    method: "POST",
    path: "/v1/score-periods/{period}/publication",
    summary: "Publish the provisional results to the bodies; the window for reconsideration begins",
    summaryVi: "Công bố kết quả dự kiến",
    caller: { officer: publisher },
    params,
    body: z.strictObject({ despite: z.literal(true).optional() }),
    status: 202,
    versioned: true,
    answer: shownPeriod,
    refusals: [
      "not-found",
      "version-stale",
      "move-not-allowed",
      "calendar-not-published",
      "evaluations-unreviewed",
      "moved-meanwhile",
    ],
  },
  decideScores: {
    method: "POST",
    path: "/v1/score-periods/{period}/decision",
    summary: "Record the council's decision: the results become final, are frozen in a snapshot, and are public",
    summaryVi: "Ghi nhận quyết định về kết quả đánh giá",
    caller: { officer: decider },
    params,
    body: signing.safeExtend({ ...document, despite: z.literal(true).optional() }),
    status: 202,
    versioned: true,
    answer: shownPeriod,
    refusals: [
      "not-found",
      "version-stale",
      "move-not-allowed",
      "own-review",
      "own-portal",
      "window-open",
      "reconsiderations-unanswered",
      "too-much-unknown",
      "invalid-content",
      "moved-meanwhile",
    ],
  },
  amendScores: {
    method: "POST",
    path: "/v1/score-periods/{period}/amendment",
    summary: "Amend a final result by a document, with the reason of each change; the snapshot before stays",
    summaryVi: "Điều chỉnh kết quả đánh giá theo văn bản, nêu lý do",
    caller: { officer: decider },
    params,
    body: signing.safeExtend({
      ...document,
      reason: paragraphs(2_000),
      entries: z
        .array(z.strictObject({ portal: slug, criterion: criterionId, fact: reviewersFact, reason: paragraphs(2_000) }))
        .min(1)
        .max(amendedAtMost),
    }),
    status: 202,
    versioned: true,
    answer: shownPeriod,
    refusals: [
      "not-found",
      "version-stale",
      "move-not-allowed",
      "own-review",
      "own-portal",
      "invalid-content",
      "sheet-too-large",
      "moved-meanwhile",
    ],
  },
  showSnapshot: {
    method: "GET",
    path: "/v1/score-periods/{period}/snapshot",
    summary:
      "An address from which the frozen result can be fetched, to be replayed: the newest, or the one of a number",
    summaryVi: "Tải kết quả chính thức đã chốt của kỳ đánh giá",
    caller: "reader",
    params,
    query: z.strictObject({ number: wholeNumber(1, 9_999).optional() }),
    status: 200,
    answer: z.object({
      number: z.number(),
      hash: z.string(),
      portals: z.number(),
      download: z.object({ url: z.string(), until: z.string() }),
    }),
    refusals: ["not-found", "storage-unreachable"],
  },
} as const satisfies Routes;
