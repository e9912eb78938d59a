/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  NOTICES_TABLE: z.string().min(3),
  QUESTIONS_TABLE: z.string().min(3),
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  /** From whom: `name <address>` or an address of the verified identity. */
  MAIL_SENDER: z.string().min(3),
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** What links begin with, without a slash at the end. */
  PUBLIC_URL: z.url(),
  /** The unit whose supervisors follow the whole province up. */
  PROVINCE_OFFICE: z.string().min(1),
  PROVINCE_NAME: z.string().min(1),
  /** Where people get help, as printed at the foot of every mail. */
  SUPPORT_CONTACT: z.string().min(1),
  /** How many mails SES allows this account in a second. */
  MAIL_PER_SECOND: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().positive()),
});
