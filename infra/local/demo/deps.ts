/** What the demonstration data is made with. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Clock } from "../../../shared/platform/clock.ts";
import type { Loading } from "../../../shared/register/load.ts";
import type { LoadTables } from "../../load/deps.ts";
import type { Shelf } from "../objects/shelf.ts";

export interface DemoDeps {
  readonly client: DynamoDBDocumentClient;
  /** The variables of all functions together, as the template gives them: `REGISTER_TABLE`, `OIDC_ISSUER`, … */
  readonly variables: Readonly<Record<string, string>>;
  /** The data directory's own; kept, so that everything that is drawn from it stays the same. */
  readonly seed: Uint8Array;
  /** What the buckets hold. */
  readonly shelf: Pick<Shelf, "keep">;
  readonly clock: Clock;
}

/** A variable that the stack gives to some function. */
export function variable({ variables }: Pick<DemoDeps, "variables">, name: string): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`No function of the template has the variable ${name}.`);
  return value;
}

/** The tables that are loaded. */
export function tablesOf(deps: Pick<DemoDeps, "variables">): LoadTables {
  return {
    register: variable(deps, "REGISTER_TABLE"),
    events: variable(deps, "EVENTS_TABLE"),
    answers: variable(deps, "ANSWERS_TABLE"),
    calendars: variable(deps, "CALENDARS_TABLE"),
  };
}

/** In the history of what is loaded, the demonstration itself stands as the one who did it. */
export function demoLoading({ clock }: Pick<DemoDeps, "clock">): Loading {
  return { by: { kind: "system", id: "demo" }, now: clock.now(), isDryRun: false };
}
