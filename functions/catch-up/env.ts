/** The variables of this function: the events, and all that their consumers need. */
import * as z from "zod";

export const environment = z.object({
  EVENTS_TABLE: z.string().min(3),
  MARKS_TABLE: z.string().min(3),
  TALLIES_TABLE: z.string().min(3),
  NOTICES_TABLE: z.string().min(3),
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  /** The unit whose supervisors follow the whole province up. */
  PROVINCE_OFFICE: z.string().min(1),
  /** The unit at the root of the tree: its leader decides. */
  PROVINCE_UNIT: z.string().min(1),
});
