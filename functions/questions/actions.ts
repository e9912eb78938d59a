/** What each route of this area does. */
import { signatureBy } from "../../shared/access/signature.ts";
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { proofOf } from "../../shared/calendar/proof.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import { termOf } from "../../shared/calendar/working-days.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { noticeShown } from "../../shared/notices/shown-notice.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { EventStore } from "../../shared/platform/events.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions, PortalCaller } from "../../shared/platform/http/route.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Log } from "../../shared/platform/log.ts";
import { Refusal, refusalOf } from "../../shared/platform/refusals.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import { acted } from "../../shared/questions/accept.ts";
import { answeredQuestion, calledQuestion, draftedQuestion, returnedQuestion } from "../../shared/questions/answer.ts";
import { classified } from "../../shared/questions/classify.ts";
import { isLookupKey, newCode, newLookupKey, readCode } from "../../shared/questions/code.ts";
import type { QuestionHead } from "../../shared/questions/question.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import { questionEvent, receivedQuestion } from "../../shared/questions/receive.ts";
import { isKnownLate } from "../../shared/questions/schedule.ts";
import { subjectOf } from "../../shared/questions/subject.ts";
import { termsOn } from "../../shared/questions/terms.ts";
import { standsUnder } from "../../shared/units/tree.ts";
import { nameOn, takesPart, type Unit } from "../../shared/units/unit.ts";
import { changeQuestion, openCase } from "./change.ts";
import type { questionRoutes } from "./routes.ts";
import { type WorkPlaces, worklistPage } from "./worklist-page.ts";

export interface QuestionDeps extends WorkPlaces {
  readonly questions: QuestionStore;
  readonly calendars: CalendarStore;
  readonly events: EventStore;
  readonly notices: Pick<NoticeStore, "of">;
  readonly transactions: Transactions;
  readonly unitOf: (id: string) => Promise<Unit | undefined>;
  readonly chance: Chance;
  readonly log: Log;
}

