/** What who receives reports does with them: returns, accepts, extends, excuses. */
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { cellsOf } from "../../shared/reports/form.ts";
import { acceptedReport, excusedObligation, extendedObligation, returnedReport } from "../../shared/reports/hand-in.ts";
import type { ReportForm } from "../../shared/reports/regime.ts";
import { obligationScheduled } from "../../shared/reports/schedule.ts";
import { changeObligation } from "./change.ts";
import type { ReportDeps } from "./deps.ts";
import type { obligationRoutes } from "./obligation-routes.ts";
import { stateOf } from "./shown.ts";
import { refuseClosed, writingOf } from "./writing.ts";

type Names = "returnReport" | "acceptReport" | "extendObligation" | "excuseObligation";

export const recipientActions: Pick<Actions<typeof obligationRoutes, ReportDeps>, Names> = {
  returnReport: async (request, deps) => {
    const { body, caller, now } = request;
    const { reason, fields, dueOn } = body;
    const calendar = await deps.calendars.current();
    return changeObligation(
      request,
      deps,
      async (head) => {
        const writing = await writingOf(head, now, deps);
        refuseClosed(writing);
        refuseUnknownCells(fields, writing.form);
        const returned = returnedReport(head, { reason, fields, dueOn, by: caller.officer.id }, now);
        // The new day is reminded as the first one was.
        const next = obligationScheduled(returned, head.plan.version, now, calendar);
        return { event: "report-returned", next, why: reason, facts: { fields, returnedDueOn: dueOn } };
      },
      ({ next }) => ({ ...stateOf(next), returnedDueOn: dueOn }),
    );
  },

  acceptReport: (request, deps) =>
    changeObligation(
      request,
      deps,
      (head) => ({
        event: "report-accepted",
        next: acceptedReport(head),
        facts: { number: head.report?.number ?? null },
      }),
      ({ next }) => stateOf(next),
    ),

  extendObligation: async (request, deps) => {
    const { body, caller, now } = request;
    const calendar = await deps.calendars.current();
    return changeObligation(
      request,
      deps,
      (head) => {
        const extended = extendedObligation(head, { ...body, by: caller.officer.id }, now);
        const next = obligationScheduled(extended, head.plan.version, now, calendar);
        return { event: "obligation-extended", next, why: body.reason, facts: { until: body.until } };
      },
      ({ next }) => stateOf(next),
    );
  },

  excuseObligation: (request, deps) =>
    changeObligation(
      request,
      deps,
      (head) => {
        const { reason } = request.body;
        const next = excusedObligation(head, { reason, by: request.caller.officer.id }, request.now);
        return { event: "obligation-excused", next, why: reason };
      },
      ({ next }) => stateOf(next),
    ),
};

/** What is to be mended is named as the form names it. */
function refuseUnknownCells(fields: readonly string[], form: ReportForm): void {
  const cells = cellsOf(form);
  const errors = fields.flatMap((field, index) =>
    cells.has(field) ? [] : [fieldError(`fields[${index}]`, "cell-unknown")],
  );
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
}
