/** Facts that the system itself keeps, read for all bodies at once: of questions from the tallies, of reports from the obligations. */

import type { Day } from "../../calendar/province-time.ts";
import type { Regime } from "../../reports/regime.ts";
import type { ReportStore } from "../../reports/report-store.ts";
import { type Counts, summed } from "../../statistics/tally.ts";
import type { TallyStore } from "../../statistics/tally-store.ts";
import { monthsOfPeriod } from "../periods/score-period.ts";
import type { FactSource } from "./fact-source.ts";
import { questionFactIds, questionFacts, silentQuestionFacts } from "./question-facts.ts";
import { type OwedReport, reportDates, reportPeriodsDueIn, silentReports } from "./report-facts.ts";

/** One query of each month, whatever the number of bodies. `from`: before this day nothing was counted. */
export function questionFactSource(tallies: Pick<TallyStore, "of">, from: Day): FactSource {
  return {
    keeps: questionFactIds,
    of: async (bearers, period) => {
      if (period.from < from) return new Map(bearers.map(({ portal }) => [portal, silentQuestionFacts]));
      const byUnit = new Map<string, Counts>();
      for (const month of monthsOfPeriod(period)) {
        for (const { unit, counts } of await tallies.of(month)) {
          byUnit.set(unit, summed([byUnit.get(unit) ?? {}, counts]));
        }
      }
      return new Map(bearers.map(({ portal, unit }) => [portal, questionFacts(byUnit.get(unit) ?? {})]));
    },
  };
}

/** All obligations of the reports' periods that fall due in the score period. `from`: of earlier data no report was followed. */
export function reportFactSource(
  reports: Pick<ReportStore, "allOfPeriod">,
  regimes: readonly Regime[],
  from: Day,
): FactSource {
  return {
    keeps: ["reports-dates"],
    of: async (bearers, period, today) => {
      const { followed, unheld } = reportPeriodsDueIn(period, regimes, from);
      const owed = new Map<string, OwedReport[]>();
      for (const { id } of followed) {
        for await (const { unit, state, first, dueOn, extension } of reports.allOfPeriod(id)) {
          const ofUnit = owed.get(unit);
          const report = { state, first, dueOn, extension };
          if (ofUnit) ofUnit.push(report);
          else owed.set(unit, [report]);
        }
      }
      const isSilent = followed.length === 0 && unheld.length > 0;
      const factOf = (unit: string) => (isSilent ? silentReports : reportDates(owed.get(unit) ?? [], period, today));
      return new Map(bearers.map(({ portal, unit }) => [portal, { "reports-dates": factOf(unit) }]));
    },
  };
}
