/** The functions of the API's areas: what each is given, and what is lost while it fails. */
import type { Construct } from "constructs";
import type * as z from "zod";
import type { environment as calendarEnvironment } from "../../functions/calendar/env.ts";
import type { environment as questionsEnvironment } from "../../functions/questions/env.ts";
import type { environment as registerEnvironment } from "../../functions/register/env.ts";
import type { Stage } from "../stage.ts";
import { DondocFunction } from "./function.ts";
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
