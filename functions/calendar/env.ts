/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({ CALENDARS_TABLE: z.string().min(3) });
