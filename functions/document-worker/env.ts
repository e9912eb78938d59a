/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  DOCUMENTS_BUCKET: z.string().min(3),
  /** As it stands in documents: "tỉnh Lào Cai". */
  PROVINCE_NAME: z.string().min(1),
  /** Where ids of jobs are put that have failed for good. */
  FAILURES_QUEUE_URL: z.url(),
});
