/** After the story nothing may lie in a failure queue, be set apart, or stand in a log as a warning or an error. */
import { GetQueueAttributesCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import { consumers } from "../../functions/jobs.ts";
import { functionNames } from "../../infra/synthesize.ts";
import { ProofFailure } from "./failure.ts";
import { complaintsIn, linesOf } from "./functions.ts";
import type { World } from "./world.ts";

export async function insistOnCalm(world: World): Promise<void> {
  const faults = [...(await failedMessages(world)), ...(await stuckEvents(world)), ...(await complaints(world))];
  if (faults.length > 0) throw new ProofFailure("Something failed on the way.", faults.join("\n"));
}

async function failedMessages({ clients, stage }: World): Promise<string[]> {
  const { QueueUrls = [] } = await clients.queues.send(
    new ListQueuesCommand({ QueueNamePrefix: `dondoc-${stage}-failed-` }),
  );
  const counts = await Promise.all(
    QueueUrls.map(async (QueueUrl) => {
      const wanted = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] });
      const { Attributes } = await clients.queues.send(wanted);
      return [QueueUrl, Attributes?.ApproximateNumberOfMessages] as const;
    }),
  );
  return counts.filter(([, count]) => count !== "0").map(([url, count]) => `${count} messages in ${url}`);
}

async function stuckEvents({ stores }: World): Promise<string[]> {
  const all = await Promise.all(Object.keys(consumers).map((name) => stores.marks.allStuck(name)));
  return all
    .flat()
    .map(({ consumer, subject, sequence, reason }) => `${consumer} could not digest ${subject}#${sequence}: ${reason}`);
}

async function complaints(world: World): Promise<string[]> {
  const all = await Promise.all(
    functionNames.map(async (name) => complaintsIn(await linesOf(world, name)).map((line) => `${name}: ${line}`)),
  );
  return all.flat();
}

/** A failure of the story with what the functions have complained of, as far as that can still be asked. */
export async function withComplaints(error: unknown, world: World): Promise<unknown> {
  if (!(error instanceof ProofFailure)) return error;
  const said = await Promise.race([
    complaints(world).catch(() => []),
    new Promise<string[]>((none) => setTimeout(() => none([]), 5_000)),
  ]);
  return new ProofFailure(
    error.message,
    [error.printed, ...said, ...world.emulator.warnings()].filter((text) => text !== "").join("\n"),
  );
}
