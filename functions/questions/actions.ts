/** What each route of this area does. */
import { actorOf } from "../../shared/access/acting.ts";
import type { Grant } from "../../shared/access/roles.ts";
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { proofOf } from "../../shared/calendar/proof.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import { termOf } from "../../shared/calendar/working-days.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { EventStore } from "../../shared/platform/events.ts";
import type { Actions, OfficerCaller, PortalCaller, Repeat } from "../../shared/platform/http/route.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Log } from "../../shared/platform/log.ts";
import { Refusal, refusalOf } from "../../shared/platform/refusals.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import { acceptedQuestion } from "../../shared/questions/accept.ts";
import { isLookupKey, newCode, newLookupKey, readCode } from "../../shared/questions/code.ts";
import type { QuestionEvent } from "../../shared/questions/moves.ts";
import type { QuestionHead } from "../../shared/questions/question.ts";
import { type QuestionStore, subjectOf } from "../../shared/questions/question-store.ts";
import { questionEvent, receivedQuestion } from "../../shared/questions/receive.ts";
import { termsOn } from "../../shared/questions/terms.ts";
import { standsUnder } from "../../shared/units/tree.ts";
import { nameOn, takesPart, type Unit } from "../../shared/units/unit.ts";
import type { questionRoutes } from "./routes.ts";
import { type WorkPlaces, worklistPage } from "./worklist-page.ts";

export interface QuestionDeps extends WorkPlaces {
  readonly questions: QuestionStore;
  readonly calendars: CalendarStore;
  readonly events: EventStore;
  readonly transactions: Transactions;
  readonly unitOf: (id: string) => Promise<Unit | undefined>;
  readonly chance: Chance;
  readonly log: Log;
}

export const questionActions: Actions<typeof questionRoutes, QuestionDeps> = {
  postQuestion: async ({ body, caller, now, repeat, baseUrl }, deps) => {
    await mayReceive(body.unit, caller, now, deps);
    const head = receivedQuestion(body, {
      code: newCode(deps.chance),
      lookupKey: newLookupKey(deps.chance),
      portal: caller.portal,
      receivedAt: now,
      calendar: await deps.calendars.current(),
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
    const event = questionEvent("question-received", head, { subject: subjectOf(head.code), by, now });
    await deps.transactions.commit(
      { writes: deps.questions.add(head, body.content), events: [event] },
      { repeat, status: 201, body: answer },
      now,
    );
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
    changeQuestion(request, deps, "question-accepted", (head) => {
      const next = acceptedQuestion(head, request.now);
      const { code, state, acceptedAt, acceptedLate } = next;
      return { next, body: { code, state, acceptedAt, acceptedLate } };
    }),

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

/** What an officer's change of a question is asked with. */
interface Asked {
  readonly params: { code: string };
  readonly caller: OfficerCaller;
  readonly ifMatch: number;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** So often a change is made anew upon what a step of the schedule has just written. */
const mostTries = 4;

/**
 * Changes a question upon the version that the officer read. A step of its schedule in between does not concern the officer:
 * the change is made anew upon it; a change of its content does: `version-stale`.
 */
async function changeQuestion<Body>(
  asked: Asked,
  deps: QuestionDeps,
  kind: QuestionEvent,
  change: (head: QuestionHead, acting: Grant) => { next: QuestionHead; body: Body },
): Promise<{ body: Body; version: number }> {
  for (let attempt = 1; ; attempt++) {
    const { head, acting } = await openCase(asked.params.code, asked.caller, deps);
    if (head.version !== asked.ifMatch) throw new Refusal("version-stale");
    const { next, body } = change(head, acting);
    const by = actorOf(asked.caller.officer, acting);
    const event = questionEvent(kind, next, { subject: subjectOf(head.code), by, now: asked.now, from: head.state });
    try {
      await deps.transactions.commit(
        { writes: deps.questions.save(next, head), events: [event] },
        { repeat: asked.repeat, status: 200, body, version: next.version },
        asked.now,
      );
      return { body, version: next.version };
    } catch (error) {
      const hasMoved = error instanceof Refusal && error.code === "moved-meanwhile";
      if (!hasMoved || attempt === mostTries) throw error;
    }
  }
}

/** Finds a question for an officer: another unit's is not there, the own unit's with the wrong role is forbidden. */
async function openCase(
  typedCode: string,
  caller: OfficerCaller,
  { questions }: QuestionDeps,
): Promise<{ head: QuestionHead; acting: Grant }> {
  const code = readCode(typedCode);
  const head = code === undefined ? undefined : await questions.head(code);
  if (!head) throw new Refusal("not-found");
  return { head, acting: caller.admit(head.unit) };
}

function shownDates({ receivedAt, startsOn, dueOn, provisional }: QuestionHead) {
  return { receivedAt, startsOn, dueOn, ...(provisional && { provisional: true }) };
}
