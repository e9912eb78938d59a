/** The functions that nobody calls over HTTP: what each is given. When they run and what is lost meanwhile stands in functions/jobs.ts. */
import type { Construct } from "constructs";
import type * as z from "zod";
import type { environment as catchUpEnvironment } from "../../functions/catch-up/env.ts";
import type { environment as deadlineSweepEnvironment } from "../../functions/deadline-sweep/env.ts";
import type { environment as documentWorkerEnvironment } from "../../functions/document-worker/env.ts";
import type { environment as figuresEnvironment } from "../../functions/figures/env.ts";
import type { environment as integrityEnvironment } from "../../functions/integrity/env.ts";
import { consumers, jobs, widgets, workers } from "../../functions/jobs.ts";
import type { environment as mailFeedbackEnvironment } from "../../functions/mail-feedback/env.ts";
import type { environment as mailSenderEnvironment } from "../../functions/mail-sender/env.ts";
import type { environment as noticeDispatchEnvironment } from "../../functions/notice-dispatch/env.ts";
import type { environment as noticesEnvironment } from "../../functions/notices/env.ts";
import type { environment as reportsOpeningEnvironment } from "../../functions/reports-opening/env.ts";
import type { environment as scoringRoundsEnvironment } from "../../functions/scoring-rounds/env.ts";
import type { environment as talliesEnvironment } from "../../functions/tallies/env.ts";
import type { environment as watcherEnvironment } from "../../functions/watcher/env.ts";
import type { environment as widgetsEnvironment } from "../../functions/widgets/env.ts";
import type { Stage } from "../stage.ts";
import { metricNamespaceOf } from "./alarms.ts";
import { DondocFunction } from "./function.ts";
import type { Mail } from "./mail.ts";
import type { FailureQueue, WorkQueue } from "./queues.ts";
import type { Stateful } from "./stateful.ts";

export interface JobFunctionProps {
  readonly stage: Stage;
  readonly data: Stateful;
  /** Where the bundled entry of a function lies. */
  readonly assetPath: (name: string) => string;
}

export interface PostedJobFunctionProps extends JobFunctionProps {
  readonly queues: Readonly<Record<"mail" | "mail-feedback", WorkQueue>>;
}

export interface MailJobFunctionProps extends JobFunctionProps {
  readonly mail: Mail;
  /** What the links in mails begin with. */
  readonly publicUrl: string;
}

export function deadlineSweepFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof deadlineSweepEnvironment>>(scope, "DeadlineSweep", {
    stage,
    assetPath: assetPath("deadline-sweep"),
    ...jobs["deadline-sweep"],
    variables: {
      QUESTIONS_TABLE: data.questions.tableName,
      REPORTS_TABLE: data.reports.tableName,
      SCORES_TABLE: data.scores.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
    },
  });
}

export function noticeDispatchFunction(scope: Construct, { stage, data, assetPath, queues }: PostedJobFunctionProps) {
  return new DondocFunction<z.input<typeof noticeDispatchEnvironment>>(scope, "NoticeDispatch", {
    stage,
    assetPath: assetPath("notice-dispatch"),
    ...jobs["notice-dispatch"],
    variables: {
      NOTICES_TABLE: data.notices.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      MAIL_QUEUE_URL: queues.mail.queue.queueUrl,
      FEEDBACK_QUEUE_URL: queues["mail-feedback"].queue.queueUrl,
    },
  });
}

export function catchUpFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof catchUpEnvironment>>(scope, "CatchUp", {
    stage,
    assetPath: assetPath("catch-up"),
    ...jobs["catch-up"],
    variables: {
      EVENTS_TABLE: data.events.tableName,
      TALLIES_TABLE: data.tallies.tableName,
      ...noticesVariables(stage, data),
    },
  });
}

export function figuresFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof figuresEnvironment>>(scope, "Figures", {
    stage,
    assetPath: assetPath("figures"),
    ...jobs.figures,
    variables: {
      QUESTIONS_TABLE: data.questions.tableName,
      REPORTS_TABLE: data.reports.tableName,
      TALLIES_TABLE: data.tallies.tableName,
      SCORES_TABLE: data.scores.tableName,
      NOTICES_TABLE: data.notices.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      METRICS_NAMESPACE: metricNamespaceOf(stage),
    },
  });
}

export function watcherFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof watcherEnvironment>>(scope, "Watcher", {
    stage,
    assetPath: assetPath("watcher"),
    ...jobs.watcher,
    variables: {
      REPORTS_TABLE: data.reports.tableName,
      SCORES_TABLE: data.scores.tableName,
      QUESTIONS_TABLE: data.questions.tableName,
      NOTICES_TABLE: data.notices.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      METRICS_NAMESPACE: metricNamespaceOf(stage),
    },
  });
}

export function reportsOpeningFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof reportsOpeningEnvironment>>(scope, "ReportsOpening", {
    stage,
    assetPath: assetPath("reports-opening"),
    ...jobs["reports-opening"],
    variables: {
      REPORTS_TABLE: data.reports.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      REPORTS_FROM: stage.reportsFrom,
    },
  });
}

