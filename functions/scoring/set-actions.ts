/** What is done with criteria sets. */
import { actorOf } from "../../shared/access/acting.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions, OfficerCaller, Reply, RequestOf } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { readSet } from "../../shared/scoring/criteria/set-loading.ts";
import { type Doing, loadedSet, publishedSet, setEvent } from "../../shared/scoring/criteria/set-moves.ts";
import { type SetRecord, setListed } from "../../shared/scoring/criteria/set-record.ts";
import { criteriaOfCsv } from "../../shared/scoring/criteria/set-rows.ts";
import { seesProvince } from "../../shared/scoring/evaluations/visibility.ts";
import { decidedPeriods } from "./decided-periods.ts";
import type { ScoringDeps } from "./deps.ts";
import type { LoadedAnswer, setRoutes } from "./set-routes.ts";
import { tryCriteriaSet } from "./trial-action.ts";

export const setActions: Actions<typeof setRoutes, ScoringDeps> = {
  listCriteriaSets: async ({ caller, now }, deps) => {
    const seesDrafts = mayReadDrafts(caller, now, deps);
    const sets = (await deps.scores.criteriaSets()).filter(({ state }) => seesDrafts || state === "published");
    return { body: { items: sets.toSorted(newestFirst).map((record) => setListed(record, seesDrafts)) } };
  },

  showCriteriaSet: async ({ params, caller, now }, deps) => {
    const seesDrafts = mayReadDrafts(caller, now, deps);
    const record = await found(params.set, deps);
    if (record.state === "draft" && !seesDrafts) throw new Refusal("not-found");
    const { criteria: _, ...listed } = setListed(record, seesDrafts);
    return { body: { ...listed, set: record.set }, version: record.version };
  },

  addCriteriaSet: async (request, deps) => {
    if (await deps.scores.criteriaSet(request.body.header.id)) throw new Refusal("already-exists");
    return load(request, undefined, deps);
  },

  changeCriteriaSet: async (request, deps) => {
    const before = await found(request.params.set, deps);
    if (request.body.header.id !== before.id)
      throw new Refusal("invalid-content", [fieldError("header.id", "malformed")]);
    if (before.state === "published") throw new Refusal("set-published");
    if (before.version !== request.ifMatch) throw new Refusal("version-stale");
    return load(request, before, deps);
  },

  tryCriteriaSet,

  publishCriteriaSet: async ({ params, caller, ifMatch, now, repeat }, deps) => {
    const doing = doneBy(caller, now, deps.provinceUnit);
    const before = await found(params.set, deps);
    if (before.version !== ifMatch) throw new Refusal("version-stale");
    const decided = await decidedPeriods(deps.scores, dayAt(now));
    const next = publishedSet(before, decided.length > 0, doing);
    const body = setListed(next, true);
    const change = {
      writes: [deps.scores.saveSet(next, before)],
      events: [],
      history: [setEvent("criteria-set-published", next, doing)],
    };
    await deps.transactions.commit(change, { repeat, status: 200, body, version: next.version }, now);
    return { body, version: next.version };
  },
};

async function found(id: string, { scores }: Pick<ScoringDeps, "scores">): Promise<SetRecord> {
  const record = await scores.criteriaSet(id);
  if (!record) throw new Refusal("not-found");
  return record;
}

function mayReadDrafts(caller: OfficerCaller | undefined, now: Instant, { provinceUnit }: ScoringDeps): boolean {
  return seesProvince({ officer: caller?.officer, today: dayAt(now), provinceUnit });
}

function doneBy(caller: OfficerCaller, now: Instant, unit?: string): Doing {
  return { by: actorOf(caller.officer, caller.admit(unit)), at: new Date(now).toISOString() };
}

function newestFirst(one: SetRecord, other: SetRecord): number {
  const [a, b] = [one, other].map(({ id, set }) => `${set.validFrom} ${id}`);
  return (a ?? "") > (b ?? "") ? -1 : 1;
}

type Loading = Pick<RequestOf<typeof setRoutes.addCriteriaSet>, "body" | "caller" | "now" | "repeat">;

/** Reads a set row by row, and writes it as a draft when every row and the whole are sound. */
async function load(
  { body: { header, criteria, csv, dryRun }, caller, now, repeat }: Loading,
  before: SetRecord | undefined,
  deps: ScoringDeps,
): Promise<Reply<LoadedAnswer>> {
  const doing = doneBy(caller, now);
  const { set, verdicts, problems } = readSet(header, criteria ?? criteriaOfCsv(csv ?? ""));
  const answer = { id: header.id, dryRun, verdicts: [...verdicts], problems: [...problems] };
  if (!set) return { body: { ...answer, written: false } };
  const next = loadedSet(set, before, doing);
  if (dryRun) return { body: { ...answer, written: false, hash: next.hash } };
  const body = { ...answer, written: true, hash: next.hash };
  const change = {
    writes: [deps.scores.saveSet(next, before)],
    events: [],
    history: [setEvent("criteria-set-loaded", next, doing)],
  };
  await deps.transactions.commit(change, { repeat, status: 200, body, version: next.version }, now);
  return { body, version: next.version };
}
