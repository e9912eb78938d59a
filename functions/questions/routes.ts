/** Questions: posted by portals at any hour, looked up by citizens, worked on by officers. */
import * as z from "zod";
import type { OfficerRule } from "../../shared/access/roles.ts";
import { signing } from "../../shared/access/signature.ts";
import { deadlineProof } from "../../shared/calendar/proof.ts";
import { shownNotice } from "../../shared/notices/shown-notice.ts";
import { changeEvent } from "../../shared/platform/events.ts";
import type { Routes } from "../../shared/platform/http/route.ts";
import { pageAnswer, pageQuery } from "../../shared/platform/pages.ts";
import { slug } from "../../shared/platform/schemas.ts";
import { draft, returned } from "../../shared/questions/answer.ts";
import { classification } from "../../shared/questions/classify.ts";
import { questionStates } from "../../shared/questions/moves.ts";
import { asker, callReasons, postedQuestion, questionAnswer } from "../../shared/questions/question.ts";
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
const leaders: OfficerRule = { atUnit: ["leader"], anywhere: [] };
const handlers: OfficerRule = { atUnit: ["clerk", "leader"], anywhere: [] };

const stateAnswer = z.object({
  code: z.string(),
  state: z.enum(questionStates),
  acceptedAt: z.string(),
  acceptedLate: z.boolean(),
});

const answeredFacts = z.object({
  at: z.string(),
  onTime: z.boolean().nullable(),
  lateDays: z.number(),
  appointmentBroken: z.boolean().optional(),
});

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
      appointmentOn: z.string().optional(),
      answered: answeredFacts.optional(),
      answer: questionAnswer.optional(),
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
        callFor: z.array(z.enum(callReasons)).optional(),
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
      coUnits: z.array(z.string()).optional(),
      classReason: z.string().optional(),
      appointmentOn: z.string().optional(),
      draft: z.object({ number: z.number(), by: z.string(), at: z.string(), content: z.string() }).optional(),
      returnReason: z.string().optional(),
      answered: answeredFacts.optional(),
      answer: questionAnswer.optional(),
      callFor: z.array(z.enum(callReasons)).optional(),
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
    answer: stateAnswer,
    refusals: ["not-found", "already-accepted", "move-not-allowed"],
  },
  classifyQuestion: {
    method: "PUT",
    path: "/v1/questions/{code}/classification",
    summary: "Classify: own, joint or special = 5, 8 or 10 working days from the same start; a leader may put it back",
    summaryVi: "Phân loại câu hỏi: 05, 08 hoặc 10 ngày làm việc tính từ cùng một ngày bắt đầu",
    caller: { officer: handlers },
    params: codeParam,
    body: classification,
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({
      ...dates,
      appointmentOn: z.string().optional(),
      coUnits: z.array(z.string()).optional(),
    }),
    refusals: ["not-found", "move-not-allowed", "term-over", "class-lowered-by-leader-only", "calendar-not-published"],
  },
  draftAnswer: {
    method: "POST",
    path: "/v1/questions/{code}/draft",
    summary: "Write a new draft of the answer; with submit, it goes to the leader at once",
    summaryVi: "Dự thảo câu trả lời; kèm submit để trình lãnh đạo",
    caller: { officer: handlers },
    params: codeParam,
    body: draft,
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({ draft: z.number() }),
    refusals: ["not-found", "move-not-allowed"],
  },
  returnDraft: {
    method: "POST",
    path: "/v1/questions/{code}/return",
    summary: "A leader returns the draft with a reason",
    summaryVi: "Lãnh đạo trả lại dự thảo để hoàn thiện",
    caller: { officer: leaders },
    params: codeParam,
    body: returned,
    status: 200,
    versioned: true,
    answer: stateAnswer,
    refusals: ["not-found", "move-not-allowed"],
  },
  answerQuestion: {
    method: "POST",
    path: "/v1/questions/{code}/answer",
    summary: "A leader who did not draft it signs the answer; that instant ends the time",
    summaryVi: "Lãnh đạo ký câu trả lời",
    caller: { officer: leaders },
    params: codeParam,
    body: signing,
    status: 200,
    versioned: true,
    answer: stateAnswer.extend({ answered: answeredFacts.optional() }),
    refusals: ["not-found", "move-not-allowed", "own-draft"],
  },
  recordCall: {
    method: "POST",
    path: "/v1/questions/{code}/call",
    summary: "Record the telephone call that is owed to an asker without e-mail",
    summaryVi: "Ghi kết quả gọi điện cho người hỏi không có thư điện tử",
    caller: { officer: handlers },
    params: codeParam,
    body: z.strictObject({ reason: z.enum(callReasons), wasReached: z.boolean() }),
    status: 200,
    versioned: true,
    answer: z.object({ code: z.string(), callFor: z.array(z.enum(callReasons)) }),
    refusals: ["not-found", "call-not-owed"],
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
  listNotices: {
    method: "GET",
    path: "/v1/questions/{code}/notices",
    summary: "What was told to whom about a question, and what became of it",
    summaryVi: "Các thông báo đã gửi về câu hỏi",
    caller: { officer: historians },
    params: codeParam,
    query: z.strictObject(pageQuery),
    status: 200,
    answer: pageAnswer(shownNotice),
    refusals: ["not-found", "cursor-invalid"],
  },
} as const satisfies Routes;
