/** What the actions of this area touch. */
import type { AttachmentStore } from "../../shared/documents/attachment-store.ts";
import type { JobStore } from "../../shared/documents/job-store.ts";
import type { ObjectStore } from "../../shared/documents/object-store.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Log } from "../../shared/platform/log.ts";
import type { IdQueue } from "../../shared/platform/queue.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import type { OrderStore } from "../../shared/reports/order-store.ts";
import type { ReportStore } from "../../shared/reports/report-store.ts";
import type { ScoringStore } from "../../shared/scoring/scoring-store.ts";

export interface DocumentDeps {
  readonly reports: Pick<ReportStore, "obligation" | "period" | "report" | "draft">;
  readonly scores: Pick<ScoringStore, "period">;
  readonly orders: Pick<OrderStore, "get">;
  readonly attachments: AttachmentStore;
  readonly jobs: JobStore;
  readonly objects: ObjectStore;
  /** Where the worker takes jobs from, by their ids. */
  readonly queue: Pick<IdQueue, "put">;
  readonly transactions: Transactions;
  /** The unit at the root of the tree: it receives the reports of the first tier. */
  readonly provinceUnit: string;
  readonly chance: Chance;
  readonly log: Log;
}
