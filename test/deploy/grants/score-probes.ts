/** The functions about scores. */
import { dayAt, millisecondsPerDay, millisecondsPerHour } from "../../../shared/calendar/province-time.ts";
import { systemClock } from "../../../shared/platform/clock.ts";
import { subjectOf } from "../../../shared/questions/subject.ts";
import { obligationSubject } from "../../../shared/reports/subject.ts";
import type { ScorePeriodRecord } from "../../../shared/scoring/periods/period-record.ts";
import { insist, ProofFailure } from "../failure.ts";
import { fetched } from "../files.ts";
import { call, callCalmly } from "../functions.ts";
import { partIn } from "../gateway.ts";
import { closedScoreQuarter, owedBy, portal, unit } from "../province.ts";
import { evaluationOfDaysAgo, unopen, writingQuarter } from "../score-seeds.ts";
import { actOn, proofSet, selfScore } from "../scores-story.ts";
import type { World } from "../world.ts";
import { happenedAt } from "./job-probes.ts";
import { restart } from "./policies.ts";
import { eventsOf, type Scene } from "./scene.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";

/** Results as anybody and as officers read them, a sheet that is written, and a draft of a set, loaded twice and tried. */
export async function scoring({ world, next }: Scene): Promise<void> {
  const { gateway, token } = world;
  const { id } = closedScoreQuarter();
  for (const path of [
    "/v1/criteria-sets",
    "/v1/score-periods",
    `/v1/scores?period=${id}`,
    `/v1/scores/${portal}/${id}`,
    `/v1/score-periods/${id}/distribution`,
  ])
    await gateway({ path }, 200);
  await fetched(partIn(await gateway({ path: `/v1/score-periods/${id}/snapshot` }, 200), "download"));
  await gateway({ path: `/v1/scores/${portal}/${id}/events`, bearer: await token(`${unit}.clerk`) }, 200);
  await gateway({ path: `/v1/score-periods/${id}/integrity`, bearer: await token(supervisor) }, 200);
  await evaluationOfDaysAgo(world, 0, portal);
  await actOn(world, `${unit}.clerk`, "PUT self-score", selfScore, writingQuarter().id);
  await tryDraft(world, `bo-thu-${next()}`);
}

async function tryDraft({ gateway, token }: World, set: string): Promise<void> {
  const bearer = await token(supervisor);
  const body = proofSet(set);
  const load = { method: "POST", path: "/v1/criteria-sets", bearer, body, repeatKey: `load-${set}` } as const;
  await gateway(load, 200);
  const again = await gateway(load, 200);
  insist(again.headers.get("idempotency-replayed") === "true", "The repeat does not say that it is one.");
  const { id: period } = closedScoreQuarter();
  await gateway({ method: "POST", path: `/v1/criteria-sets/${set}/trial`, bearer, body: { period } }, 200);
}

/** The closed quarter opened, published and frozen once more, from an environment that has not seen it. */
export async function scoringRounds({ world }: Scene): Promise<void> {
  const { stores } = world;
  const { id } = closedScoreQuarter();
  decided ??= await decisionOf(world);
  await unopen(world, { id });
  await restart(world, "scoring-rounds");
  await callCalmly(world, "scoring-rounds", {});
  const now = systemClock.now();
  const at = new Date(now).toISOString();
  const windowEndsOn = dayAt(now - millisecondsPerDay);
  const published = { at, by: supervisor, unreviewed: 0, windowEndsOn, despite: true };
  await moved(world, "open", { state: "publishing", published });
  await moved(world, "provisional", { state: "deciding", decision: decided });
  insist((await stores.scores.period(id))?.state === "final", "The results were not frozen.");
}

/** As the story has left it. */
let decided: ScorePeriodRecord["decision"];

async function decisionOf({ stores }: World): Promise<ScorePeriodRecord["decision"]> {
  const { decision } = (await stores.scores.period(closedScoreQuarter().id)) ?? {};
  if (!decision) throw new Error("The story has decided the closed quarter.");
  return decision;
}

/** Moves the period on as a person does, and lets the job do what follows. */
async function moved(world: World, from: ScorePeriodRecord["state"], more: Partial<ScorePeriodRecord>): Promise<void> {
  const { scores, transactions } = world.stores;
  const { id } = closedScoreQuarter();
  const before = await scores.period(id);
  if (before?.state !== from) throw new ProofFailure(`The period ${id} is ${before?.state} instead of ${from}.`);
  const next = { ...before, ...more, version: before.version + 1, sequence: before.sequence + 1 };
  await transactions.commit({ writes: [scores.savePeriod(next, before)], events: [] }, undefined, systemClock.now());
  await call(world, "scoring-rounds", {});
}

/** An hour in which a question was answered and a report was handed in, observed once more. */
export async function integrity({ world, called }: Scene): Promise<void> {
  const { observations } = world.stores;
  const subjects = [subjectOf(called), obligationSubject(owedBy(unit))];
  const events = (await Promise.all(subjects.map((subject) => eventsOf(world, subject)))).flat();
  const moment = systemClock.now() - 3 * millisecondsPerHour;
  await happenedAt(world, events, moment);
  const hour = new Date(moment).toISOString().slice(0, 13);
  await observations.moveTo(hour);
  await callCalmly(world, "integrity", {});
  insist(((await observations.upTo()) ?? "") > hour, "The hour was not looked at.");
  const found = (await observations.ofDays(dayAt(moment), dayAt(moment))).map(({ kind }) => kind);
  insist(found.includes("answer") && found.includes("report"), `Only these were observed: ${found.join(", ")}.`);
}
