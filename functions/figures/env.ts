/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  QUESTIONS_TABLE: z.string().min(3),
  TALLIES_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  NOTICES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  /** Where the figures stand among the metrics. */
  METRICS_NAMESPACE: z.string().min(1),
});
