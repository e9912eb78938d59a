/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  NOTICES_TABLE: z.string().min(3),
  MARKS_TABLE: z.string().min(3),
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  /** Where ids of notices that are due wait for the sender. */
  MAIL_QUEUE_URL: z.url(),
  /** The unit whose supervisors follow the whole province up. */
  PROVINCE_OFFICE: z.string().min(1),
  /** The unit at the root of the tree: its leader decides. */
  PROVINCE_UNIT: z.string().min(1),
});
