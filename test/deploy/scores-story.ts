/** The chapter about scores: a criteria set, a period opened by its job, a sheet, provisional results, a decision, what anybody reads. */
import { dayAt, millisecondsPerDay } from "../../shared/calendar/province-time.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { evaluationIdOf } from "../../shared/scoring/evaluations/evaluation.ts";
import type { ScorePeriodRecord, ScorePeriodState } from "../../shared/scoring/periods/period-record.ts";
import { snapshotIn } from "../../shared/scoring/snapshots/snapshot.ts";
import { scorePeriodSubject } from "../../shared/scoring/subject.ts";
import { smallSet } from "../support/scoring.ts";
import { insist, ProofFailure } from "./failure.ts";
import { fetched } from "./files.ts";
import { call } from "./functions.ts";
import { partIn, textIn } from "./gateway.ts";
import { closedScoreQuarter, portal, unit } from "./province.ts";
import { made } from "./reports-story.ts";
import type { Take } from "./story.ts";
import type { World } from "./world.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";
const decider = "ubnd-tinh.leader";

/** The sample set, of quarters. */
export function proofSet(id: string) {
  const { criteria, ...header } = smallSet;
  return { header: { ...header, id, validFrom: "2020-01-01", periodKinds: ["quarter"] }, criteria };
}

export async function tellScores(world: World, take: Take): Promise<void> {
  await take("a criteria set is loaded, and published by the leader of the province", () =>
    publishSet(world, "bo-mau"),
  );
  await take("the job opens the closed quarter, an evaluation for each portal", () => openQuarter(world));
  await take("a body scores itself, its leader hands it in, the supervisor reviews it", () => judge(world));
  await take("provisional results are published by the job", () => publish(world));
  await take("after the window the council's decision freezes them, and anybody reads them", () => decide(world));
  await take("the frozen result is fetched and proves its hash; results are made a list", () => fetchAll(world));
}

async function publishSet({ gateway, token }: World, id: string): Promise<void> {
  const bearer = await token("van-phong-ubnd-tinh.administrator");
  await gateway({ method: "POST", path: "/v1/criteria-sets", bearer, body: proofSet(id), repeatKey: `set-${id}` }, 200);
  const path = `/v1/criteria-sets/${id}/publication`;
  await gateway({ method: "POST", path, bearer: await token(decider), ifMatch: 1 }, 200);
}

/** Its rule may have been quicker. */
async function openQuarter(world: World): Promise<void> {
  await call(world, "scoring-rounds", {});
  const { portals } = await periodIn(world, "open");
  insist(portals > 3, `Only ${portals} portals are evaluated.`);
}

async function periodIn({ stores }: World, state: ScorePeriodState): Promise<ScorePeriodRecord> {
  const { id } = closedScoreQuarter();
  const period = await stores.scores.period(id);
  if (period?.state !== state) throw new ProofFailure(`The period ${id} is ${period?.state} instead of ${state}.`);
  return period;
}

/** A call upon the version of an evaluation that is there. */
export async function actOn(
  { gateway, token, stores }: World,
  officer: string,
  request: string,
  body: object,
  period = closedScoreQuarter().id,
): Promise<void> {
  const [method, name] = request.split(" ");
  const head = await stores.scores.evaluation(evaluationIdOf(period, portal));
  if (!head) throw new ProofFailure(`There is no evaluation of ${portal}.`);
  const path = `/v1/scores/${portal}/${period}/${name}`;
  const bearer = await token(officer);
  await gateway({ method: method === "PUT" ? "PUT" : "POST", path, bearer, ifMatch: head.version, body }, 200);
}

/** A criterion that the body alone can speak of. */
export const selfScore = {
  entries: {
    A2: { fact: { is: "known", value: { yes: true } }, evidence: [{ url: `https://${unit}.tinh-mau.vn/lich` }] },
  },
};

async function judge(world: World): Promise<void> {
  await actOn(world, `${unit}.clerk`, "PUT self-score", selfScore);
  await actOn(world, `${unit}.leader`, "POST self-score/submission", { despite: true });
  const fact = { is: "not-measured" };
  const entries = Object.fromEntries(["A1", "A3", "A4", "C1"].map((id) => [id, { fact, reason: "Chưa đủ căn cứ." }]));
  await actOn(world, supervisor, "PUT review", { entries, acceptRest: true, done: true });
}

/** What concerns all portals: asked of the period, upon the version that is there. */
async function ask(world: World, officer: string, what: "publication" | "decision", body: object): Promise<void> {
  const { id } = closedScoreQuarter();
  const { version } = (await world.stores.scores.period(id)) ?? {};
  if (version === undefined) throw new ProofFailure(`There is no period ${id}.`);
  const path = `/v1/score-periods/${id}/${what}`;
  const bearer = await world.token(officer);
  await world.gateway({ method: "POST", path, bearer, ifMatch: version, body }, 202);
  await call(world, "scoring-rounds", {});
}

async function publish(world: World): Promise<void> {
  await ask(world, supervisor, "publication", { despite: true });
  const period = await periodIn(world, "provisional");
  await world.gateway({ path: `/v1/scores/${portal}/${period.id}` }, 404);
  await world.gateway({ path: `/v1/scores/${portal}/${period.id}`, bearer: await world.token(`${unit}.clerk`) }, 200);
  await closeWindow(world, period);
}

/** As if the days for reconsideration were over: nobody could wait for them. */
async function closeWindow({ stores }: World, period: ScorePeriodRecord): Promise<void> {
  const now = systemClock.now();
  const yesterday = dayAt(now - millisecondsPerDay);
  if (!period.published) throw new ProofFailure("The period is not published.");
  const published = { ...period.published, windowEndsOn: yesterday };
  const write = stores.scores.savePeriod({ ...period, published }, period);
  await stores.transactions.commit({ writes: [write], events: [] }, undefined, now);
}

async function decide(world: World): Promise<void> {
  const on = dayAt(systemClock.now());
  await ask(world, decider, "decision", { number: "12/QĐ-HĐBT", on, capacity: "own", despite: true });
  const { id } = await periodIn(world, "final");
  for (const path of [`/v1/scores/${portal}/${id}`, `/v1/scores?period=${id}`, `/v1/scores/${portal}`])
    await world.gateway({ path }, 200);
  const history = await world.stores.events.of(scorePeriodSubject(id), { limit: 50 });
  insist(
    history.items.some(({ kind }) => kind === "frozen"),
    "The history of the period does not say that it was frozen.",
  );
}

async function fetchAll(world: World): Promise<void> {
  const { id } = closedScoreQuarter();
  const shown = await world.gateway({ path: `/v1/score-periods/${id}/snapshot` }, 200);
  insist(
    snapshotIn(await fetched(partIn(shown, "download"))).hash === textIn(shown, "hash"),
    "Another result is fetched.",
  );
  const list = await exportScores(world, "export-scores");
  insist(list.toString("utf8").includes("Sở Tư pháp"), "The list of results does not name the unit.");
}

/** The results as a list, asked for by anybody with a role. */
export async function exportScores(world: World, repeatKey: string): Promise<Buffer> {
  const bearer = await world.token(`${unit}.clerk`);
  const path = `/v1/score-periods/${closedScoreQuarter().id}/export`;
  const asked = await world.gateway({ method: "POST", path, bearer, body: { format: "csv" }, repeatKey }, 202);
  return made(world, bearer, asked);
}
