/** Puts the criteria set, the score period 2022 with its frozen result, and those that were opened since, into the tables and the bucket of one machine. */
import { dayAt } from "../../../../shared/calendar/province-time.ts";
import { dispositionOf } from "../../../../shared/documents/file-name.ts";
import { observationStore } from "../../../../shared/integrity/observation-store.ts";
import type { Instant } from "../../../../shared/platform/clock.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import { commitTogether } from "../../../../shared/register/commit-together.ts";
import { wholeRegister } from "../../../../shared/register/whole-register.ts";
import { regimes } from "../../../../shared/reports/regimes.ts";
import { reportStore } from "../../../../shared/reports/report-store.ts";
import type { FactSource } from "../../../../shared/scoring/facts/fact-source.ts";
import { questionFactSource, reportFactSource } from "../../../../shared/scoring/facts/fact-store.ts";
import { roundsStore } from "../../../../shared/scoring/periods/rounds-store.ts";
import { scoringStore } from "../../../../shared/scoring/scoring-store.ts";
import {
  packed,
  type StoredSnapshot,
  snapshotKey,
  snapshotLabel,
} from "../../../../shared/scoring/snapshots/snapshot-store.ts";
import { tallyStore } from "../../../../shared/statistics/tally-store.ts";
import { loadDeps } from "../../../load/deps.ts";
import { type DemoDeps, tablesOf, variable } from "../deps.ts";
import type { OfficerRow } from "../officers.ts";
import { demoSet, setPublishedOn } from "./criteria.ts";
import { openedChanges, periodsOpenedBy } from "./opened.ts";
import { changeOf } from "./past.ts";
import { decidedPeriod, frozenChange, latestResultsOf, linesOf } from "./period.ts";
import { decidedOn, frozenAt, periodId, yearScored } from "./year-2022.ts";

/** Loads what there was by the moment at which the demonstration begins; what is there already stays. */
export async function loadScores(deps: DemoDeps, officers: readonly OfficerRow[], begins: Instant): Promise<void> {
  const today = dayAt(begins);
  if (today <= setPublishedOn) return;
  const table = variable(deps, "SCORES_TABLE");
  const { store, calendars, transactions } = loadDeps(deps.client, tablesOf(deps), deps.clock);
  const scores = scoringStore(deps.client, table);
  const { record, change } = demoSet(scores);
  const commit = async (changes: readonly Change[]) => {
    const refusals = await commitTogether(transactions, changes, begins);
    const refused = refusals.find((code) => code !== undefined && code !== "already-exists");
    if (refused) throw new Error(`The demo's scores were refused: ${refused}.`);
  };
  if (!(await scores.criteriaSet(record.id))) await commit([change]);
  // Nothing of the past was followed: there is nothing in it to be looked at again.
  await observationStore(deps.client, table).moveTo(new Date(begins).toISOString().slice(0, 13));
  const [register, calendar] = await Promise.all([wholeRegister(store), calendars.current()]);
  const province = { ...register, calendar, record };
  for (const period of periodsOpenedBy(begins, variable(deps, "SCORES_FROM"), province)) {
    if (await scores.period(period.id)) continue;
    const changes = await openedChanges(period, province, factSources(deps), begins, scores);
    await commit(changes.evaluations);
    await commit([changes.period]);
  }
  if (today <= decidedOn || (await scores.period(periodId))) return;
  const year = { ...province, officers: new Map(officers.map((one) => [one.id, one])) };
  const scored = yearScored(year);
  const decided = decidedPeriod(year, scored);
  const stored = await kept(linesOf(decided, year, scored), deps);
  // Evaluations first, the period's own record last: what a sudden end left is finished by the next load.
  await commit(scored.pasts.map((past) => changeOf(past, scores)));
  await scores.keepLatest(latestResultsOf(decided, year, scored));
  const stores = { scores, rounds: roundsStore(deps.client, table) };
  await commit([frozenChange(decided, stored, year, scored, stores)]);
}

/** Where facts come from, as the job that opens periods has them. */
function factSources(deps: DemoDeps): FactSource[] {
  const from = variable(deps, "SCORES_FROM");
  const tallies = tallyStore(deps.client, variable(deps, "TALLIES_TABLE"));
  const reports = reportStore(deps.client, variable(deps, "REPORTS_TABLE"));
  return [questionFactSource(tallies, from), reportFactSource(reports, regimes, from)];
}

/** Keeps the snapshot in the bucket, as the function that freezes does. */
async function kept(lines: Generator<string, string>, deps: DemoDeps): Promise<StoredSnapshot> {
  const { bytes: body, hash } = await packed(lines);
  const key = snapshotKey(periodId, 1);
  const { type, name } = snapshotLabel(periodId, 1);
  const version = hash.slice(0, 32);
  const label = { version, type, disposition: dispositionOf(name), keptAt: frozenAt };
  deps.shelf.keep({ bucket: variable(deps, "DOCUMENTS_BUCKET"), key }, { ...label, body });
  return { key, hash, objectVersion: version };
}
