/** The one stack as it is deployed, its tables in an engine in memory, filled with the small province of the tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { loadDeps } from "../../infra/load/deps.ts";
import { type DeclaredStack, declaredStack } from "../../infra/local/declared-stack.ts";
import { loadCalendars } from "../../infra/local/demo/calendars.ts";
import type { DeclaredFunction } from "../../infra/local/functions/declared-function.ts";
import { synthesize } from "../../infra/local/synthesized.ts";
import { prepareTables } from "../../infra/local/tables.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { newKey } from "../../shared/portals/portal-key.ts";
import { loadRegister } from "../../shared/register/load.ts";
import { officers, portals, units } from "../support/province.ts";
import { startMemoryEngine } from "./engine.ts";

export const portalId = "cong-so-tu-phap";

export interface LocalStack {
  readonly endpoint: string;
  /** The questions' function: where its bundle lies, and its variables. */
  readonly questions: DeclaredFunction;
  /** The environment in which that function would run. */
  readonly environment: Readonly<Record<string, string>>;
  /** A key of the portal of `so-tu-phap`. */
  readonly portalKey: string;
  stop(): void;
}

/** Bundles, synthesizes, starts and fills; this process takes on the environment of the function, so that it makes the same client. */
export async function startLocalStack(clock: Clock): Promise<LocalStack> {
  const folder = mkdtempSync(join(tmpdir(), "dondoc-bench-"));
  const engine = await startMemoryEngine();
  const stop = () => {
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const nowhere = "http://127.0.0.1:9";
    const stack = declaredStack(await synthesize(folder), nowhere, nowhere);
    const questions = functionOf(stack, "questions");
    const environment = {
      ...questions.lambdaVariables,
      ...questions.variables,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    };
    Object.assign(process.env, environment);
    const client = dynamoClient();
    await prepareTables(client, stack.tables);
    const portalKey = await fill(client, questions.variables, clock);
    return { endpoint: engine.endpoint, questions, environment, portalKey, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function functionOf({ functions }: DeclaredStack, area: string): DeclaredFunction {
  const found = functions.find(({ name }) => name.endsWith(`-${area}`));
  if (!found) throw new Error(`The stack has no function of the area ${area}.`);
  return found;
}

async function fill(
  client: DynamoDBDocumentClient,
  variables: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<string> {
  const name = (variable: string) => variables[variable] ?? "";
  const tables = {
    register: name("REGISTER_TABLE"),
    events: name("EVENTS_TABLE"),
    answers: name("ANSWERS_TABLE"),
    calendars: name("CALENDARS_TABLE"),
  };
  await loadCalendars({ client, variables, seed: new Uint8Array(), clock });
  const { store, transactions } = loadDeps(client, tables, clock);
  const now = clock.now();
  const rows = { unit: units, portal: portals, officer: officers(name("OIDC_ISSUER")) };
  const loading = { by: { kind: "system", id: "bench" } as const, now, isDryRun: false };
  const verdicts = Object.values(await loadRegister(rows, { store, transactions }, loading)).flat();
  const refused = verdicts.find(({ verdict }) => verdict === "refused");
  if (refused) throw new Error(`The province was refused: ${JSON.stringify(refused)}`);
  const { key, record } = newKey(portalId, now, systemChance);
  await transactions.commit({ writes: store.saveKeys(portalId, [record], 0), events: [] }, undefined, now);
  return key;
}
