/** What an event of an obligation is a reason for, and who is meant by it. */
import type { ChangeEvent } from "../platform/events.ts";
import type { ObligationHead } from "../reports/obligation.ts";
import { type OfficerFactsDeps, officerFacts } from "./officer-facts.ts";
import type { Found, Reason } from "./plan-notices.ts";
import { meantByReport } from "./report-people.ts";
import { reportRungTellings, reportTellings } from "./report-tellings.ts";
import { rungReasons } from "./rung-reasons.ts";

/** The reasons in an event; the obligation is read only for those that have some. */
export async function reportReasons(
  event: ChangeEvent,
  read: () => Promise<ObligationHead | undefined>,
  deps: OfficerFactsDeps,
): Promise<Found> {
  const isRung = event.kind === "deadline-rung-reached";
  const tellings = reportTellings(event.kind);
  if (!isRung && tellings.length === 0) return { reasons: [] };
  const head = await read();
  if (!head) throw new Error(`There is no ${event.subject}.`);
  const reasons = isRung
    ? rungReasons(event, (rung) => reportRungTellings(rung, head))
    : toldReasons({ cause: event.kind, at: Date.parse(event.at), tellings }, head);
  const meantBy = meantByReport(head, deps.register, deps.provinceOffice);
  return { reasons, facts: () => officerFacts(event, reasons, meantBy, { kind: "reports", of: head.of }, deps) };
}

/** The receipt of the report that meets this one too says so. */
function toldReasons(reason: Reason, { metBy }: ObligationHead): Reason[] {
  return metBy !== undefined && reason.cause === "report-submitted" ? [] : [reason];
}
