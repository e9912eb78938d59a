/** Puts this function together from its variables; tests hand in their own clock, chance and clients. */
import type { S3Client } from "@aws-sdk/client-s3";
import type * as z from "zod";
import { attachmentStore } from "../../shared/documents/attachment-store.ts";
import { jobStore } from "../../shared/documents/job-store.ts";
import { objectStore } from "../../shared/documents/object-store.ts";
import type { AreaPlatform } from "../../shared/platform/http/area.ts";
import { officerArea } from "../../shared/platform/http/officer-area.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { idQueue, type QueueClient } from "../../shared/platform/queue.ts";
import { orderStore } from "../../shared/reports/order-store.ts";
import { reportStore } from "../../shared/reports/report-store.ts";
import { scoringStore } from "../../shared/scoring/scoring-store.ts";
import type { DocumentDeps } from "./deps.ts";
import type { environment } from "./env.ts";

export function wire(
  variables: z.output<typeof environment>,
  outside: Outside,
  objects: S3Client,
  queues: QueueClient,
): { deps: DocumentDeps; platform: AreaPlatform } {
  const { client, clock, chance, log } = outside;
  const { transactions, platform } = officerArea(variables, outside);
  return {
    deps: {
      reports: reportStore(client, variables.REPORTS_TABLE),
      scores: scoringStore(client, variables.SCORES_TABLE),
      orders: orderStore(client, variables.REPORTS_TABLE),
      attachments: attachmentStore(client, variables.REPORTS_TABLE),
      jobs: jobStore(client, variables.REPORTS_TABLE),
      objects: objectStore(objects, variables.DOCUMENTS_BUCKET, clock),
      queue: idQueue(queues, variables.DOCUMENTS_QUEUE_URL),
      transactions,
      provinceUnit: variables.PROVINCE_UNIT,
      chance,
      log,
    },
    platform,
  };
}
