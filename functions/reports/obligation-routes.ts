/** Obligations to report: listed, opened, drafted, handed in; returned, accepted, extended and excused by who receives them. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import { signing } from "../../shared/access/signature.ts";
import { changeEvent } from "../../shared/platform/events.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { day, line, paragraphs, slug, wholeNumber } from "../../shared/platform/schemas.ts";
import { reportContent, writtenContent } from "../../shared/reports/content.ts";
import { reportKinds } from "../../shared/reports/kinds.ts";
import { handedReport, reportDraft } from "../../shared/reports/report.ts";
import { obligationReaders, obligationWriters } from "../../shared/reports/who.ts";
import { shownCell, shownObligation, stateAnswer } from "./shown.ts";

/** Years that reports are kept for. */
export const reportYear = wholeNumber(2000, 2100);

export const obligationParam = z.strictObject({ obligation: z.string().max(300) });

const signers: OfficerRule = { atUnit: ["leader"], atRecipient: ["leader"], anywhere: [] };
const recipients: OfficerRule = {
  atUnit: [],
  atRecipient: ["leader", "consolidator"],
  forProvince: ["supervisor"],
  anywhere: [],
};
const granters: OfficerRule = { atUnit: [], atRecipient: ["leader", "consolidator"], anywhere: ["supervisor"] };

const formSection = z.object({
  id: z.string(),
  title: z.string(),
  isRequired: z.boolean(),
  maxLength: z.number(),
});
const formFigure = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  isRequired: z.boolean(),
  decimals: z.number(),
  least: z.number(),
  most: z.number(),
  gathers: z.enum(["sum", "own"]),
  /** The system knows it. */
  source: z.string().optional(),
});
const form = z.object({
  name: z.string(),
  legalBasis: z.string(),
  outline: z.array(formSection),
  figures: z.array(formFigure),
  sums: z.array(z.object({ whole: z.string(), parts: z.array(z.string()), is: z.enum(["equal", "at-least"]) })),
  jumpShare: z.number(),
});

const granted = { reason: z.string(), by: z.string(), at: z.string() };

const wholeObligation = shownObligation.extend({
  /** The body's name on the day of the request. */
  unitName: z.string(),
  toName: z.string(),
  form,
  /** What the system itself knows, each with where from and when; not final while the period runs. */
  known: z.array(
    z.object({
      id: z.string(),
      value: z.number(),
      source: z.object({ from: z.string(), at: z.string() }),
      isFinal: z.boolean(),
    }),
  ),
  /** The body's own figures of the same period a year before, by id. */
  lastYear: z.record(z.string(), z.number()),
  /** The newest draft, for who writes it. */
  draft: reportDraft.extend({ number: z.number() }).optional(),
  /** The newest report that was handed in. */
  handedIn: handedReport.extend({ number: z.number() }).optional(),
  /** What is wrong with the draft, or, where none is shown, with the report. */
  missing: z.array(shownCell),
  disagreeing: z.array(shownCell),
  returned: z.object({ ...granted, fields: z.array(z.string()), dueOn: z.string() }).optional(),
  extension: z.object({ ...granted, until: z.string() }).optional(),
  excuse: z.object(granted).optional(),
  /** Of a directed report: the deadline as its document writes it. */
  order: z
    .object({
      id: z.string(),
      documentKind: z.string(),
      number: z.string(),
      on: z.string(),
      issuer: z.string(),
      subject: z.string(),
      quotedDeadline: z.string(),
      lastOn: z.string(),
      state: z.enum(["open", "closed"]),
    })
    .optional(),
});

