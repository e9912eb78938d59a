/** Handing in: a leader signs the newest draft; the report is written once, and the obligations that it meets move together. */
import type { Grant } from "../../shared/access/roles.ts";
import { signatureBy } from "../../shared/access/signature.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { errorsAtMost } from "../../shared/platform/field-errors.ts";
import type { Action, RequestOf } from "../../shared/platform/http/route.ts";
import { Refusal, refusalOf } from "../../shared/platform/refusals.ts";
import { cellFieldErrors } from "../../shared/reports/cell-errors.ts";
import type { Checked } from "../../shared/reports/check.ts";
import { alsoMet, coincides, handedIn } from "../../shared/reports/hand-in.ts";
import { isHandedIn } from "../../shared/reports/moves.ts";
import { lastDayOf, type ObligationHead } from "../../shared/reports/obligation.ts";
import type { HandedReport, ReportDraft } from "../../shared/reports/report.ts";
import { type Changed, changeObligation, type ObligationChange } from "./change.ts";
import type { ReportDeps } from "./deps.ts";
import type { obligationRoutes } from "./obligation-routes.ts";
import { actsFor, refuseActingFor } from "./on-behalf.ts";
import { markGatheredMeanwhile, parentsOutdated } from "./outdated.ts";
import { stateOf } from "./shown.ts";
import { judged, newestDraft, refuseClosed, type Writing, writingOf } from "./writing.ts";

type Submission = (typeof obligationRoutes)["submitReport"];

export const submitReport: Action<Submission, ReportDeps> = async (request, deps) => {
  const { body, version, made } = await changeObligation(
    request,
    deps,
    (head, acting) => submitted(head, acting, request, deps),
    ({ next, others, report: { signature, missing, disagreeing } }) => ({
      ...stateOf(next),
      number: next.report?.number ?? 1,
      handedInAt: next.report?.at ?? "",
      isSupplement: (next.report?.number ?? 1) > 1 && dayAt(request.now) > lastDayOf(next),
      alsoMet: others.map((other) => other.next.id),
      onBehalfBy: next.onBehalfBy,
      signatureLine: signature.line,
      missing,
      disagreeing,
    }),
  );
  await markGatheredMeanwhile(made, request.now, deps);
  return { body, version };
};

interface Submitted extends Changed {
  readonly report: HandedReport;
  readonly others: readonly ObligationChange[];
}

async function submitted(
  head: ObligationHead,
  acting: Grant,
  { body, caller: { officer }, now }: RequestOf<Submission>,
  deps: ReportDeps,
): Promise<Submitted> {
  const onBehalfBy = actsFor(head, acting, body.onBehalfReason);
  const { draft, writing } = await draftToSign(head, officer.id, now, deps);
  const checked = judged(draft, writing);
  if (!body.despite) refuseShortcomings(checked, writing);
  const next = handedIn(head, { ...factsOf(head, checked), by: officer.id, onBehalfBy }, now);
  const others = await othersMet(body.alsoMeets, next, acting, now, deps);
  const unit = await deps.register.get("unit", acting.unit);
  const report: HandedReport = {
    ...draft,
    at: new Date(now).toISOString(),
    signature: signatureBy(officer, acting, unit?.value, body, now),
    missing: checked.missing.map(({ path }) => path),
    disagreeing: checked.disagreeing.map(({ path }) => path),
    onBehalfBy,
    onBehalfReason: body.onBehalfReason,
  };
  return {
    event: isHandedIn(head.state) ? "report-supplemented" : "report-submitted",
    next,
    facts: eventFacts(next, report, others),
    why: body.onBehalfReason,
    beside: writesBeside(next, report, others, writing, deps),
    also: [...others, ...(await parentsOutdated([next, ...others.map((other) => other.next)], deps))],
    report,
    others,
  };
}

function factsOf({ report, draft }: ObligationHead, { missing, disagreeing }: Checked) {
  return {
    number: (report?.number ?? 0) + 1,
    draft: draft?.number,
    isComplete: missing.length === 0,
    isValid: disagreeing.length === 0,
  };
}

/** The newest draft, by somebody else, that was not handed in yet; with what it is judged by. */
async function draftToSign(
  head: ObligationHead,
  signer: string,
  now: Instant,
  deps: ReportDeps,
): Promise<{ draft: ReportDraft; writing: Writing }> {
  const [writing, draft] = await Promise.all([writingOf(head, now, deps), newestDraft(head, deps)]);
  refuseClosed(writing);
  if (!draft || head.draft?.number === head.report?.draft) throw new Refusal("draft-missing");
  if (draft.by === signer) throw new Refusal("own-draft");
  return { draft, writing };
}

function refuseShortcomings({ missing, disagreeing }: Checked, { form }: Writing): void {
  const errors = cellFieldErrors([...missing, ...disagreeing], form);
  if (errors.length > 0) throw new Refusal("report-incomplete", errors.slice(0, errorsAtMost));
}

/** The report, a pointer for each other obligation that it meets, and the condition that its order is still open. */
function writesBeside(
  next: ObligationHead,
  report: HandedReport,
  others: readonly ObligationChange[],
  { order }: Writing,
  { reports, orders }: ReportDeps,
) {
  const { number = 1, by = "", at = "" } = next.report ?? {};
  const metBy = { obligation: next.id, number };
  return [
    reports.addReport({ obligation: next.id, number }, report),
    ...others.map(({ next: other }) =>
      reports.addMet({ obligation: other.id, number: other.report?.number ?? 1 }, { metBy, by, at }),
    ),
    ...(order ? [orders.stillOpen(order.id)] : []),
  ];
}

function eventFacts(
  next: ObligationHead,
  { signature, onBehalfBy }: HandedReport,
  others: readonly ObligationChange[],
): NonNullable<Changed["facts"]> {
  return {
    ...punctuality(next),
    alsoMeets: others.map((other) => other.next.id),
    onBehalfBy: onBehalfBy ?? null,
    signer: signature.officer,
    signatureLine: signature.line,
  };
}

function punctuality({ report, first, isComplete, isValid }: ObligationHead) {
  return {
    number: report?.number ?? 1,
    firstOn: first?.on ?? null,
    lateDays: first?.lateDays ?? 0,
    isComplete: isComplete ?? null,
    isValid: isValid ?? null,
  };
}

/** The other obligations that the same report meets; each of the same body and day, and none twice. */
async function othersMet(
  ids: readonly string[],
  met: ObligationHead,
  acting: Grant,
  now: Instant,
  { reports }: ReportDeps,
): Promise<ObligationChange[]> {
  const found = new Map((await reports.obligations(ids)).map((head) => [head.id, head]));
  const errors = ids.flatMap((id, index) => {
    const other = found.get(id);
    const fits = other && coincides(other, met) && ids.indexOf(id) === index;
    return fits ? [] : refusalOf("does-not-coincide", `alsoMeets[${index}]`).errors;
  });
  if (errors.length > 0) throw new Refusal("does-not-coincide", errors);
  return [...found.values()].map((before) => {
    refuseActingFor(before, acting);
    const next = alsoMet(before, met, now);
    const event = isHandedIn(before.state) ? ("report-supplemented" as const) : ("report-submitted" as const);
    return { event, before, next, facts: { ...punctuality(next), metBy: met.id } };
  });
}
