/** A period of reports as the system keeps it: opened ahead on the first day of its data, frozen at the close. */
import * as z from "zod";
import { reportKinds } from "./kinds.ts";

export const periodRecord = z.object({
  id: z.string(),
  kind: z.enum(reportKinds),
  year: z.number().int(),
  dataFrom: z.string(),
  dataTo: z.string(),
  /** The regime in force on its last day. */
  regime: z.string(),
  state: z.enum(["open", "frozen"]),
  /** By the tree of which day the list was frozen. */
  frozenOn: z.string().optional(),
  /** How many owe, once it is frozen: the denominator for ever. */
  owing: z.number().int().optional(),
  sequence: z.number().int().min(1),
});
export type PeriodRecord = z.output<typeof periodRecord>;
