/** The functions of the API's areas: what each is given, and what is lost while it fails. */
import type { Construct } from "constructs";
import type * as z from "zod";
import type { environment as calendarEnvironment } from "../../functions/calendar/env.ts";
import type { environment as documentsEnvironment } from "../../functions/documents/env.ts";
import type { environment as questionsEnvironment } from "../../functions/questions/env.ts";
import type { environment as registerEnvironment } from "../../functions/register/env.ts";
import type { environment as reportsEnvironment } from "../../functions/reports/env.ts";
import type { environment as scoringEnvironment } from "../../functions/scoring/env.ts";
import type { Stage } from "../stage.ts";
import { DondocFunction } from "./function.ts";
import type { WorkQueue } from "./queues.ts";
import type { Stateful } from "./stateful.ts";

export interface AreaFunctionProps {
  readonly stage: Stage;
  readonly data: Stateful;
  /** Where the bundled entry of a function lies. */
  readonly assetPath: (name: string) => string;
}

export function questionsFunction(scope: Construct, { stage, data, assetPath }: AreaFunctionProps) {
  return new DondocFunction<z.input<typeof questionsEnvironment>>(scope, "Questions", {
    stage,
    assetPath: assetPath("questions"),
    errorImpact: "Citizens' questions are not received, and officers cannot open their cases.",
    variables: {
      QUESTIONS_TABLE: data.questions.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      NOTICES_TABLE: data.notices.tableName,
      ANSWERS_TABLE: data.answers.tableName,
      PROVINCE_UNIT: stage.provinceUnit,
      ...oidc(stage, data),
    },
  });
}

export function calendarFunction(scope: Construct, { stage, data, assetPath }: AreaFunctionProps) {
  return new DondocFunction<z.input<typeof calendarEnvironment>>(scope, "Calendar", {
    stage,
    assetPath: assetPath("calendar"),
    errorImpact: "Nobody can check how a due date was counted.",
    variables: { CALENDARS_TABLE: data.calendars.tableName },
  });
}

export function registerFunction(scope: Construct, { stage, data, assetPath }: AreaFunctionProps) {
  return new DondocFunction<z.input<typeof registerEnvironment>>(scope, "Register", {
    stage,
    assetPath: assetPath("register"),
    timeoutSeconds: 28,
    errorImpact: "Units, portals, keys and officers cannot be read or changed.",
    variables: {
      REGISTER_TABLE: data.register.tableName,
      EVENTS_TABLE: data.events.tableName,
      ANSWERS_TABLE: data.answers.tableName,
      ...oidc(stage, data),
    },
  });
}

export function reportsFunction(scope: Construct, { stage, data, assetPath }: AreaFunctionProps) {
  return new DondocFunction<z.input<typeof reportsEnvironment>>(scope, "Reports", {
    stage,
    assetPath: assetPath("reports"),
    // Gathering and totals read a report of every body.
    timeoutSeconds: 28,
    memoryMegabytes: 1024,
    errorImpact: "Reports cannot be drafted, handed in or gathered, and nobody sees what is owed.",
    variables: {
      REPORTS_TABLE: data.reports.tableName,
      TALLIES_TABLE: data.tallies.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      ANSWERS_TABLE: data.answers.tableName,
      PROVINCE_UNIT: stage.provinceUnit,
      ...oidc(stage, data),
    },
  });
}

export function scoringFunction(scope: Construct, { stage, data, assetPath }: AreaFunctionProps) {
  return new DondocFunction<z.input<typeof scoringEnvironment>>(scope, "Scoring", {
    stage,
    assetPath: assetPath("scoring"),
    // A trial run reads a whole snapshot and scores it anew.
    timeoutSeconds: 28,
    memoryMegabytes: 1769,
    errorImpact: "Bodies cannot score themselves, nobody can review, and results cannot be read.",
    variables: {
      SCORES_TABLE: data.scores.tableName,
      REGISTER_TABLE: data.register.tableName,
      CALENDARS_TABLE: data.calendars.tableName,
      EVENTS_TABLE: data.events.tableName,
      ANSWERS_TABLE: data.answers.tableName,
      DOCUMENTS_BUCKET: data.documents.bucketName,
      PROVINCE_UNIT: stage.provinceUnit,
      ...oidc(stage, data),
    },
  });
}

export interface DocumentsFunctionProps extends AreaFunctionProps {
  /** Where the worker takes jobs from. */
  readonly queue: WorkQueue;
}

export function documentsFunction(scope: Construct, { stage, data, assetPath, queue }: DocumentsFunctionProps) {
  return new DondocFunction<z.input<typeof documentsEnvironment>>(scope, "Documents", {
    stage,
    assetPath: assetPath("documents"),
    timeoutSeconds: 28,
    errorImpact: "Files of reports are neither taken nor handed out, and no list or document can be asked for.",
    variables: {
      REPORTS_TABLE: data.reports.tableName,
      SCORES_TABLE: data.scores.tableName,
      REGISTER_TABLE: data.register.tableName,
      EVENTS_TABLE: data.events.tableName,
      ANSWERS_TABLE: data.answers.tableName,
      DOCUMENTS_BUCKET: data.documents.bucketName,
      DOCUMENTS_QUEUE_URL: queue.queue.queueUrl,
      PROVINCE_UNIT: stage.provinceUnit,
      ...oidc(stage, data),
    },
  });
}

/** Who signs the officers' tokens: the stack's own pool, or the issuer of the stage's settings. */
function oidc({ oidc: setting }: Stage, { users, officersClient }: Stateful) {
  if (setting.kind === "issuer") {
    return { OIDC_ISSUER: setting.issuer, OIDC_JWKS_URL: setting.jwksUrl, OIDC_CLIENTS: setting.clients.join(",") };
  }
  return {
    OIDC_ISSUER: users.userPoolProviderUrl,
    OIDC_JWKS_URL: `${users.userPoolProviderUrl}/.well-known/jwks.json`,
    OIDC_CLIENTS: officersClient.userPoolClientId,
  };
}