export const obligationRoutes = {
  listObligations: {
    method: "GET",
    path: "/v1/obligations",
    summary: "A body's obligations to report, the latest due first; by year, by kind, or the one of a period",
    summaryVi: "Báo cáo phải gửi của một cơ quan, đơn vị",
    caller: { officer: obligationReaders },
    query: z.strictObject({
      unit: slug.optional(),
      year: reportYear.optional(),
      kind: z.enum(reportKinds).optional(),
      period: z.string().max(40).optional(),
      ...pageQuery,
    }),
    status: 200,
    answer: pageAnswer(shownObligation),
    refusals: ["unit-ambiguous", "scope-not-held", "cursor-invalid", "not-found"],
  },
  showObligation: {
    method: "GET",
    path: "/v1/obligations/{obligation}",
    summary: "Everything about an obligation: form, known figures, last year's, draft, newest report, what is wrong",
    summaryVi: "Hồ sơ một báo cáo phải gửi",
    caller: { officer: obligationReaders },
    params: obligationParam,
    status: 200,
    answer: wholeObligation,
    refusals: ["not-found"],
  },
  draftReport: {
    method: "PUT",
    path: "/v1/obligations/{obligation}/draft",
    summary:
      "Write a new draft; cells that cannot stand are refused, what is missing or disagrees is named; with submit, it goes to the leader",
    summaryVi: "Dự thảo báo cáo; kèm submit để trình lãnh đạo",
    caller: { officer: obligationWriters },
    params: obligationParam,
    body: writtenContent.extend({ submit: z.boolean().default(false) }),
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({
      draft: z.number(),
      content: reportContent,
      missing: z.array(shownCell),
      disagreeing: z.array(shownCell),
    }),
    refusals: ["not-found", "version-stale", "move-not-allowed", "invalid-content", "not-a-child", "order-closed"],
  },
  submitReport: {
    method: "POST",
    path: "/v1/obligations/{obligation}/submission",
    summary:
      "A leader who did not draft it signs and hands the newest draft in; alsoMeets: other obligations of the same body and day; on behalf of a child, by its parent's leader with a reason",
    summaryVi: "Lãnh đạo ký gửi báo cáo; alsoMeets để ghi nhận chung cho báo cáo cùng thời hạn",
    caller: { officer: signers },
    params: obligationParam,
    body: signing.safeExtend({
      alsoMeets: z.array(line(300)).max(6).default([]),
      /** Hand it in although it is incomplete or does not agree: the facts are kept. */
      despite: z.boolean().default(false),
      /** Why a parent acts for a body that cannot. */
      onBehalfReason: paragraphs(500).optional(),
    }),
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({
      number: z.number(),
      handedInAt: z.string(),
      /** After the last day in time, and not the first: "bổ sung". */
      isSupplement: z.boolean(),
      alsoMet: z.array(z.string()),
      onBehalfBy: z.string().optional(),
      signatureLine: z.string(),
      /** The paths of the cells that were missing, or did not agree: the answer is kept for repeats, and stays small. */
      missing: z.array(z.string()),
      disagreeing: z.array(z.string()),
    }),
    refusals: [
      "not-found",
      "version-stale",
      "move-not-allowed",
      "period-not-closed",
      "draft-missing",
      "own-draft",
      "report-incomplete",
      "does-not-coincide",
      "not-a-child",
      "order-closed",
      "moved-meanwhile",
    ],
  },
  returnReport: {
    method: "POST",
    path: "/v1/obligations/{obligation}/return",
    summary: "Who receives it returns a report: with a reason, the cells it is about, and a new day",
    summaryVi: "Trả lại báo cáo để bổ sung: lý do, các mục cần bổ sung, ngày gửi lại",
    caller: { officer: recipients },
    params: obligationParam,
    body: z.strictObject({ reason: paragraphs(500), fields: z.array(line(120)).max(100).default([]), dueOn: day }),
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({ returnedDueOn: z.string() }),
    refusals: ["not-found", "version-stale", "move-not-allowed", "day-not-ahead", "order-closed"],
  },
  acceptReport: {
    method: "POST",
    path: "/v1/obligations/{obligation}/acceptance",
    summary: "Who receives it accepts a report",
    summaryVi: "Tiếp nhận báo cáo",
    caller: { officer: recipients },
    params: obligationParam,
    status: 200,
    versioned: true,
    answer: stateAnswer,
    refusals: ["not-found", "version-stale", "move-not-allowed"],
  },
  extendObligation: {
    method: "POST",
    path: "/v1/obligations/{obligation}/extension",
    summary: "More time, until a day and for a reason; the due day itself stays",
    summaryVi: "Gia hạn gửi báo cáo",
    caller: { officer: granters },
    params: obligationParam,
    body: z.strictObject({ until: day, reason: paragraphs(500) }),
    status: 200,
    versioned: true,
    answer: stateAnswer,
    refusals: ["not-found", "version-stale", "move-not-allowed", "day-not-ahead"],
  },
  excuseObligation: {
    method: "POST",
    path: "/v1/obligations/{obligation}/excuse",
    summary: "Nothing is owed any more, for a reason; it stays in the list and is shown as excused",
    summaryVi: "Miễn báo cáo",
    caller: { officer: granters },
    params: obligationParam,
    body: z.strictObject({ reason: paragraphs(500) }),
    status: 200,
    versioned: true,
    answer: stateAnswer,
    refusals: ["not-found", "version-stale", "move-not-allowed"],
  },
  listObligationEvents: {
    method: "GET",
    path: "/v1/obligations/{obligation}/events",
    summary: "The history of an obligation: who, when, why",
    summaryVi: "Lịch sử của một báo cáo phải gửi",
    caller: { officer: obligationReaders },
    params: obligationParam,
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(changeEvent),
    refusals: ["not-found", "cursor-invalid"],
  },
} as const satisfies Routes;
