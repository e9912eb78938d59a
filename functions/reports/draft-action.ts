/** Drafting: what cannot stand is refused, what is missing or disagrees is named and kept. */
import { errorsAtMost, fieldError } from "../../shared/platform/field-errors.ts";
import type { Action } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { cellFieldErrors } from "../../shared/reports/cell-errors.ts";
import { draftedReport } from "../../shared/reports/hand-in.ts";
import { withSources } from "../../shared/reports/known-figures.ts";
import type { ReportDraft } from "../../shared/reports/report.ts";
import { changeObligation } from "./change.ts";
import type { ReportDeps } from "./deps.ts";
import type { obligationRoutes } from "./obligation-routes.ts";
import { refuseActingFor } from "./on-behalf.ts";
import { stateOf } from "./shown.ts";
import { judged, newestDraft, refuseClosed, shortcomings, writingOf } from "./writing.ts";

type DraftAction = Action<(typeof obligationRoutes)["draftReport"], ReportDeps>;

export const draftReport: DraftAction = async (request, deps) => {
  const { body, caller, now } = request;
  const { submit, ...written } = body;
  const by = caller.officer.id;
  return changeObligation(
    request,
    deps,
    async (head, acting) => {
      refuseActingFor(head, acting);
      const [writing, before] = await Promise.all([writingOf(head, now, deps), newestDraft(head, deps)]);
      refuseClosed(writing);
      const content = withSources(written, writing.known);
      const draft: ReportDraft = {
        content,
        gathered: before?.gathered,
        by,
        byUnit: acting.unit,
        at: new Date(now).toISOString(),
      };
      const checked = judged(draft, writing);
      refuseCells(cellFieldErrors(checked.refused, writing.form));
      await refuseAttachments(head.id, written.attachments, deps);
      const next = draftedReport(head, by, submit, now);
      const number = next.draft?.number ?? 1;
      return {
        event: submit ? "report-sent-to-leader" : "report-drafted",
        next,
        beside: [deps.reports.addDraft(head.id, number, draft)],
        facts: { draft: number, onBehalfBy: acting.unit === head.unit ? null : acting.unit },
        shown: { draft: number, content, ...shortcomings(checked, writing) },
      };
    },
    ({ next, shown }) => ({ ...stateOf(next), ...shown }),
  );
};

function refuseCells(errors: Refusal["errors"]): void {
  if (errors.length > 0) throw new Refusal("invalid-content", errors.slice(0, errorsAtMost));
}

/** A report names files that were uploaded and found sound, each once. */
async function refuseAttachments(obligation: string, files: readonly string[], deps: ReportDeps): Promise<void> {
  if (files.length === 0) return;
  const ready = await deps.attachments.ready(obligation, files);
  const errors = files.flatMap((file, index) =>
    ready.has(file) && files.indexOf(file) === index ? [] : [fieldError(`attachments[${index}]`, "attachment-unknown")],
  );
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
}
