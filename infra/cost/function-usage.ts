/** Runs of functions and the seconds that they take. */
import { assumptions } from "./assumptions.ts";
import type { Facts } from "./facts.ts";
import type { FunctionFact, Waker } from "./function-facts.ts";
import { plain, type Usage } from "./quantity.ts";
import { eventsOf, mailsOf, requestsOf, type Work } from "./work.ts";

/** Runs of one function in a month. */
export interface Runs {
  readonly of: FunctionFact;
  readonly runs: number;
}

const seconds: Readonly<Record<Waker, number>> = {
  request: assumptions.apiSeconds.value,
  clock: assumptions.jobSeconds.value,
  stream: assumptions.streamSeconds.value,
  queue: assumptions.queueSeconds.value,
  dashboard: assumptions.widgetSeconds.value,
  hand: 0,
};

function secondsOf({ name, waker }: FunctionFact): number {
  const isDocument = waker === "queue" && name.startsWith("document");
  return isDocument ? assumptions.documentSeconds.value : seconds[waker];
}

/** Runs of every function. What is shared among functions of one kind (requests, widgets) is shared evenly: they are alike in size. */
export function runsOf({ functions }: Facts, work: Work): Runs[] {
  const { mailEvents, viewsOfDashboards, documentsOfObligation } = assumptions;
  const messages = (name: string) => {
    if (name.startsWith("document")) return work.obligations * documentsOfObligation.value;
    return mailsOf(work) * (name.endsWith("feedback") ? mailEvents.value : 1);
  };
  const alike = (waker: Waker) => functions.filter((one) => one.waker === waker).length;
  const runsBy: Readonly<Record<Waker, (one: FunctionFact) => number>> = {
    request: () => requestsOf(work) / alike("request"),
    clock: ({ clockRuns }) => clockRuns,
    stream: () => eventsOf(work),
    queue: ({ name }) => messages(name),
    dashboard: () => viewsOfDashboards.value / alike("dashboard"),
    hand: () => 0,
  };
  return functions.map((of) => ({ of, runs: runsBy[of.waker](of) }));
}

/** What Lambda counts: runs, and memory times time. */
export function functionUsage(facts: Facts, work: Work): Usage[] {
  const runs = runsOf(facts, work);
  const total = (value: (one: Runs) => number) => runs.reduce((sum, one) => sum + value(one), 0);
  const wakers = [...new Set(runs.filter((one) => one.runs > 0).map(({ of }) => of.waker))];
  const by = (waker: Waker) => runs.filter(({ of }) => of.waker === waker).reduce((sum, one) => sum + one.runs, 0);
  return [
    {
      price: "call",
      quantity: total((one) => one.runs),
      how: wakers.map((waker) => `${plain(by(waker))} by ${waker}`).join(" + "),
    },
    {
      price: "gigabyte-second",
      quantity: total(({ of, runs: count }) => count * of.gigabytes * secondsOf(of)),
      how: `each run × its memory × ${wakers.map((waker) => `${seconds[waker]} s by ${waker}`).join(", ")} (a document ${assumptions.documentSeconds.value} s)`,
    },
  ];
}
