/** How the integrity list is answered. */
import { dayAt, dayNumberOf, instantAt } from "../../shared/calendar/province-time.ts";
import { countsOf, findingsIn, sources } from "../../shared/integrity/findings.ts";
import { integrityParameters } from "../../shared/integrity/parameters.ts";
import type { Actions } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import type { ScoringDeps } from "./deps.ts";
import type { integrityRoutes } from "./integrity-routes.ts";

/** More than these nobody reads at once: by kind and unit the rest is reached. */
const mostShown = 1_000;

export const integrityActions: Actions<typeof integrityRoutes, ScoringDeps> = {
  showIntegrityList: async ({ params, query }, { scores, calendars, observations }) => {
    const period = scorePeriodNamed(params.period);
    if (!period) throw new Refusal("not-found");
    const { id, from, to } = period;
    const [observed, upTo, calendar, record] = await Promise.all([
      observations.ofDays(from, to),
      observations.upTo(),
      calendars.current(),
      scores.period(id),
    ]);
    const scoredOn = record && dayAt(Date.parse(record.openedAt));
    const ofUnit = findingsIn({ observations: observed, calendar, scoredOn }, integrityParameters).filter(
      ({ unit }) => query.unit === undefined || unit === query.unit,
    );
    const asked = ofUnit.filter(({ kind }) => query.kind === undefined || kind === query.kind);
    const observedUpTo = upTo && `${upTo}:00:00.000Z`;
    return {
      body: {
        period: id,
        from,
        to,
        observedUpTo,
        isWhole: observedUpTo !== undefined && Date.parse(observedUpTo) >= instantAt(dayNumberOf(to) + 1, 0),
        unread: observed.filter(({ kind }) => kind === "unread").length,
        detail: "Danh sách ghi nhận các nội dung đề xuất rà soát; không phải là kết luận và không làm thay đổi điểm.",
        detailEn:
          "The list names what deserves a second look; it says of nothing that it is wrong, and changes no score.",
        parameters: integrityParameters,
        sources,
        counts: countsOf(ofUnit),
        count: asked.length,
        isCut: asked.length > mostShown,
        findings: asked.slice(0, mostShown),
      },
    };
  },
};
