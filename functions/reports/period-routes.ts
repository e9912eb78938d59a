/** Periods of reports: seen ahead, their registers and the province's totals. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug } from "../../shared/platform/schemas.ts";
import { reportKinds } from "../../shared/reports/kinds.ts";
import { unitGroups } from "../../shared/units/groups.ts";
import { reportYear } from "./obligation-routes.ts";
import { shownObligation } from "./shown.ts";

/** Who gathers or receives at a body (`to`; the province's People's Committee when it is not named), and who follows the province up. */
const overseers: OfficerRule = { atUnit: ["leader", "consolidator"], anywhere: ["supervisor", "auditor"] };

const periodParam = z.strictObject({ period: z.string().max(60) });

const shownPeriod = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  year: z.number(),
  name: z.string(),
  dataFrom: z.string(),
  dataTo: z.string(),
  /** Of bodies that report to the province itself, and of those that report to a parent. */
  dueOn: z.string(),
  childDueOn: z.string(),
  provisional: z.boolean(),
  /** `ahead`: its data have not begun; `not-opened`: they have, and no list was made. */
  state: z.enum(["ahead", "not-opened", "open", "frozen"]),
  frozenOn: z.string().optional(),
  /** How many bodies owe: the denominator, for ever. */
  owing: z.number().optional(),
  legalBasis: z.string(),
});

const row = {
  owing: z.number(),
  handedIn: z.number(),
  onTime: z.number(),
  late: z.number(),
  missing: z.number(),
  notYetDue: z.number(),
  returned: z.number(),
  excused: z.number(),
  outOfDate: z.number(),
  incomplete: z.number(),
  invalid: z.number(),
};

export const periodRoutes = {
  listPeriods: {
    method: "GET",
    path: "/v1/periods",
    summary: "The periods of a year with their days, seen ahead too; this year's by default",
    summaryVi: "Các kỳ báo cáo trong năm, cả các kỳ chưa mở",
    caller: "anyone",
    query: z.strictObject({ year: reportYear.optional() }),
    status: 200,
    answer: z.object({ items: z.array(shownPeriod) }),
    refusals: [],
  },
  showPeriod: {
    method: "GET",
    path: "/v1/periods/{period}",
    summary: "The register of a period: n of N by group; with to, of one parent's children",
    summaryVi: "Sổ theo dõi kỳ báo cáo: số đã gửi trên số phải gửi theo nhóm",
    caller: { officer: overseers },
    params: periodParam,
    query: z.strictObject({ to: slug.optional() }),
    status: 200,
    answer: z.object({
      period: shownPeriod,
      /** False: the list is not frozen yet, and who owes may still change. */
      isFrozen: z.boolean(),
      all: z.object(row),
      /** Bodies that report to the province itself (in 2023 some 65), and those whose reports a parent gathers. */
      direct: z.object(row),
      children: z.object(row),
      groups: z.array(z.object({ group: z.enum(unitGroups), name: z.string(), ...row })),
    }),
    refusals: ["not-found"],
  },
  listPeriodObligations: {
    method: "GET",
    path: "/v1/periods/{period}/obligations",
    summary:
      "The obligations of a period; with to, of one parent's children. Before it is opened: who would owe by today's tree",
    summaryVi: "Danh sách phải gửi báo cáo của kỳ",
    caller: { officer: overseers },
    params: periodParam,
    query: z.strictObject({ to: slug.optional(), ...pageQuery }),
    status: 200,
    answer: pageAnswer(shownObligation),
    refusals: ["not-found", "cursor-invalid"],
  },
  showPeriodTotals: {
    method: "GET",
    path: "/v1/periods/{period}/totals",
    summary: "The sums of the reports that were handed in to the province, or, with to, to one parent; the gaps named",
    summaryVi: "Tổng hợp số liệu toàn tỉnh của kỳ báo cáo",
    caller: { officer: overseers },
    params: periodParam,
    query: z.strictObject({ to: slug.optional() }),
    status: 200,
    answer: z.object({
      period: z.string(),
      to: z.string(),
      owing: z.number(),
      handedIn: z.number(),
      figures: z.array(
        z.object({ id: z.string(), label: z.string(), unit: z.string(), total: z.number(), givenBy: z.number() }),
      ),
      /** Bodies that owe and have not handed in. */
      missing: z.array(z.object({ unit: z.string(), unitName: z.string() })),
      /** Bodies whose report is behind one of their children's. */
      outOfDate: z.array(z.object({ unit: z.string(), unitName: z.string() })),
    }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
