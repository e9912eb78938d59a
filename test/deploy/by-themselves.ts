/** What the rules of the clock do, unasked, on the real clock. */
import { jobs } from "../../functions/jobs.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { subjectOf } from "../../shared/questions/subject.ts";
import { linesOf } from "./functions.ts";
import { closedQuarter } from "./province.ts";
import { putBack, questionOfDaysAgo, receiptOf, waitingSince } from "./seeds.ts";
import { waitFor } from "./waiting.ts";
import type { World } from "./world.ts";

/** Rules fire every minute, the emulator looks every ten seconds, and the sender comes after them. */
export const ruleSeconds = 100;

/** Whether what a job leaves behind is there, by the name of the job. */
export type Traces = Readonly<Record<string, () => Promise<boolean>>>;

/** Prepares what the jobs will find, and says where their traces will be. */
export async function prepareJobs(world: World): Promise<Traces> {
  const { stores } = world;
  const late = await questionOfDaysAgo(world, 4);
  const receipt = receiptOf(late.code);
  const first = await waitFor("The mail of a prepared question", 20, async () => {
    const row = await stores.notices.get(receipt);
    return row?.state === "sent" && row;
  });
  await putBack(world, receipt, waitingSince(systemClock.now()));
  return {
    ...Object.fromEntries(Object.keys(jobs).map((name) => [name, () => hasRun(world, name)])),
    "deadline-sweep": async () => {
      const { items } = await stores.events.of(subjectOf(late.code), { limit: 50 });
      return items.some(({ kind }) => kind === "deadline-rung-reached");
    },
    "notice-dispatch": async () => {
      const row = await stores.notices.get(receipt);
      return row?.state === "sent" && row.mailIds.length > first.mailIds.length;
    },
    "catch-up": async () => (await stores.marks.caughtUpTo("tallies")) !== undefined,
    "reports-opening": async () => (await world.stores.reports.period(closedQuarter().id))?.state === "frozen",
    figures: async () => (await linesOf(world, "figures")).some((line) => line.includes("CloudWatchMetrics")),
  };
}

/** A job of which nothing else is known here has left a report of its run. */
async function hasRun(world: World, name: string): Promise<boolean> {
  return (await linesOf(world, name)).some((line) => line.startsWith("REPORT"));
}

/** Waits until every job has been woken by its rule. */
export async function awaitJobs(traces: Traces): Promise<void> {
  await Promise.all(
    Object.entries(traces).map(([name, isSeen]) => waitFor(`What the job ${name} does by itself`, ruleSeconds, isSeen)),
  );
}
