/** Figures of a report that differ from those of the year before by more than its form allows without a note. */
import { type Earlier, isJump } from "../reports/check.ts";
import type { ReportContent } from "../reports/content.ts";
import type { ReportForm } from "../reports/regime.ts";
import { evidenceOf, type Finding, numberText, numberTextEn } from "./finding.ts";
import type { Jump, ObservedReport } from "./observation.ts";

/** The figures that jump, in the order of the form; with a note or without. */
export function jumpsIn(
  { figures }: ReportContent,
  { figures: rules, jumpShare }: Pick<ReportForm, "figures" | "jumpShare">,
  lastYear: Earlier,
): Jump[] {
  return rules.flatMap(({ id, label }): Jump[] => {
    const [figure, before] = [figures[id], lastYear.get(id)];
    if (!figure || before === undefined || !isJump(figure.value, before, jumpShare)) return [];
    return [{ figure: id, label, before, value: figure.value, isExplained: figure.note !== undefined }];
  });
}

/** One finding per figure that jumps in the newest report of an obligation: a supplement that mends it takes it off the list. */
export function figureJumps(reports: readonly ObservedReport[]): Finding[] {
  const byObligation = Map.groupBy(reports, ({ obligation }) => obligation);
  return [...byObligation.values()].flatMap((group) => {
    const newest = group.reduce((one, other) => (other.sequence > one.sequence ? other : one));
    return newest.jumps.map((jump) => findingOf(newest, jump));
  });
}

function findingOf({ obligation, number, unit, at, share, before: earlier }: ObservedReport, jump: Jump): Finding {
  const { figure, label, before, value, isExplained } = jump;
  const isMore = value > before;
  const percent = Math.round((Math.abs(value - before) / Math.abs(before)) * 1000) / 10;
  const note = isExplained ? "có ghi chú lý do" : "không có ghi chú lý do";
  const report = { of: obligation, at, link: `/v1/obligations/${obligation}/reports/${number}` };
  const comparedWith = earlier && {
    of: earlier.obligation,
    at: earlier.at,
    link: `/v1/obligations/${earlier.obligation}/reports/${earlier.number}`,
  };
  return {
    kind: "figure-jump",
    unit,
    at,
    detail: `${label}: ${numberText(value)}, ${isMore ? "tăng" : "giảm"} ${numberText(percent)}% so với cùng kỳ năm trước (${numberText(before)}); ${note}.`,
    detailEn: `The figure ${figure} is ${numberTextEn(value)}, ${numberTextEn(percent)}% ${isMore ? "more" : "less"} than in the same period of the year before (${numberTextEn(before)}); ${isExplained ? "with" : "without"} a note.`,
    evidence: evidenceOf(comparedWith ? [report, comparedWith] : [report], {
      figure,
      before,
      value,
      share,
      isExplained,
    }),
  };
}
