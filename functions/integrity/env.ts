/** The variables of this function. */
import * as z from "zod";
import { day } from "../../shared/platform/schemas.ts";

export const environment = z.object({
  SCORES_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  /** The first day that is looked at. */
  INTEGRITY_FROM: day,
});
