/** Alarms on what only the logs say: nothing failed, and yet somebody lost something. */
import { Construct } from "constructs";
import type { ConsumerName, JobName } from "../../functions/jobs.ts";
import type { AreaName } from "../../functions/routes.ts";
import type { Stage } from "../stage.ts";
import { LogCodeAlarm } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";

export interface LogAlarmsProps {
  readonly stage: Stage;
  readonly areas: Readonly<Record<AreaName, DondocFunction>>;
  readonly background: Readonly<Record<JobName | ConsumerName, DondocFunction>>;
}

export class LogAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage, areas, background }: LogAlarmsProps) {
    super(scope, id);
    const { notices, tallies } = background;
    const catchUp = background["catch-up"];
    new LogCodeAlarm(this, "CalendarMissing", {
      stage,
      logs: [areas.questions.logs],
      code: "calendar-missing",
      metric: "calendar-missing",
      impact: "Questions are received without a due date: a year has no calendar of working days.",
      owner: "province-office",
    });
    new LogCodeAlarm(this, "IssuerUnreachable", {
      stage,
      logs: [areas.questions, areas.register, areas.reports, areas.documents, areas.scoring].map(({ logs }) => logs),
      code: "issuer-unreachable",
      metric: "issuer-unreachable",
      impact: "Officers cannot work: the issuer of their tokens does not answer.",
    });
    new LogCodeAlarm(this, "NoticeEventStuck", {
      stage,
      logs: [notices.logs, catchUp.logs],
      code: "event-stuck",
      consumer: "notices",
      metric: "notice-event-stuck",
      section: "event-stuck",
      impact: "Somebody was not told of something: a notice that should follow from an event is missing.",
    });
    new LogCodeAlarm(this, "FigureEventStuck", {
      stage,
      logs: [tallies.logs, catchUp.logs],
      code: "event-stuck",
      consumer: "tallies",
      metric: "figure-event-stuck",
      section: "event-stuck",
      impact: "The figures by unit are wrong: an event is missing from them.",
    });
    new LogCodeAlarm(this, "NoticeHeld", {
      stage,
      logs: [background["notice-dispatch"].logs],
      code: "notice-held",
      metric: "notice-held",
      impact: "Nobody knows whether a mail has left; it is not sent again by itself.",
    });
    new LogCodeAlarm(this, "NoticeWithoutRecipient", {
      stage,
      logs: [notices.logs, catchUp.logs],
      code: "notice-without-recipient",
      metric: "notice-without-recipient",
      impact: "A reminder or an escalation has nobody to go to: the register names no such officer.",
      owner: "province-office",
    });
    new LogCodeAlarm(this, "ReportsBodyUnplaced", {
      stage,
      logs: [background["reports-opening"].logs],
      code: "reports-body-unplaced",
      metric: "reports-body-unplaced",
      impact: "A body with a portal owes no report: the register leads from it to nobody who would receive one.",
      owner: "province-office",
    });
  }
}
