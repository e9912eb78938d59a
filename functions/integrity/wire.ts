/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { evidenceStore } from "../../shared/integrity/evidence-store.ts";
import { observationStore } from "../../shared/integrity/observation-store.ts";
import { eventsByHour } from "../../shared/platform/events-by-hour.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import type { environment } from "./env.ts";
import type { GatherDeps } from "./gather.ts";

export function wire(variables: z.output<typeof environment>, { client, clock, log }: Outside): GatherDeps {
  return {
    observations: observationStore(client, variables.SCORES_TABLE),
    events: eventsByHour(client, variables.EVENTS_TABLE),
    evidence: evidenceStore(client, { events: variables.EVENTS_TABLE, questions: variables.QUESTIONS_TABLE }),
    reports: reportStore(client, variables.REPORTS_TABLE),
    from: variables.INTEGRITY_FROM,
    clock,
    log,
  };
}
