/** Puts this function together from its variables; tests hand in their own clock, chance and client. */
import type * as z from "zod";
import { portalCaller } from "../../shared/access/callers.ts";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import { eventStore } from "../../shared/platform/events.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import { officerArea } from "../../shared/platform/http/officer-area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { remembered } from "../../shared/platform/remember.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import type { QuestionDeps } from "./actions.ts";
import type { environment } from "./env.ts";

/** Units change rarely; a burst of questions reads each once a second. */
const unitRememberedMilliseconds = 1_000;

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
): { deps: QuestionDeps; platform: AreaPlatform } {
  const { client, clock, chance, log } = outside;
  const { register, transactions, platform } = officerArea(variables, outside);
  const deps: QuestionDeps = {
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    events: eventStore(client, variables.EVENTS_TABLE),
    notices: noticeStore(client, variables.NOTICES_TABLE),
    transactions,
    unitOf: remembered(clock, unitRememberedMilliseconds, async (id) => (await register.get("unit", id))?.value),
    childrenOf: register.children,
    provinceUnit: variables.PROVINCE_UNIT,
    chance,
    log,
  };
  const callers = { ...platform.callers, portal: portalCaller(register, clock) };
  return { deps, platform: { ...platform, callers } };
}
