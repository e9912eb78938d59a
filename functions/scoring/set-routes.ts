/** Criteria sets: listed, shown, loaded as drafts, tried on the last period, published. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { must } from "../../shared/platform/schemas.ts";
import { criteriaAtMost, criteriaSet, setHeader } from "../../shared/scoring/criteria/criteria-set.ts";
import { fieldErrorAnswer, setVerdict } from "../../shared/scoring/criteria/set-loading.ts";
import { listedSet } from "../../shared/scoring/criteria/set-record.ts";
import { trialRow } from "../../shared/scoring/criteria/trial.ts";

const loaders: OfficerRule = { atUnit: [], anywhere: ["supervisor", "administrator"] };
const supervisors: OfficerRule = { atUnit: [], anywhere: ["supervisor"] };
/** At the province's own unit: who decides. */
const deciders: OfficerRule = { atUnit: ["leader"], anywhere: [] };

const setParam = z.strictObject({ set: z.string().max(80) });

/** A table of criteria, as JSON or as CSV. */
const loadedBody = z
  .strictObject({
    header: setHeader,
    criteria: z.array(z.unknown()).min(1).max(criteriaAtMost).optional(),
    csv: z.string().max(250_000).optional(),
    dryRun: z.boolean().default(false),
  })
  .refine(({ criteria, csv }) => (criteria === undefined) !== (csv === undefined), {
    ...must("malformed"),
    path: ["criteria"],
  });

const loadedAnswer = z.object({
  id: z.string(),
  dryRun: z.boolean(),
  /** False: a row or the whole is refused, or it was a dry run; nothing was written. */
  written: z.boolean(),
  /** Of a sound set. */
  hash: z.string().optional(),
  verdicts: z.array(setVerdict),
  problems: z.array(fieldErrorAnswer),
});
export type LoadedAnswer = z.input<typeof loadedAnswer>;

const trialAnswer = z.object({
  set: z.string(),
  hash: z.string(),
  period: z.string(),
  /** Portals that were tried, and how many of them change. */
  portals: z.number().int(),
  changed: z.number().int(),
  /** The first of those that change, the largest difference first. */
  items: z.array(trialRow),
});
export type TrialAnswer = z.output<typeof trialAnswer>;

export const setRoutes = {
  listCriteriaSets: {
    method: "GET",
    path: "/v1/criteria-sets",
    summary: "The criteria sets, the newest first; drafts for those who follow up, read or decide for the province",
    summaryVi: "Danh sách Bộ tiêu chí",
    caller: "reader",
    status: 200,
    answer: z.object({ items: z.array(listedSet) }),
    refusals: [],
  },
  showCriteriaSet: {
    method: "GET",
    path: "/v1/criteria-sets/{set}",
    summary: "A criteria set with its criteria, its hash and the decision that issued it, or that it is a proposal",
    summaryVi: "Nội dung một Bộ tiêu chí",
    caller: "reader",
    params: setParam,
    status: 200,
    answer: listedSet.omit({ criteria: true }).extend({ set: criteriaSet }),
    refusals: ["not-found"],
  },
  addCriteriaSet: {
    method: "POST",
    path: "/v1/criteria-sets",
    summary:
      "Load a criteria set as a draft, from JSON or CSV, with a verdict per row; one row or problem refused, and nothing is written",
    summaryVi: "Nạp dự thảo Bộ tiêu chí từ JSON hoặc CSV, có kết quả kiểm tra từng dòng",
    caller: { officer: loaders },
    body: loadedBody,
    status: 200,
    answer: loadedAnswer,
    refusals: ["already-exists", "invalid-content"],
  },
  changeCriteriaSet: {
    method: "PUT",
    path: "/v1/criteria-sets/{set}",
    summary: "Load a draft anew; a published criteria set never changes",
    summaryVi: "Nạp lại dự thảo Bộ tiêu chí",
    caller: { officer: loaders },
    params: setParam,
    body: loadedBody,
    status: 200,
    versioned: true,
    answer: loadedAnswer,
    refusals: ["not-found", "version-stale", "set-published", "invalid-content", "moved-meanwhile"],
  },
  tryCriteriaSet: {
    method: "POST",
    path: "/v1/criteria-sets/{set}/trial",
    summary:
      "Score a decided period anew by a draft: whose score, grade or rank would change, the largest difference first; at most 1,000 are named",
    summaryVi: "Chạy thử dự thảo Bộ tiêu chí trên kỳ gần nhất đã có kết quả",
    caller: { officer: supervisors },
    params: setParam,
    body: z.strictObject({ period: z.string().max(40).optional() }),
    status: 200,
    answer: trialAnswer,
    refusals: ["not-found", "set-published", "period-not-decided", "nothing-decided", "moved-meanwhile"],
  },
  publishCriteriaSet: {
    method: "POST",
    path: "/v1/criteria-sets/{set}/publication",
    summary: "Publish a draft: from then on it never changes, and is known by its hash",
    summaryVi: "Công bố Bộ tiêu chí",
    caller: { officer: deciders },
    params: setParam,
    status: 200,
    versioned: true,
    answer: listedSet,
    refusals: [
      "not-found",
      "version-stale",
      "set-published",
      "own-draft",
      "trial-missing",
      "invalid-content",
      "moved-meanwhile",
    ],
  },
} as const satisfies Routes;