export function scoringRoundsFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof scoringRoundsEnvironment>>(scope, "ScoringRounds", {
    stage,
    assetPath: assetPath("scoring-rounds"),
    ...jobs["scoring-rounds"],
    variables: {
      SCORES_TABLE: data.scores.tableName,
      REGISTER_TABLE: data.register.tableName,
      TALLIES_TABLE: data.tallies.tableName,
      REPORTS_TABLE: data.reports.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      DOCUMENTS_BUCKET: data.documents.bucketName,
      SCORES_FROM: stage.reportsFrom,
    },
  });
}

export function integrityFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof integrityEnvironment>>(scope, "Integrity", {
    stage,
    assetPath: assetPath("integrity"),
    ...jobs.integrity,
    variables: {
      SCORES_TABLE: data.scores.tableName,
      EVENTS_TABLE: data.events.tableName,
      QUESTIONS_TABLE: data.questions.tableName,
      REPORTS_TABLE: data.reports.tableName,
      INTEGRITY_FROM: stage.reportsFrom,
    },
  });
}

export function noticesFunction(scope: Construct, { stage, data, assetPath, queues }: PostedJobFunctionProps) {
  return new DondocFunction<z.input<typeof noticesEnvironment>>(scope, "Notices", {
    stage,
    assetPath: assetPath("notices"),
    ...consumers.notices,
    variables: { ...noticesVariables(stage, data), MAIL_QUEUE_URL: queues.mail.queue.queueUrl },
  });
}

export function talliesFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof talliesEnvironment>>(scope, "Tallies", {
    stage,
    assetPath: assetPath("tallies"),
    ...consumers.tallies,
    variables: {
      EVENTS_TABLE: data.events.tableName,
      TALLIES_TABLE: data.tallies.tableName,
      MARKS_TABLE: data.marks.tableName,
    },
  });
}

export function mailSenderFunction(
  scope: Construct,
  { stage, data, assetPath, mail, publicUrl }: MailJobFunctionProps,
) {
  return new DondocFunction<z.input<typeof mailSenderEnvironment>>(scope, "MailSender", {
    stage,
    assetPath: assetPath("mail-sender"),
    ...workers["mail-sender"],
    variables: {
      NOTICES_TABLE: data.notices.tableName,
      QUESTIONS_TABLE: data.questions.tableName,
      REPORTS_TABLE: data.reports.tableName,
      SCORES_TABLE: data.scores.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      MAIL_SENDER: `${stage.mail.senderName} <${stage.mail.sender}>`,
      MAIL_CONFIGURATION_SET: mail.configurationSet.configurationSetName,
      PUBLIC_URL: publicUrl,
      PROVINCE_OFFICE: stage.provinceOffice,
      PROVINCE_NAME: stage.provinceName,
      SUPPORT_CONTACT: stage.mail.supportContact,
      MAIL_PER_SECOND: String(stage.mail.perSecond),
    },
  });
}

export function mailFeedbackFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof mailFeedbackEnvironment>>(scope, "MailFeedback", {
    stage,
    assetPath: assetPath("mail-feedback"),
    ...workers["mail-feedback"],
    variables: { NOTICES_TABLE: data.notices.tableName },
  });
}

export interface DocumentWorkerProps extends JobFunctionProps {
  /** Where ids of jobs are put that have failed for good. */
  readonly failures: FailureQueue;
}

export function documentWorkerFunction(scope: Construct, { stage, data, assetPath, failures }: DocumentWorkerProps) {
  return new DondocFunction<z.input<typeof documentWorkerEnvironment>>(scope, "DocumentWorker", {
    stage,
    assetPath: assetPath("document-worker"),
    ...workers["document-worker"],
    variables: {
      REPORTS_TABLE: data.reports.tableName,
      SCORES_TABLE: data.scores.tableName,
      REGISTER_TABLE: data.register.tableName,
      DOCUMENTS_BUCKET: data.documents.bucketName,
      PROVINCE_NAME: stage.provinceName,
      FAILURES_QUEUE_URL: failures.queue.queueUrl,
    },
  });
}

export function widgetsFunction(scope: Construct, { stage, data, assetPath }: JobFunctionProps) {
  return new DondocFunction<z.input<typeof widgetsEnvironment>>(scope, "Widgets", {
    stage,
    assetPath: assetPath("widgets"),
    ...widgets.widgets,
    variables: { TALLIES_TABLE: data.tallies.tableName },
  });
}

/** What the consumer of notices is given, wherever it runs. */
function noticesVariables(stage: Stage, data: Stateful) {
  return {
    NOTICES_TABLE: data.notices.tableName,
    MARKS_TABLE: data.marks.tableName,
    QUESTIONS_TABLE: data.questions.tableName,
    REPORTS_TABLE: data.reports.tableName,
    SCORES_TABLE: data.scores.tableName,
    REGISTER_TABLE: data.register.tableName,
    CALENDARS_TABLE: data.calendars.tableName,
    PROVINCE_OFFICE: stage.provinceOffice,
    PROVINCE_UNIT: stage.provinceUnit,
  };
}
