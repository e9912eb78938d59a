import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isMeasured } from "../../../infra/local/metrics/measured-metrics.ts";
import type { Measured } from "../../../infra/local/metrics/metric.ts";
import { openMetricFile } from "../../../infra/local/metrics/metric-file.ts";
import { metricStore } from "../../../infra/local/metrics/metric-store.ts";
import { platformMetrics } from "../../../infra/local/metrics/platform-metrics.ts";
import { type QueueContents, queueLooks } from "../../../infra/local/metrics/queue-looks.ts";

const now = Date.parse("2024-02-05T01:00:00Z");

function noted() {
  const all: Measured[] = [];
  const metrics = platformMetrics((measured) => all.push(measured), { now: () => now });
  const values = (name: string) =>
    all
      .filter(({ metric }) => metric.name === name)
      .map(({ metric, value }) => [Object.values(metric.dimensions).join(), value]);
  return { all, metrics, values };
}

test("whatever is written is on the list of what is measured, so that nothing on it is an empty promise", () => {
  const { all, metrics } = noted();
  const consumed = [
    { table: "t", kind: "read", units: 1, refused: 1 },
    { table: "t", kind: "write", units: 1, refused: 1 },
    { table: "t", index: "i", kind: "read", units: 1, refused: 0 },
    { table: "t", index: "i", kind: "write", units: 1, refused: 0 },
  ] as const;
  metrics.ran("f", { hasFailed: true, durationMilliseconds: 5, atOnce: 1, consumed });
  metrics.fired("r");
  metrics.streamBatch("f", 5);
  metrics.answered({ id: "a", stageName: "s" }, { status: 500, milliseconds: 5, integrationMilliseconds: 4 });
  metrics.queue("q", { visible: 1, inFlight: 1, oldestSeconds: 1 });
  for (const what of ["Sent", "Received", "Deleted"] as const) metrics.messages("q", what, 1);
  for (const what of ["Send", "Delivery", "Bounce", "Reject"] as const) metrics.mail(what, 1);
  expect(all.filter(({ metric }) => !isMeasured(metric))).toEqual([]);
  expect(isMeasured({ namespace: "AWS/SES", name: "Complaint", dimensions: {} })).toBe(false);
  expect(isMeasured({ namespace: "AWS/SQS", name: "NumberOfMessagesSent", dimensions: {} })).toBe(false);
  expect(isMeasured({ namespace: "Dondoc/local", name: "anything", dimensions: {} })).toBe(true);
});

test("an invocation that succeeds is no error, and counts for its function and for the account", () => {
  const { metrics, values } = noted();
  metrics.ran("f", { hasFailed: false, durationMilliseconds: 5, atOnce: 2, consumed: [] });
  expect([values("Invocations"), values("Errors")]).toEqual([
    [
      ["f", 1],
      ["", 1],
    ],
    [
      ["f", 0],
      ["", 0],
    ],
  ]);
});

test.each([
  [200, 0, 0],
  [404, 1, 0],
  [503, 0, 1],
])("an answer of %i is counted, too, where it is no error: shares can be reckoned", (status, client, server) => {
  const { metrics, values } = noted();
  metrics.answered({ id: "a", stageName: "s" }, { status, milliseconds: 5, integrationMilliseconds: undefined });
  expect([values("4xx")[0], values("5xx")[0], values("IntegrationLatency")]).toEqual([
    ["a", client],
    ["a", server],
    [],
  ]);
});

test("a message is as old as the settable time since it was first seen; where nobody receives, it counts as sent", () => {
  let at = now;
  let held: QueueContents = { ready: ["1"], inFlight: [] };
  const { metrics, values } = noted();
  const looks = queueLooks({
    queueNames: ["failed"],
    isWorkedOn: () => false,
    contents: () => held,
    metrics,
    now: () => at,
  });
  looks.look();
  at += 3_600_000;
  held = { ready: ["2"], inFlight: ["1"] };
  looks.look();
  held = { ready: ["2"], inFlight: [] };
  looks.look();
  expect(values("ApproximateAgeOfOldestMessage").map(([, seconds]) => seconds)).toEqual([0, 3_600, 0]);
  expect(values("ApproximateNumberOfMessagesVisible").map(([, count]) => count)).toEqual([1, 1, 1]);
  expect(values("NumberOfMessagesSent").map(([, count]) => count)).toEqual([1, 1]);
});

test("what was measured outlives the runner; a clock that was set far ahead meanwhile begins anew to be watched", () => {
  const folder = mkdtempSync(join(tmpdir(), "dondoc-metrics-"));
  const file = join(folder, "metrics.db");
  const metric = { namespace: "n", name: "m", dimensions: {} };
  const first = openMetricFile(file);
  const store = metricStore(first.kept());
  expect(first.begunAt(now)).toBe(now);
  store.note({ metric, value: 3, unit: "Seconds", at: now });
  first.keep(store, now + 60_000);
  first.close();

  const second = openMetricFile(file);
  const again = metricStore(second.kept());
  expect([again.within(metric, now, now + 60_000), again.unitOf(metric)]).toEqual([
    store.within(metric, now, now + 60_000),
    "Seconds",
  ]);
  expect(second.begunAt(now + 90_000)).toBe(now);
  expect(second.begunAt(now + 86_400_000)).toBe(now + 86_400_000);
  second.close();
  rmSync(folder, { recursive: true });
});
