/** What every area with officers' routes is put together from: the register, its transactions, and how it knows who calls. */
import { officerCaller } from "../../access/callers.ts";
import { type TokenVariables, tokenSettings, tokenVerifier } from "../../access/officer-token.ts";
import { type RegisterStore, registerStore } from "../../register/register-store.ts";
import type { Outside } from "../outside.ts";
import { type Transactions, transactions } from "../transaction.ts";
import type { AreaPlatform } from "./area.ts";

export interface OfficerAreaVariables extends TokenVariables {
  readonly REGISTER_TABLE: string;
  readonly EVENTS_TABLE: string;
  readonly ANSWERS_TABLE: string;
}

export interface OfficerArea {
  readonly register: RegisterStore;
  readonly transactions: Transactions;
  readonly platform: AreaPlatform;
}

export function officerArea(variables: OfficerAreaVariables, outside: Outside): OfficerArea {
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
  const callers = { officer: officerCaller(register, verify, log) };
  return { register, transactions: writing, platform: { clock, log, callers, firstAnswer: writing.firstAnswer } };
}
