/** Directed reports: orders with their duties, each an obligation of the body that it is given to. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { paragraphs } from "../../shared/platform/schemas.ts";
import { order, postedOrder } from "../../shared/reports/order.ts";
import { shownObligation } from "./shown.ts";

/** Of the province's People's Committee. */
const issuers: OfficerRule = { atUnit: ["leader"], anywhere: ["supervisor"] };
const readers: OfficerRule = { atUnit: ["leader"], anywhere: ["supervisor", "auditor"] };

const orderParam = z.strictObject({ order: z.string().max(250) });
const shownOrder = order.omit({ sequence: true, version: true });
const orderWithObligations = shownOrder.extend({ obligations: z.array(shownObligation) });

export const orderRoutes = {
  addOrder: {
    method: "POST",
    path: "/v1/orders",
    summary:
      "Enter a document that gives duties: deadline as quoted, its last day, who answers what; sent again as it was, it completes what is missing",
    summaryVi: "Nhập văn bản giao nhiệm vụ báo cáo",
    caller: { officer: issuers },
    body: postedOrder,
    status: 201,
    answer: orderWithObligations,
    refusals: ["already-exists", "invalid-content"],
  },
  listOrders: {
    method: "GET",
    path: "/v1/orders",
    summary: "The documents that give duties, the newest first",
    summaryVi: "Danh sách văn bản giao nhiệm vụ báo cáo",
    caller: { officer: readers },
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(shownOrder),
    refusals: ["cursor-invalid"],
  },
  showOrder: {
    method: "GET",
    path: "/v1/orders/{order}",
    summary: "A document that gives duties, and how each body stands",
    summaryVi: "Một văn bản giao nhiệm vụ và tình hình thực hiện",
    caller: { officer: readers },
    params: orderParam,
    status: 200,
    answer: orderWithObligations,
    refusals: ["not-found"],
  },
  closeOrder: {
    method: "POST",
    path: "/v1/orders/{order}/closing",
    summary: "The follow-up ends: no more reports are taken, nobody is reminded; what was not answered stays so",
    summaryVi: "Kết thúc theo dõi văn bản giao nhiệm vụ",
    caller: { officer: issuers },
    params: orderParam,
    body: z.strictObject({ reason: paragraphs(500) }),
    status: 200,
    versioned: true,
    answer: orderWithObligations,
    refusals: ["not-found", "version-stale", "order-closed", "moved-meanwhile"],
  },
} as const satisfies Routes;
