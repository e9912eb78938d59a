/** The dashboard's tables of the periodic reports that closed last; every state by its word, every share as n/N. Pure. */
import { counted } from "../notices/dates-for-people.ts";
import { groupNames } from "../units/groups.ts";
import type { Facts, ReportFacts } from "./widget.ts";
import { type TableText, tableDay } from "./widget-html.ts";

type GroupRow = Facts<"reports-by-group">["rows"][number];

const rowNames: Readonly<Record<GroupRow["of"], string>> = {
  direct: "Gửi trực tiếp về UBND tỉnh",
  ...groupNames,
  child: "Gửi về cơ quan cấp trên để tổng hợp (tính riêng)",
};

/** How the reports of each group stand; the columns after the first share add up to N with its n, but for what is out of date. */
export function reportsByGroup(facts: Facts<"reports-by-group">): TableText {
  return {
    ...ofWhen(facts),
    columns: [
      "Nhóm cơ quan, đơn vị",
      "Kỳ báo cáo",
      "Đúng hạn / phải gửi",
      "Gửi quá hạn",
      "Chưa gửi, đã quá hạn",
      "Chưa gửi, chưa đến hạn",
      "Trả lại để bổ sung",
      "Miễn báo cáo",
      "Cần tổng hợp lại",
      "Tình trạng",
    ],
    rows: facts.rows.map((row) => [
      rowNames[row.of],
      row.period,
      `${counted(row.onTime)}/${counted(row.owing)}`,
      ...[row.late, row.missing, row.notYetDue, row.returned, row.excused, row.outOfDate].map(counted),
      stateOfReports(row),
    ]),
    left: facts.total - facts.rows.length,
    of: "nhóm",
    empty: nothingOwed,
  };
}

/** Each body that has not handed in: what is late first. */
export function reportsMissing(facts: Facts<"reports-missing">): TableText {
  return {
    ...ofWhen(facts),
    columns: ["Cơ quan, đơn vị", "Nơi nhận", "Kỳ báo cáo", "Hạn gửi", "Tình trạng"],
    rows: facts.rows.map(({ unit, to, periods, lastOn, isLate }) => [
      unit,
      to,
      periods.join(", "),
      tableDay(lastOn),
      isLate ? "Chưa gửi, đã quá hạn" : "Chưa gửi, chưa đến hạn",
    ]),
    left: facts.total - facts.rows.length,
    of: "cơ quan, đơn vị",
    empty: facts.owing === 0 ? nothingOwed : "Không có cơ quan, đơn vị nào chưa gửi báo cáo.",
  };
}

/** How the reports of a group stand, in words: what asks most for an act. */
export function stateOfReports({ owing, missing, notYetDue, returned, outOfDate, late, excused }: GroupRow): string {
  if (missing > 0) return "Có cơ quan, đơn vị chưa gửi, đã quá hạn";
  if (returned > 0) return "Có báo cáo trả lại để bổ sung";
  if (outOfDate > 0) return "Có báo cáo cần tổng hợp lại";
  if (notYetDue > 0) return "Đang trong thời hạn gửi";
  if (late > 0) return "Đã gửi, có báo cáo quá hạn";
  return excused === owing ? "Được miễn báo cáo" : "Đã gửi đúng hạn";
}

const nothingOwed = "Chưa có danh sách báo cáo phải gửi.";

/** Of which periods, and when they were counted. */
function ofWhen({ periods, closedOn, isFrozen, countedAt }: ReportFacts[keyof ReportFacts]) {
  const closed = closedOn === undefined ? "" : `, chốt số liệu ngày ${tableDay(closedOn)}`;
  const open = isFrozen ? "" : " (danh sách phải gửi chưa chốt)";
  return {
    ...(periods.length > 0 && { about: `Kỳ báo cáo: ${periods.join(", ")}${closed}${open}` }),
    countedAt: Date.parse(countedAt),
  };
}
