import { describe, expect, test } from "vitest";
import {
  type DeliveryDeps,
  type DeliverySettings,
  deliver,
  type Handed,
} from "../../../infra/local/streams/deliver.ts";
import type { Stamped } from "../../../infra/local/streams/stream-tail.ts";

const now = 1_000_000;
const record = (number: number, age = 0): Stamped => ({
  sequence: BigInt(number),
  writtenAt: now - age,
  record: { eventID: String(number), eventName: "INSERT", dynamodb: { SequenceNumber: String(number) } },
});
const records = (...numbers: number[]) => numbers.map((number) => record(number));
const usual: DeliverySettings = { bisects: true, retriesAtMost: 3, ageAtMostMilliseconds: 10_000 };

/** Writes down what a function is handed, what is done, and what is given up. */
function witness(answer: (numbers: number[]) => Handed) {
  const seen = { handed: [] as string[], done: [] as number[], givenUp: [] as string[], pauses: [] as number[] };
  const numbers = (some: readonly Stamped[]) => some.map(({ sequence }) => Number(sequence));
  const deps: DeliveryDeps = {
    invoke: async (some) => {
      seen.handed.push(numbers(some).join(" "));
      return answer(numbers(some));
    },
    now: () => now,
    done: (sequence) => seen.done.push(Number(sequence)),
    giveUp: (some, reason) => seen.givenUp.push(`${numbers(some).join(" ")}: ${reason}`),
    pauseBefore: async (retry) => {
      seen.pauses.push(retry);
    },
    hasStopped: () => false,
  };
  return { seen, deps };
}

test("a batch that is done is done to its last record", async () => {
  const { seen, deps } = witness(() => ({ kind: "done" }));
  await deliver(records(1, 2, 3), usual, deps);
  expect(seen).toEqual({ handed: ["1 2 3"], done: [3], givenUp: [], pauses: [] });
});

test("nothing is handed over for an empty batch", async () => {
  const { seen, deps } = witness(() => ({ kind: "done" }));
  await deliver([], usual, deps);
  expect(seen.handed).toEqual([]);
});

test("after a partial failure it goes on from the record that failed; what came before is never handed over again", async () => {
  let calls = 0;
  const { seen, deps } = witness(() => (calls++ === 0 ? { kind: "failed-from", sequence: 3n } : { kind: "done" }));
  await deliver(records(1, 2, 3, 4), usual, deps);
  expect(seen).toMatchObject({ handed: ["1 2 3 4", "3 4"], done: [2, 4] });
});

test("numbers are compared as numbers: 9 comes before 10", async () => {
  let calls = 0;
  const { seen, deps } = witness(() => (calls++ === 0 ? { kind: "failed-from", sequence: 10n } : { kind: "done" }));
  await deliver(records(9, 10, 11), usual, deps);
  expect(seen).toMatchObject({ handed: ["9 10 11", "10 11"], done: [9, 11] });
});

test("a batch that throws is halved until the poisoned record is alone; it is tried, given up, and all others are done", async () => {
  const { seen, deps } = witness((numbers) => ({ kind: numbers.includes(3) ? "failed" : "done" }));
  await deliver(records(1, 2, 3, 4), usual, deps);
  expect(seen.handed).toEqual(["1 2 3 4", "1 2", "3 4", "3", "3", "3", "3", "4"]);
  expect(seen.givenUp).toEqual(["3: RetryAttemptsExhausted"]);
  expect(seen.done).toEqual([2, 3, 4]);
});

test("a poisoned record that is named is halved down to as well", async () => {
  const { seen, deps } = witness((numbers) =>
    numbers.includes(2) ? { kind: "failed-from", sequence: 2n } : { kind: "done" },
  );
  await deliver(records(1, 2, 3), usual, deps);
  expect(seen.givenUp).toEqual(["2: RetryAttemptsExhausted"]);
  expect(seen.done).toEqual([1, 2, 3]);
});

test("without halving the whole batch is given up after its tries", async () => {
  const { seen, deps } = witness(() => ({ kind: "failed" }));
  await deliver(records(1, 2), { ...usual, bisects: false }, deps);
  expect(seen).toEqual({
    handed: ["1 2", "1 2", "1 2", "1 2"],
    done: [2],
    givenUp: ["1 2: RetryAttemptsExhausted"],
    pauses: [1, 2, 3],
  });
});

describe("records that are too old", () => {
  test("are given up without being handed over", async () => {
    const { seen, deps } = witness(() => ({ kind: "done" }));
    await deliver([record(1, 10_001), record(2, 10_000), record(3)], usual, deps);
    expect(seen).toMatchObject({ handed: ["2 3"], done: [1, 3], givenUp: ["1: MaximumRecordAgeExceeded"] });
  });

  test("may be all there is", async () => {
    const { seen, deps } = witness(() => ({ kind: "done" }));
    await deliver([record(1, 20_000)], usual, deps);
    expect(seen).toMatchObject({ handed: [], done: [1] });
  });
});

test("a runner that stops neither tries again nor calls anything done", async () => {
  const { seen, deps } = witness(() => ({ kind: "failed" }));
  let calls = 0;
  await deliver(records(1), usual, { ...deps, hasStopped: () => calls++ > 0 });
  expect(seen).toMatchObject({ handed: ["1"], done: [], givenUp: [] });
});
