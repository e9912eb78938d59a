/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import { calendarStore } from "../../shared/calendar/calendar-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { regimes } from "../../shared/reports/regimes.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { questionFactSource, reportFactSource } from "../../shared/scoring/facts/fact-store.ts";
import { roundsStore } from "../../shared/scoring/periods/rounds-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import { bucketOf, type Objects, snapshotStore } from "../../shared/scoring/snapshots/snapshot-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { environment } from "./env.ts";
import { nothingKnown } from "./known.ts";
import type { RoundsDeps } from "./rounds.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, chance, log }: Outside,
  objects: Objects = bucketOf(variables.DOCUMENTS_BUCKET, clock),
): RoundsDeps {
  const from = variables.SCORES_FROM;
  return {
    scores: scoringStore(client, variables.SCORES_TABLE),
    rounds: roundsStore(client, variables.SCORES_TABLE),
    register: registerStore(client, variables.REGISTER_TABLE),
    calendars: calendarStore(client, variables.CALENDARS_TABLE, clock),
    transactions: transactions({ client, eventsTable: variables.EVENTS_TABLE, clock, chance, log }),
    facts: [
      questionFactSource(tallyStore(client, variables.TALLIES_TABLE), from),
      reportFactSource(reportStore(client, variables.REPORTS_TABLE), regimes, from),
    ],
    snapshots: snapshotStore(objects),
    from,
    clock,
    log,
    known: nothingKnown(),
  };
}
