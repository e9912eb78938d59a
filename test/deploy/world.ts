/** A deployed stack as the proof sees it: its gateway as everybody, its tables and functions as an administrator. */
import { type CalendarStore, calendarStore } from "../../shared/calendar/calendar-store.ts";
import { type JobStore, jobStore } from "../../shared/documents/job-store.ts";
import { type ObservationStore, observationStore } from "../../shared/integrity/observation-store.ts";
import { type NoticeStore, noticeStore } from "../../shared/notices/notice-store.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { type EventStore, eventStore } from "../../shared/platform/events.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { type Marks, marks } from "../../shared/platform/marks.ts";
import { type Transactions, transactions } from "../../shared/platform/transaction.ts";
import { type QuestionStore, questionStore } from "../../shared/questions/question-store.ts";
import { type ReportStore, reportStore } from "../../shared/reports/report-store.ts";
import { type ScoringStore, scoringStore } from "../../shared/scoring/scoring-store.ts";
import { type TallyStore, tallyStore } from "../../shared/statistics/tally-store.ts";
import type { Assembly } from "./assembly.ts";
import { type Clients, clientsOf } from "./clients.ts";
import type { Emulator } from "./emulator.ts";
import { ProofFailure } from "./failure.ts";
import { type Gateway, gatewayOf } from "./gateway.ts";
import type { Issuer } from "./issuer.ts";
import { subjectOf } from "./province.ts";

type TableName =
  | "Questions"
  | "Events"
  | "Answers"
  | "Register"
  | "Calendars"
  | "Notices"
  | "Tallies"
  | "Marks"
  | "Reports"
  | "Scores";

export interface Stores {
  readonly questions: QuestionStore;
  readonly events: EventStore;
  readonly calendars: CalendarStore;
  readonly notices: NoticeStore;
  readonly tallies: TallyStore;
  readonly marks: Marks;
  readonly reports: ReportStore;
  readonly jobs: JobStore;
  readonly scores: ScoringStore;
  readonly observations: ObservationStore;
  readonly transactions: Transactions;
}

export interface World {
  readonly emulator: Emulator;
  readonly clients: Clients;
  readonly stores: Stores;
  readonly gateway: Gateway;
  /** The deployed name of a function, by the name of its folder. */
  readonly functionName: (name: string) => string;
  readonly tableName: (name: TableName) => string;
  readonly bucket: string;
  readonly stage: string;
  /** An access token of an officer. */
  readonly token: (officer: string) => Promise<string>;
}

export interface WorldParts {
  readonly emulator: Emulator;
  readonly assembly: Assembly;
  readonly outputs: Readonly<Record<string, string>>;
  readonly issuer: Issuer;
}

export function worldOf({ emulator, assembly, outputs, issuer }: WorldParts): World {
  const clients = clientsOf(emulator);
  const output = (name: string) => {
    const value = outputs[name];
    if (value === undefined) throw new ProofFailure(`The stack has no output ${name}.`);
    return value;
  };
  const tableName = (name: TableName) => output(`${name}Table`);
  return {
    emulator,
    clients,
    stores: storesOf(clients, tableName),
    gateway: gatewayOf(emulator.endpoint, output("ApiUrl")),
    functionName: (name) => `${assembly.stack}-${name}`,
    tableName,
    bucket: output("DocumentsBucket"),
    stage: assembly.stage.name,
    token: (officer) => issuer.token(subjectOf(officer)),
  };
}

function storesOf({ dynamo }: Clients, tableName: (name: TableName) => string): Stores {
  return {
    questions: questionStore(dynamo, tableName("Questions")),
    events: eventStore(dynamo, tableName("Events")),
    calendars: calendarStore(dynamo, tableName("Calendars"), systemClock),
    notices: noticeStore(dynamo, tableName("Notices")),
    tallies: tallyStore(dynamo, tableName("Tallies")),
    marks: marks(dynamo, tableName("Marks")),
    reports: reportStore(dynamo, tableName("Reports")),
    jobs: jobStore(dynamo, tableName("Reports")),
    scores: scoringStore(dynamo, tableName("Scores")),
    observations: observationStore(dynamo, tableName("Scores")),
    transactions: transactions({
      client: dynamo,
      eventsTable: tableName("Events"),
      clock: systemClock,
      chance: systemChance,
      log: { write: () => undefined },
    }),
  };
}
