/** A notice as officers see it: who was told what, when, in which wording, and what became of it. */
import * as z from "zod";
import { type Notice, notice } from "./notice.ts";

export const shownNotice = notice
  .pick({
    id: true,
    cause: true,
    by: true,
    template: true,
    recipient: true,
    state: true,
    reason: true,
    plannedAt: true,
    sentAt: true,
    settledAt: true,
    attempts: true,
    resends: true,
    textHash: true,
  })
  .extend({ mailIds: z.array(z.string()) });

/** Without what only the dispatcher needs. */
export function noticeShown(row: Notice): z.output<typeof shownNotice> {
  return shownNotice.parse(row);
}
