/** Runs of functions and the seconds that they take. */
import { assumptions } from "./assumptions.ts";
import type { Facts } from "./facts.ts";
import type { FunctionFact, Waker } from "./function-facts.ts";
import { plain, type Usage } from "./quantity.ts";

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

/** Runs of every function. What is shared among functions of one kind (requests, widgets) is shared evenly: they are alike in size. */
export function runsOf({ functions }: Facts, questions: number): Runs[] {
  const { requestsOfQuestion, eventsOfQuestion, mailsOfQuestion, mailEvents, viewsOfDashboards } = assumptions;
  const alike = (waker: Waker) => functions.filter((one) => one.waker === waker).length;
  const runsBy: Readonly<Record<Waker, (one: FunctionFact) => number>> = {
    request: () => (questions * requestsOfQuestion.value) / alike("request"),
    clock: ({ clockRuns }) => clockRuns,
    stream: () => questions * eventsOfQuestion.value,
    queue: ({ name }) => questions * mailsOfQuestion.value * (name.endsWith("feedback") ? mailEvents.value : 1),
    dashboard: () => viewsOfDashboards.value / alike("dashboard"),
    hand: () => 0,
  };
  return functions.map((of) => ({ of, runs: runsBy[of.waker](of) }));
}

/** What Lambda counts: runs, and memory times time. */
export function functionUsage(facts: Facts, questions: number): Usage[] {
  const runs = runsOf(facts, questions);
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
      quantity: total(({ of, runs: count }) => count * of.gigabytes * seconds[of.waker]),
      how: `each run × its memory × ${wakers.map((waker) => `${seconds[waker]} s by ${waker}`).join(", ")}`,
    },
  ];
}
