/** An obligation to report (báo cáo phải gửi): its head, with the facts by which it is counted, never points. */
import * as z from "zod";
import { plan } from "../deadlines/plan.ts";
import { unitGroups } from "../units/groups.ts";
import { type PeriodId, reportKinds } from "./kinds.ts";
import { obligationStates } from "./moves.ts";
import { tiers } from "./regime.ts";

/** Reason, by whom, when. Of an extension also until when. */
const granted = { reason: z.string(), by: z.string(), at: z.string() };

export const obligationHead = z.object({
  id: z.string(),
  unit: z.string(),
  group: z.enum(unitGroups),
  /** The name of the period, or of the order, that it is owed for. */
  of: z.string(),
  /** A periodic report's; a directed one has none. */
  period: z
    .object({ kind: z.enum(reportKinds), year: z.number().int(), dataFrom: z.string(), dataTo: z.string() })
    .optional(),
  dueOn: z.string(),
  /** The due day was counted by a calendar that is estimated or missing. */
  provisional: z.boolean(),
  /** To whom: the recipient, or the parent that gathers. */
  to: z.string(),
  tier: z.enum(tiers),
  gathers: z.boolean(),
  regime: z.string(),
  state: z.enum(obligationStates),
  /** By the tree of which day it was decided that it is owed, or has lapsed; absent: it is only expected. */
  frozenOn: z.string().optional(),
  /** Of the content that people change: the ETag. */
  version: z.number().int().min(1),
  /** Of everything that happened: the condition of every write. */
  sequence: z.number().int().min(1),
  /** The newest draft: its number, who wrote it, when. */
  draft: z.object({ number: z.number().int(), by: z.string(), at: z.string() }).optional(),
  /** The newest report that was handed in: its number, who signed it, when, and from which draft. */
  report: z
    .object({ number: z.number().int(), by: z.string(), at: z.string(), draft: z.number().int().optional() })
    .optional(),
  /** Of one that gathers: which gathering its newest draft holds. */
  gathering: z.number().int().optional(),
  /** The obligation whose report meets this one too. */
  metBy: z.string().optional(),
  /** The parent that handed in for a body that could not. */
  onBehalfBy: z.string().optional(),
  /** Fixed by the first hand-in, for ever: lateness by local date against the due day, extended or not. */
  first: z.object({ at: z.string(), on: z.string(), lateDays: z.number().int().min(0) }).optional(),
  isComplete: z.boolean().optional(),
  isValid: z.boolean().optional(),
  returned: z.object({ ...granted, fields: z.array(z.string()), dueOn: z.string() }).optional(),
  extension: z.object({ ...granted, until: z.string() }).optional(),
  excuse: z.object(granted).optional(),
  /** Children that came, or changed, after this report gathered them. */
  outOfDate: z.array(z.string()).optional(),
  plan,
});
export type ObligationHead = z.output<typeof obligationHead>;

export function obligationIdOf(of: PeriodId, unit: string): string {
  return `${of}.${unit}`;
}

/** The last day that counts as in time for the first hand-in. */
export function lastDayOf({ dueOn, extension }: Pick<ObligationHead, "dueOn" | "extension">): string {
  return extension && extension.until > dueOn ? extension.until : dueOn;
}

/** The last day by which something is to be done now: of what was returned, the new day; else the last day in time. */
export function runningLastDay(head: Pick<ObligationHead, "dueOn" | "extension" | "returned">): string {
  const { returned, extension } = head;
  if (!returned) return lastDayOf(head);
  return extension && extension.at > returned.at ? extension.until : returned.dueOn;
}

/** How an obligation stands, as the register of a period counts it. */
export const standings = ["on-time", "late", "missing", "not-yet-due", "returned", "excused"] as const;
export type Standing = (typeof standings)[number];

/** Its standing on a day of the province; `lapsed` ones have none. */
export function standingOf(
  head: Pick<ObligationHead, "state" | "first" | "dueOn" | "extension">,
  today: string,
): Standing | undefined {
  if (head.state === "lapsed") return undefined;
  if (head.state === "excused") return "excused";
  if (head.state === "returned") return "returned";
  if (head.first) return head.first.lateDays === 0 ? "on-time" : "late";
  return today > lastDayOf(head) ? "missing" : "not-yet-due";
}
