/** Questions: posted by portals at any hour, looked up by citizens, worked on by officers. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import { deadlineProof } from "../../shared/calendar/proof.ts";
import { changeEvent } from "../../shared/platform/events.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug } from "../../shared/platform/schemas.ts";
import { questionStates } from "../../shared/questions/moves.ts";
import { asker, postedQuestion } from "../../shared/questions/question.ts";
import { questionClasses } from "../../shared/questions/terms.ts";
import { timings } from "../../shared/questions/worklist.ts";

/** The code of a question as it was typed; a wrong check symbol is answered as an unknown code. */
const codeParam = z.strictObject({ code: z.string().max(40) });

const dates = {
  receivedAt: z.string(),
  startsOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  provisional: z.boolean().optional(),
};

const readers: OfficerRule = { atUnit: ["clerk", "leader"], anywhere: ["supervisor", "auditor"] };
const historians: OfficerRule = {
  atUnit: ["clerk", "leader", "editor", "consolidator"],
  anywhere: ["supervisor", "auditor"],
};
const clerks: OfficerRule = { atUnit: ["clerk"], anywhere: [] };

export const questionRoutes = {
  postQuestion: {
    method: "POST",
    path: "/v1/questions",
    summary: "A portal posts a citizen's question, at any hour",
    summaryVi: "Cổng TTĐT gửi câu hỏi của tổ chức, cá nhân, 24/24h",
    caller: "portal",
    body: postedQuestion,
    status: 201,
    answer: z.object({
      code: z.string(),
      lookupKey: z.string(),
      unit: z.string(),
      class: z.literal("own"),
      ...dates,
      statusUrl: z.string(),
    }),
    refusals: ["unit-unknown", "unit-not-served", "unit-takes-no-questions"],
  },
  lookUpQuestion: {
    method: "GET",
    path: "/v1/questions/{code}",
    summary: "A citizen looks a question up by code and look-up key",
    summaryVi: "Tra cứu câu hỏi bằng mã câu hỏi và mã tra cứu",
    caller: "citizen",
    params: codeParam,
    query: z.strictObject({}),
    status: 200,
    answer: z.object({
      code: z.string(),
      state: z.enum(questionStates),
      unit: z.string(),
      unitName: z.string(),
      class: z.enum(questionClasses),
      firstReceivedAt: z.string(),
      acceptedAt: z.string().optional(),
      ...dates,
    }),
    refusals: ["question-not-found"],
  },
  listWork: {
    method: "GET",
    path: "/v1/worklist",
    summary: "Open questions by legal time left",
    summaryVi: "Câu hỏi đang xử lý, xếp theo thời hạn còn lại",
    caller: { officer: historians },
    query: z.strictObject({
      scope: z.enum(["unit", "subtree", "province"]).default("unit"),
      unit: slug.optional(),
      ...pageQuery,
    }),
    status: 200,
    answer: pageAnswer(
      z.object({
        code: z.string(),
        version: z.number(),
        state: z.enum(questionStates),
        unit: z.string(),
        class: z.enum(questionClasses),
        title: z.string(),
        ...dates,
        acceptBy: z.string().nullable(),
        acceptedAt: z.string().optional(),
        acceptanceLate: z.boolean(),
        timing: z.enum(timings),
        workingDaysLeft: z.number().nullable(),
      }),
    ),
    refusals: ["unit-ambiguous", "scope-not-held", "cursor-invalid"],
  },
  showCase: {
    method: "GET",
    path: "/v1/questions/{code}/case",
    summary: "Everything about a question; the asker only for the unit's own officers",
    summaryVi: "Hồ sơ câu hỏi; thông tin người hỏi chỉ hiện với cán bộ của cơ quan, đơn vị",
    caller: { officer: readers },
    params: codeParam,
    status: 200,
    answer: z.object({
      code: z.string(),
      state: z.enum(questionStates),
      unit: z.string(),
      portal: z.string(),
      class: z.enum(questionClasses),
      title: z.string(),
      content: z.string(),
      asker: asker.optional(),
      firstReceivedAt: z.string(),
      portalReceivedAt: z.string().optional(),
      ...dates,
      acceptBy: z.string().nullable(),
      acceptedAt: z.string().optional(),
      acceptedLate: z.boolean().optional(),
    }),
    refusals: ["not-found"],
  },
  acceptQuestion: {
    method: "POST",
    path: "/v1/questions/{code}/acceptance",
    summary: "The body takes the question in (tiếp nhận): its own act, within 1 working day",
    summaryVi: "Tiếp nhận câu hỏi, trong 01 ngày làm việc",
    caller: { officer: clerks },
    params: codeParam,
    status: 200,
    versioned: true,
    answer: z.object({
      code: z.string(),
      state: z.enum(questionStates),
      acceptedAt: z.string(),
      acceptedLate: z.boolean(),
    }),
    refusals: ["not-found", "already-accepted"],
  },
  proveDeadline: {
    method: "GET",
    path: "/v1/questions/{code}/deadline",
    summary: "The proof of a question's dates",
    summaryVi: "Căn cứ tính thời hạn của câu hỏi",
    caller: { officer: historians },
    params: codeParam,
    status: 200,
    answer: deadlineProof.extend({ code: z.string(), class: z.enum(questionClasses), source: z.string() }),
    refusals: ["not-found", "calendar-not-published"],
  },
  listEvents: {
    method: "GET",
    path: "/v1/questions/{code}/events",
    summary: "The history of a question: who, when, why",
    summaryVi: "Lịch sử xử lý câu hỏi",
    caller: { officer: historians },
    params: codeParam,
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(changeEvent),
    refusals: ["not-found", "cursor-invalid"],
  },
} as const satisfies Routes;
