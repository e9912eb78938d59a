/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  NOTICES_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  /** Where the ages stand among the metrics. */
  METRICS_NAMESPACE: z.string().min(1),
});