export const questionActions: Actions<typeof questionRoutes, QuestionDeps> = {
  postQuestion: async ({ body, caller, now, repeat, baseUrl }, deps) => {
    const [calendar] = await Promise.all([deps.calendars.current(), mayReceive(body.unit, caller, now, deps)]);
    const head = receivedQuestion(body, {
      code: newCode(deps.chance),
      lookupKey: newLookupKey(deps.chance),
      portal: caller.portal,
      receivedAt: now,
      calendar,
    });
    const answer = {
      code: head.code,
      lookupKey: head.lookupKey,
      unit: head.unit,
      class: "own" as const,
      ...shownDates(head),
      statusUrl: `${baseUrl}/v1/questions/${head.code}`,
    };
    const by = { kind: "portal" as const, id: caller.portal };
    const event = questionEvent("question-received", head, { by, now });
    await deps.transactions.commit(
      { writes: deps.questions.add(head, body.content), events: [event] },
      { repeat, status: 201, body: answer },
      now,
    );
    // After a restore, the log names the questions that the copy did not know (infra/docs/restore.md).
    deps.log.write("question-received", { question: head.code });
    if (head.dueOn === null) deps.log.write("calendar-missing", { question: head.code });
    return { body: answer };
  },

  lookUpQuestion: async ({ params, lookupKey, now }, deps) => {
    const code = readCode(params.code);
    const head = code === undefined ? undefined : await deps.questions.head(code);
    if (!head || !isLookupKey(lookupKey, head.lookupKey)) throw new Refusal("question-not-found");
    const unit = await deps.unitOf(head.unit);
    return {
      body: {
        code: head.code,
        state: head.state,
        unit: head.unit,
        unitName: unit ? nameOn(unit, dayAt(now)) : head.unit,
        class: head.class,
        firstReceivedAt: head.firstReceivedAt,
        acceptedAt: head.acceptedAt,
        ...shownDates(head),
        appointmentOn: head.appointmentOn,
        answered: head.answered,
        answer: head.answered && (await deps.questions.answer(head.code)),
      },
    };
  },

  listWork: ({ query, caller, now }, deps) => worklistPage(query, caller, now, deps),

  showCase: async ({ params, caller }, deps) => {
    const { head, acting } = await openCase(params.code, caller, deps);
    const isOwn = acting.unit === head.unit;
    return {
      body: {
        code: head.code,
        state: head.state,
        unit: head.unit,
        portal: head.portal,
        class: head.class,
        title: head.title,
        content: await deps.questions.content(head.code),
        asker: isOwn ? head.asker : undefined,
        coUnits: head.coUnits,
        classReason: head.classReason,
        appointmentOn: head.appointmentOn,
        draft: head.draft && { ...head.draft, content: await deps.questions.draft(head.code, head.draft.number) },
        returnReason: head.returnReason,
        answered: head.answered,
        answer: head.answered && (await deps.questions.answer(head.code)),
        callFor: head.callFor,
        firstReceivedAt: head.firstReceivedAt,
        portalReceivedAt: head.portalReceivedAt,
        ...shownDates(head),
        acceptBy: head.acceptBy,
        acceptedAt: head.acceptedAt,
        acceptedLate: head.acceptedLate,
      },
      version: head.version,
    };
  },

  acceptQuestion: (request, deps) =>
    changeQuestion(
      request,
      deps,
      (head) => ({ event: "question-accepted", next: acted(head, "question-accepted", request.now) }),
      shownState,
    ),

  classifyQuestion: async (request, deps) => {
    const { body, now } = request;
    const calendar = await deps.calendars.current();
    await mustExist(body.coUnits, deps);
    return changeQuestion(
      request,
      deps,
      (head, acting) => {
        const next = classified(head, body, acting, now, calendar);
        const { coUnits = [], appointmentOn = null } = next;
        const facts = { previousClass: head.class, previousDueOn: head.dueOn, coUnits, appointmentOn };
        return { event: "question-classified", next, why: body.reason, facts };
      },
      (next) => ({
        ...shownState(next),
        ...shownDates(next),
        appointmentOn: next.appointmentOn,
        coUnits: next.coUnits,
      }),
    );
  },

  draftAnswer: (request, deps) =>
    changeQuestion(
      request,
      deps,
      (head) => {
        const { content, submit } = request.body;
        const by = request.caller.officer.id;
        const next = draftedQuestion(head, by, submit, request.now);
        const number = next.draft?.number ?? 1;
        const draft = deps.questions.addDraft(head.code, number, {
          content,
          by,
          at: new Date(request.now).toISOString(),
        });
        return {
          event: submit ? "question-submitted" : "question-drafted",
          next,
          beside: [draft],
          facts: { draft: number },
        };
      },
      (next) => ({ ...shownState(next), draft: next.draft?.number ?? 1 }),
    ),

  returnDraft: (request, deps) =>
    changeQuestion(
      request,
      deps,
      (head) => {
        const { reason } = request.body;
        return { event: "question-returned", next: returnedQuestion(head, reason, request.now), why: reason };
      },
      shownState,
    ),

  answerQuestion: async (request, deps) => {
    const calendar = await deps.calendars.current();
    return changeQuestion(
      request,
      deps,
      async (head, acting) => {
        const { officer } = request.caller;
        const next = answeredQuestion(head, officer.id, request.now, calendar);
        const signature = signatureBy(officer, acting, await deps.unitOf(acting.unit), request.body, request.now);
        const content = await deps.questions.draft(head.code, head.draft?.number ?? 1);
        const { onTime = null, lateDays = 0 } = next.answered ?? {};
        const turnedLate = onTime === false && !isKnownLate(head);
        return {
          event: "question-answered",
          next,
          beside: [deps.questions.addAnswer(head.code, { content, signature })],
          facts: {
            onTime,
            lateDays,
            ...(turnedLate && { turnedLate }),
            signer: officer.id,
            signatureLine: signature.line,
          },
        };
      },
      (next) => ({ ...shownState(next), answered: next.answered }),
    );
  },

  recordCall: (request, deps) =>
    changeQuestion(
      request,
      deps,
      (head) => {
        const { reason, wasReached } = request.body;
        return { event: "asker-called", next: calledQuestion(head, reason, wasReached), facts: { reason, wasReached } };
      },
      (next) => ({ code: next.code, callFor: next.callFor ?? [] }),
    ),

  proveDeadline: async ({ params, caller }, deps) => {
    const { head } = await openCase(params.code, caller, deps);
    const receivedAt = Date.parse(head.receivedAt);
    const calendar = await deps.calendars.current();
    const { days, startHour, source } = termsOn(dayAt(receivedAt));
    const term = termOf(receivedAt, days[head.class], calendar, startHour);
    return { body: { ...proofOf(receivedAt, term, calendar), code: head.code, class: head.class, source } };
  },

  listEvents: async ({ params, query, caller }, deps) => {
    const { head } = await openCase(params.code, caller, deps);
    return { body: await deps.events.of(subjectOf(head.code), query) };
  },

  listNotices: async ({ params, query, caller }, deps) => {
    const { head } = await openCase(params.code, caller, deps);
    const { items, nextCursor } = await deps.notices.of(subjectOf(head.code), query);
    return { body: { items: items.map(noticeShown), nextCursor } };
  },
};

/** Refuses a unit that does not exist, that the portal does not serve, or that takes no questions today. */
async function mayReceive(id: string, caller: PortalCaller, now: Instant, { unitOf }: QuestionDeps): Promise<void> {
  const today = dayAt(now);
  const unit = await unitOf(id);
  if (!unit) throw refusalOf("unit-unknown", "unit");
  const isServed = caller.isProvincial || (await standsUnder(id, caller.unit, today, unitOf));
  if (!isServed) throw refusalOf("unit-not-served", "unit");
  if (!takesPart(unit, "questions", today)) throw refusalOf("unit-takes-no-questions", "unit");
}

/** Refuses co-bodies that the register does not know. */
async function mustExist(units: readonly string[], { unitOf }: QuestionDeps): Promise<void> {
  const found = await Promise.all(units.map((id) => unitOf(id)));
  const errors = found.flatMap((unit, index) => (unit ? [] : [fieldError(`coUnits[${index}]`, "unit-unknown")]));
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
}

function shownState({ code, state, acceptedAt = "", acceptedLate = false }: QuestionHead) {
  return { code, state, acceptedAt, acceptedLate };
}

function shownDates({ receivedAt, startsOn, dueOn, provisional }: QuestionHead) {
  return { receivedAt, startsOn, dueOn, ...(provisional && { provisional: true }) };
}
