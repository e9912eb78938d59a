/** The tables and the user pool of a stage, as they are reached from an administrator's machine. */
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../shared/platform/clock.ts";
import type { LoadDeps } from "../../shared/register/load.ts";
import { loadDeps } from "../load/deps.ts";
import { type Stage, tableNameOf } from "../stage.ts";
import { AdminFailure } from "./failure.ts";
import { givenLogin, type Logins, poolLogins, userPoolOf } from "./logins.ts";
import type { AdminOptions } from "./options.ts";

/** Of a machine's own engine: it asks for credentials and takes any. */
const anyCredentials = { accessKeyId: "local", secretAccessKey: "local" };

export function registerOf(stage: Stage, options: AdminOptions, clock: Clock): LoadDeps {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(settingsOf(stage, options)), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const named = (table: string) => tableNameOf(stage.name, table);
  const tables = {
    register: named("register"),
    events: named("events"),
    answers: named("answers"),
    calendars: named("calendars"),
  };
  return loadDeps(client, tables, clock);
}

/** The stage's own pool; or a login that exists at the issuer of its settings, or at one that is named. */
export async function loginsOf(stage: Stage, options: AdminOptions): Promise<Logins> {
  const { oidc } = stage;
  const { subject, issuer } = options;
  if (oidc.kind === "issuer") {
    if (subject === undefined)
      throw new AdminFailure(
        `Logins of stage "${stage.name}" are made at ${oidc.issuer}; make one there and name its subject with --subject.`,
      );
    return givenLogin({ issuer: issuer ?? oidc.issuer, subject });
  }
  if (subject !== undefined) {
    if (issuer === undefined)
      throw new AdminFailure(
        `Stage "${stage.name}" has a user pool of its own; leave --subject out, or name the other issuer with --issuer.`,
      );
    return givenLogin({ issuer, subject });
  }
  const client = new CognitoIdentityProviderClient(settingsOf(stage, options));
  try {
    return poolLogins(client, await userPoolOf(client, `dondoc-${stage.name}`, options.userPool));
  } catch (error) {
    if (options.endpoint === undefined || !isNoAnswerOfAPool(error)) throw error;
    throw new AdminFailure(
      `${options.endpoint} has no user pools; name a login that exists with --subject, and its issuer with --issuer.`,
    );
  }
}

/** An engine that serves tables alone does not know the call, or answers it in no language that is understood. */
function isNoAnswerOfAPool(error: unknown): boolean {
  return error instanceof SyntaxError || (error instanceof Error && /^Unknown|^InvalidAction/.test(error.name));
}

function settingsOf({ region }: Stage, { endpoint }: AdminOptions) {
  const isLocal = endpoint !== undefined && process.env.AWS_ACCESS_KEY_ID === undefined;
  return {
    region,
    maxAttempts: 4,
    ...(endpoint !== undefined && { endpoint }),
    ...(isLocal && { credentials: anyCredentials }),
  };
}
