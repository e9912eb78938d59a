/** The variables of this function. */
import * as z from "zod";
import { day } from "../../shared/platform/schemas.ts";

export const environment = z.object({
  REPORTS_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  /** First day of the data of the first period that is followed here. */
  REPORTS_FROM: day,
});
