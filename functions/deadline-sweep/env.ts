/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
});
