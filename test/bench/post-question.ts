/** A post through the warm handler, against its transaction alone: same process, same engine, same client, in turns. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { systemClock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import type { Benchmark, Outcome } from "./figure.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { type PostedCalls, postedCalls, underAnotherCode } from "./posted-calls.ts";
import { questionsFunction } from "./questions-function.ts";
import { postRequest } from "./requests.ts";
import { median, quantile } from "./sample.ts";

const warmUpRounds = 500;
const rounds = 2_000;

/** Does one thing in a round and resolves when it is done. */
type Act = (round: number) => () => Promise<unknown>;

export const postQuestion: Benchmark = {
  name: "post-question",
  run: async () => {
    const stack = await startLocalStack(systemClock);
    try {
      const client = dynamoClient();
      const posted = await postedCalls(stack, client, systemClock);
      const call = questionsFunction(stack, client, systemClock);
      const bundled = await bundledHandler(stack);
      const [byHandler = [], alone = [], byBundle = []] = await inTurns([
        (round) => () => call(postRequest(stack.portalKey, `warm-${round}`)),
        (round) => transaction(posted, round, client),
        (round) => () => bundled(postRequest(stack.portalKey, `bundled-${round}`)),
      ]);
      return outcome(byHandler, alone, byBundle);
    } finally {
      stack.stop();
    }
  },
};

/** The same items under another code, made before the time is taken. */
function transaction(posted: PostedCalls, round: number, client: ReturnType<typeof dynamoClient>) {
  const items = underAnotherCode(posted, `D${String(round).padStart(9, "0")}`);
  return () => client.send(new TransactWriteCommand({ TransactItems: items }));
}

/** The handler as it is deployed; it makes a client of its own, with the same settings. */
async function bundledHandler({ questions }: LocalStack): Promise<(event: object) => Promise<unknown>> {
  const { handler } = await import(pathToFileURL(join(questions.folder, "index.mjs")).href);
  return (event) => handler(event, { awsRequestId: "bench" });
}

/** Milliseconds of each act by round; each round begins with another one, so that none always finds another's traces. */
async function inTurns(acts: readonly Act[]): Promise<number[][]> {
  const taken = acts.map((): number[] => []);
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    const prepared = acts.map((act) => act(round));
    for (let turn = 0; turn < acts.length; turn++) {
      const index = (round + turn) % acts.length;
      const startedAt = performance.now();
      await prepared[index]?.();
      if (round >= warmUpRounds) taken[index]?.push(performance.now() - startedAt);
    }
  }
  return taken;
}

function outcome(byHandler: readonly number[], alone: readonly number[], byBundle: readonly number[]): Outcome {
  return {
    method: `${rounds} posts after ${warmUpRounds} to warm up, one after the other, in turn with the same items sent by the same client under another code, and with the bundle as it is deployed. Portal and unit are remembered for a second, as in a burst. The engine is local: milliseconds say nothing of AWS.`,
    figures: [
      {
        name: "warm post, of its transaction alone (median)",
        measured: median(byHandler) / median(alone),
        unit: "",
        target: { atMost: 1.3 },
      },
      {
        name: "the same as bundled for Lambda",
        measured: median(byBundle) / median(alone),
        unit: "",
        target: { atMost: 1.3 },
      },
      { name: "warm post, median (local)", measured: median(byHandler), unit: "ms" },
      { name: "warm post, p99 (local)", measured: quantile(byHandler, 0.99), unit: "ms" },
      { name: "transaction alone, median (local)", measured: median(alone), unit: "ms" },
      { name: "transaction alone, p99 (local)", measured: quantile(alone, 0.99), unit: "ms" },
    ],
    details: [],
  };
}
