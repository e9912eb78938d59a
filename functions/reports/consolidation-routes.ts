/** What a parent gathers, what a figure is made of, and the versions of a report. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug, wholeNumber } from "../../shared/platform/schemas.ts";
import { correction } from "../../shared/reports/content.ts";
import { handedReport } from "../../shared/reports/report.ts";
import { obligationReaders } from "../../shared/reports/who.ts";
import { obligationParam } from "./obligation-routes.ts";
import { stateAnswer } from "./shown.ts";

const consolidators: OfficerRule = { atUnit: ["consolidator"], anywhere: [] };
const reportNumber = wholeNumber(1, 9_999);

const gatheredFigure = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  own: z.number(),
  gathered: z.number(),
  correction: correction.optional(),
  total: z.number(),
  /** How many of the sources give it. */
  givenBy: z.number(),
});
const source = z.object({ obligation: z.string(), unit: z.string(), unitName: z.string(), number: z.number() });
const gap = z.object({
  obligation: z.string(),
  unit: z.string(),
  unitName: z.string(),
  /** When the body had been reminded. */
  remindedAt: z.array(z.string()),
});
const change = z.object({
  path: z.string(),
  before: z.union([z.string(), z.number()]).optional(),
  after: z.union([z.string(), z.number()]).optional(),
});

const version = z.object({
  number: z.number(),
  at: z.string(),
  by: z.string(),
  signedBy: z.string().optional(),
  signatureLine: z.string().optional(),
  /** After the last day in time, and not the first: "bổ sung". */
  isSupplement: z.boolean(),
  missing: z.number(),
  disagreeing: z.number(),
  onBehalfBy: z.string().optional(),
  /** It stands under another obligation, which it meets as well. */
  metBy: z.object({ obligation: z.string(), number: z.number() }).optional(),
});

export const consolidationRoutes = {
  consolidate: {
    method: "POST",
    path: "/v1/obligations/{obligation}/consolidation",
    summary:
      "A parent gathers its children's newest reports into a new draft of its own, with sums, sources and named gaps; again, it shows what changed",
    summaryVi: "Tổng hợp báo cáo của các đơn vị vào báo cáo của địa phương",
    caller: { officer: consolidators },
    params: obligationParam,
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({
      draft: z.number(),
      gathering: z.number(),
      figures: z.array(gatheredFigure),
      sources: z.array(source),
      gaps: z.array(gap),
      /** Against the gathering before: sums by figure, and children that came, changed or fell out. */
      changes: z.array(change),
    }),
    refusals: ["not-found", "version-stale", "move-not-allowed", "does-not-gather", "period-not-closed"],
  },
  traceFigures: {
    method: "GET",
    path: "/v1/obligations/{obligation}/sources",
    summary:
      "What the figures of a report are made of: own part, sources, correction; with figure, its value in each source version",
    summaryVi: "Nguồn số liệu của báo cáo: phần của đơn vị, các báo cáo thành phần, điều chỉnh",
    caller: { officer: obligationReaders },
    params: obligationParam,
    query: z.strictObject({ figure: slug.optional(), report: reportNumber.optional() }),
    status: 200,
    answer: z.object({
      obligation: z.string(),
      /** The report that is traced; null: the draft. */
      report: z.number().nullable(),
      gatheredAt: z.string().optional(),
      figures: z.array(gatheredFigure),
      /** With `figure`: what each source gives; null where it does not give it. */
      sources: z.array(
        source.extend({ value: z.number().nullable().optional(), gathersItself: z.boolean().optional() }),
      ),
      gaps: z.array(gap),
    }),
    refusals: ["not-found"],
  },
  listReports: {
    method: "GET",
    path: "/v1/obligations/{obligation}/reports",
    summary: "The versions of a report that were handed in, the newest first",
    summaryVi: "Các lần gửi báo cáo",
    caller: { officer: obligationReaders },
    params: obligationParam,
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(version),
    refusals: ["not-found", "cursor-invalid"],
  },
  showReport: {
    method: "GET",
    path: "/v1/obligations/{obligation}/reports/{number}",
    summary: "One version of a report, whole, with its totals",
    summaryVi: "Một lần gửi báo cáo",
    caller: { officer: obligationReaders },
    params: obligationParam.extend({ number: z.string().max(10) }),
    status: 200,
    answer: handedReport.extend({ number: z.number(), totals: z.record(z.string(), z.number()) }),
    refusals: ["not-found"],
  },
  compareReports: {
    method: "GET",
    path: "/v1/obligations/{obligation}/differences",
    summary: "What differs between two versions of a report, cell by cell and in the totals",
    summaryVi: "So sánh hai lần gửi báo cáo",
    caller: { officer: obligationReaders },
    params: obligationParam,
    query: z.strictObject({ from: reportNumber, to: reportNumber }),
    status: 200,
    answer: z.object({ from: z.number(), to: z.number(), changes: z.array(change) }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
