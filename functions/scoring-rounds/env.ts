/** The variables of this function. */
import * as z from "zod";
import { day } from "../../shared/platform/schemas.ts";

export const environment = z.object({
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  TALLIES_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  /** Where snapshots are frozen. */
  DOCUMENTS_BUCKET: z.string().min(3),
  /** Periods that begin before this day are not opened here. */
  SCORES_FROM: day,
});
