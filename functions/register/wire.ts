/** Puts this function together from its variables; tests hand in their own clock, chance and client. */
import type * as z from "zod";
import { officerCaller } from "../../shared/access/callers.ts";
import { tokenSettings, tokenVerifier } from "../../shared/access/officer-token.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import type { RegisterDeps } from "./actions.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
): { deps: RegisterDeps; platform: AreaPlatform } {
  const { client, clock, chance, log } = outside;
  const register = registerStore(client, variables.REGISTER_TABLE);
  const verify = outside.verify ?? tokenVerifier(tokenSettings(variables));
  const writing = transactions({
    client,
    eventsTable: variables.EVENTS_TABLE,
    answersTable: variables.ANSWERS_TABLE,
    clock,
    chance,
    log,
  });
  return {
    deps: { register, transactions: writing, clock, chance },
    platform: {
      clock,
      log,
      callers: { officer: officerCaller(register, verify, log) },
      firstAnswer: writing.firstAnswer,
    },
  };
}
