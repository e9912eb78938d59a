/** The dashboard's table of the newest published results: the ten lowest scores, with the criteria that cost them most. Pure. */
import { counted } from "../notices/dates-for-people.ts";
import { pointsText } from "../scoring/explaining/points-text.ts";
import { scorePeriodName, scorePeriodNamed } from "../scoring/periods/score-period.ts";
import type { LatestResults } from "../scoring/results/latest.ts";
import { groupNames } from "../units/groups.ts";
import type { Facts } from "./widget.ts";
import type { TableText } from "./widget-html.ts";

/** The lowest scores first; where they are the same, in no order of merit. */
export function scoresWeakest({ latest }: Facts<"scores-weakest">): TableText {
  return {
    ...(latest && { about: aboutOf(latest), countedAt: Date.parse(latest.at) }),
    columns: ["Cơ quan, đơn vị", "Nhóm", "Điểm", "Xếp loại", "Tiêu chí còn thiếu nhiều điểm nhất"],
    rows: (latest?.weakest ?? []).map(({ unit, group, score, grade, reasons }) => [
      unit,
      groupNames[group],
      pointsText(score),
      grade,
      reasons.map(({ criterion, text, lost }) => `${criterion} (−${pointsText(lost)}): ${text}`).join("; "),
    ]),
    left: 0,
    of: "Cổng TTĐT",
    empty: latest ? "Không có Cổng TTĐT nào được xếp loại." : "Chưa có kết quả đánh giá nào được công bố.",
  };
}

/** Which period, how final it is, and how all portals are graded. */
function aboutOf({ period, isFinal, portals, grades, notGraded }: LatestResults): string {
  const named = scorePeriodNamed(period);
  const ungraded = Object.values(notGraded).reduce((sum, count) => sum + count, 0);
  const all = [...grades.map(({ name, count }) => [name, count] as const), ["không xếp loại", ungraded] as const];
  const graded = all.map(([name, count]) => `${name} ${counted(count)}/${counted(portals)}`).join(", ");
  return `Kỳ đánh giá: ${named ? scorePeriodName(named) : period} (kết quả ${isFinal ? "chính thức" : "dự kiến"}). ${graded}`;
}
