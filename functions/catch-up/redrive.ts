/** Hands the events that were set apart to their consumer again: by hand, once their cause is mended. */
import { digestOne } from "../../shared/platform/consumer.ts";
import type { CatchUpDeps } from "./catch-up.ts";

export interface Redriven {
  readonly consumer: string;
  readonly redriven: number;
  /** Still set apart. */
  readonly left: number;
}

/** Takes those that succeed out of what is set apart. Twice does no harm: what is done is passed over. */
export async function redrive(name: string, deps: CatchUpDeps, mayGoOn: () => boolean): Promise<Redriven> {
  const { consumers, events, marks, log } = deps;
  const consumer = consumers.find((one) => one.name === name);
  if (!consumer)
    throw new Error(`No consumer is called so; there are: ${consumers.map((one) => one.name).join(", ")}.`);
  const stuck = await marks.allStuck(name);
  let redriven = 0;
  for (const { subject, sequence } of stuck) {
    if (!mayGoOn()) break;
    const event = await events.read({ subject, sequence });
    if (!event || !(await digestOne(consumer, event, deps))) continue;
    await marks.unstuck(name, { subject, sequence });
    redriven++;
  }
  const result = { consumer: name, redriven, left: stuck.length - redriven };
  log.write("job-done", { job: "catch-up", ...result });
  return result;
}
