/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  /** Whose stream is followed. */
  EVENTS_TABLE: z.string().min(3),
  TALLIES_TABLE: z.string().min(3),
  MARKS_TABLE: z.string().min(3),
});
