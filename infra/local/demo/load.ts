/** Puts the demo province into the tables of one machine, through the same load as a real province. */
import { commitTogether } from "../../../shared/register/commit-together.ts";
import { loadRegister } from "../../../shared/register/load.ts";
import { type RegisterStore, registerStore } from "../../../shared/register/register-store.ts";
import type { Verdict } from "../../../shared/register/rows.ts";
import { loadDeps } from "../../load/deps.ts";
import { loadCalendars } from "./calendars.ts";
import { type DemoDeps, demoLoading, tablesOf, variable } from "./deps.ts";
import { derivedKey, keyIssued } from "./keys.ts";
import { provinceRows } from "./province.ts";
import { loadReports } from "./reports/load.ts";
import { loadScores } from "./scoring/load.ts";

/** Thrown when a row of the demo is refused; it names each with its errors. */
export class DemoRefused extends Error {
  override readonly name = "DemoRefused";
  readonly verdicts: readonly Verdict[];

  constructor(verdicts: readonly Verdict[]) {
    super(`The demo province was refused: ${verdicts.map(sentence).join("; ")}`);
    this.verdicts = verdicts;
  }
}

function sentence({ row, id, errors = [] }: Verdict): string {
  return `row ${row} (${id}): ${errors.map(({ path, code }) => `${path} ${code}`.trim()).join(", ")}`;
}

/**
 * Loads calendars, units, portals, officers, one key for each portal, and the reports and scores up to where the demonstration begins.
 * What is there already stays: a load that was interrupted is finished by the next. A demo record that was changed since is put back.
 */
export async function loadDemo(deps: DemoDeps, begins = deps.clock.now()): Promise<void> {
  await loadCalendars(deps);
  const { store, transactions } = loadDeps(deps.client, tablesOf(deps), deps.clock);
  const loading = demoLoading(deps);
  const rows = provinceRows(variable(deps, "OIDC_ISSUER"));
  const verdicts = await loadRegister({ ...rows }, { store, transactions }, loading);
  const refused = [...verdicts.unit, ...verdicts.portal, ...verdicts.officer].filter(
    ({ verdict }) => verdict === "refused",
  );
  if (refused.length > 0) throw new DemoRefused(refused);
  const keys = rows.portal.map(({ id }) => keyIssued(id, deps.seed, store, loading));
  // A portal that has keys already refuses another first one, and is left as it is.
  await commitTogether(transactions, keys, loading.now);
  await loadReports(deps, rows.officer, begins);
  await loadScores(deps, rows.officer, begins);
}

/** The subject by which an officer of the register signs in; unknown: undefined. */
export async function officerSubject(deps: DemoDeps, officerId: string): Promise<string | undefined> {
  return (await storeOf(deps).get("officer", officerId))?.value.subject;
}

/** The key that the demo issued to a portal, valid until it is revoked; a portal without one: undefined. */
export async function demoKey(deps: DemoDeps, portalId: string): Promise<string | undefined> {
  const { key, record } = derivedKey(portalId, deps.seed, deps.clock.now());
  const found = await storeOf(deps).portalWithKeys(portalId);
  return found?.keys.some(({ keyId, hash }) => keyId === record.keyId && hash === record.hash) ? key : undefined;
}

function storeOf(deps: DemoDeps): RegisterStore {
  return registerStore(deps.client, variable(deps, "REGISTER_TABLE"));
}
