/** The list of the bodies that have not handed in their self-scores, to whoever follows them up: made when it leaves, from what is true then. */
import { dayAt } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import type { ListedEvaluation } from "../scoring/evaluations/evaluation.ts";
import { type ComposeDeps, type Composed, rendered, unitName } from "./composing.ts";
import { counted, longDay } from "./dates-for-people.ts";
import { listOf, type Notice } from "./notice.ts";
import { listedNames, mostNames } from "./report-values.ts";
import { periodNameOf } from "./score-values.ts";
import type { ScoreListVariable } from "./variables.ts";

/** Composes the list; when nobody is late any more, there is nothing to send. */
export async function composedScoreList(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const about = listOf(row.subject);
  if (!about) throw new Error(`${row.id} is no list of scores.`);
  const today = dayAt(now);
  const late: ListedEvaluation[] = [];
  let owing = 0;
  let dueOn = "";
  for await (const one of deps.scores.allOfPeriod(about.of)) {
    owing++;
    dueOn = one.selfScoreDueOn;
    if (one.state === "open" && today > one.selfScoreDueOn) late.push(one);
  }
  if (late.length === 0) return { kind: "needless", reason: "nobody-late" };
  const to = row.recipient.kind === "officer" ? (await deps.people.officer(row.recipient.id))?.email : undefined;
  if (to === undefined) return { kind: "unreachable" };
  const names = await namesOf(late, today, deps);
  const values: Record<ScoreListVariable, string | undefined> = {
    addresseeName: await unitName(about.scope, today, deps),
    periodName: periodNameOf(about.of),
    today: longDay(today),
    dueOn: longDay(dueOn),
    owingCount: counted(owing),
    lateCount: counted(late.length),
    lateList: names.map((name) => `- ${name}`).join("\n"),
    registerUrl: `${deps.publicUrl}/v1/scores?period=${about.of}`,
  };
  return { kind: "mail", to, template: row.template, text: rendered(row, row.template, values, "", now, deps) };
}

/** The bodies, as many as are printed; one that runs several portals is named with the portal. */
async function namesOf(late: readonly ListedEvaluation[], today: string, deps: ComposeDeps): Promise<string[]> {
  const runs = new Map<string, number>();
  for (const { unit } of late) runs.set(unit, (runs.get(unit) ?? 0) + 1);
  const printed = late.slice(0, mostNames).map(async ({ unit, portal }) => {
    const name = await unitName(unit, today, deps);
    const isOnly = runs.get(unit) === 1;
    return isOnly ? name : `${name} (${(await deps.people.portal(portal))?.name ?? portal})`;
  });
  return listedNames(await Promise.all(printed), late.length) ?? [];
}
