/** The integrity list of a period: what deserves a second look, with its evidence. It changes no score. */
import * as z from "zod";
import { finding, findingKinds } from "../../shared/integrity/finding.ts";
import { parametersOfKinds } from "../../shared/integrity/parameters.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { slug } from "../../shared/platform/schemas.ts";

export const integrityRoutes = {
  showIntegrityList: {
    method: "GET",
    path: "/v1/score-periods/{period}/integrity",
    summary:
      "What deserves a second look in a period, with evidence; it changes no score. The latest 1,000 of a kind or a unit",
    summaryVi: "Các nội dung đề xuất rà soát trong kỳ đánh giá, kèm căn cứ; không làm thay đổi điểm",
    caller: { officer: { atUnit: [], anywhere: ["supervisor", "auditor"] } },
    params: z.strictObject({ period: z.string().max(40) }),
    query: z.strictObject({ kind: z.enum(findingKinds).optional(), unit: slug.optional() }),
    status: 200,
    answer: z.object({
      period: z.string(),
      from: z.string(),
      to: z.string(),
      /** The events before this moment have been looked at; absent: none yet. */
      observedUpTo: z.string().optional(),
      /** True when that is the whole period. */
      isWhole: z.boolean(),
      /** Events of the period that could not be read. */
      unread: z.number().int(),
      detail: z.string(),
      detailEn: z.string(),
      /** From where on something is on the list, and why; a province's own choice. */
      parameters: parametersOfKinds,
      /** Where the facts of each kind come from; `not-available`: there is no source yet, and its 0 says nothing. */
      sources: z.array(
        z.object({ kind: z.enum(findingKinds), source: z.enum(["events", "reports", "not-available"]) }),
      ),
      /** Of the whole period; of the unit, if one was asked for. */
      counts: z.record(z.enum(findingKinds), z.number().int()),
      /** How many findings were asked for, of which at most 1,000 are shown. */
      count: z.number().int(),
      isCut: z.boolean(),
      findings: z.array(finding),
    }),
    refusals: ["not-found"],
  },
} as const satisfies Routes;
