/** Puts this function together from its variables; tests hand in their own clock and clients. */
import type { S3Client } from "@aws-sdk/client-s3";
import type * as z from "zod";
import { jobStore } from "../../shared/documents/job-store.ts";
import { objectStore } from "../../shared/documents/object-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { idQueue, type QueueClient } from "../../shared/platform/queue.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { orderStore } from "../../shared/reports/order-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import type { environment } from "./env.ts";
import type { WorkDeps } from "./work.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock, log }: Outside,
  objects: S3Client,
  queues: QueueClient,
): WorkDeps {
  return {
    jobs: jobStore(client, variables.REPORTS_TABLE),
    reports: reportStore(client, variables.REPORTS_TABLE),
    orders: orderStore(client, variables.REPORTS_TABLE),
    scores: scoringStore(client, variables.SCORES_TABLE),
    provinceName: variables.PROVINCE_NAME,
    register: registerStore(client, variables.REGISTER_TABLE),
    objects: objectStore(objects, variables.DOCUMENTS_BUCKET, clock),
    failures: idQueue(queues, variables.FAILURES_QUEUE_URL),
    clock,
    log,
  };
}
