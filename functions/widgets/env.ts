/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  TALLIES_TABLE: z.string().min(3),
});
