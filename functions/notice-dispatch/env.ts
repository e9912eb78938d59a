/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  NOTICES_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  /** Where ids of notices that are due wait for the sender. */
  MAIL_QUEUE_URL: z.url(),
  /** Where the mail service's own events wait; only when it is empty is an unknown mail sent again. */
  FEEDBACK_QUEUE_URL: z.url(),
});
