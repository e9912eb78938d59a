/** The register of a period, body by body (sổ theo dõi báo cáo): who owes, who has handed in and when, who is missing. */
import type { Day } from "../calendar/province-time.ts";
import { dayAt, dayNumberOf } from "../calendar/province-time.ts";
import { lastDayOf, type Standing, standingOf } from "../reports/obligation.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import { groupNames } from "../units/groups.ts";
import type { Cell, Column, Table } from "./table.ts";

/** As a standing is written in lists. */
export const standingNames: Readonly<Record<Standing, string>> = {
  "on-time": "Đúng hạn",
  late: "Quá hạn",
  missing: "Chưa gửi, quá hạn",
  "not-yet-due": "Chưa đến hạn",
  returned: "Trả lại để bổ sung",
  excused: "Được miễn",
};

const columns: readonly Column[] = [
  { heading: "STT", kind: "number" },
  { heading: "Cơ quan, đơn vị", kind: "text" },
  { heading: "Mã", kind: "text" },
  { heading: "Nhóm", kind: "text" },
  { heading: "Nơi nhận báo cáo", kind: "text" },
  { heading: "Hạn gửi", kind: "day" },
  { heading: "Gia hạn đến", kind: "day" },
  { heading: "Tình trạng", kind: "text" },
  { heading: "Ngày gửi lần đầu", kind: "day" },
  { heading: "Số ngày quá hạn", kind: "number" },
  { heading: "Đầy đủ", kind: "text" },
  { heading: "Hợp lệ", kind: "text" },
  { heading: "Số lần gửi", kind: "number" },
  { heading: "Gửi thay bởi", kind: "text" },
  { heading: "Cần tổng hợp lại", kind: "text" },
];

/** The table of a period or an order on a day; bodies that no longer owe are not on it. */
export function registerTable(
  obligations: readonly ListedObligation[],
  title: string,
  today: Day,
  nameOf: (unit: string) => string,
): Table {
  const owed = obligations.filter(({ state }) => state !== "lapsed");
  return { title, columns, rows: owed.map((obligation, index) => rowOf(obligation, index + 1, today, nameOf)) };
}

function rowOf(
  obligation: ListedObligation,
  number: number,
  today: Day,
  nameOf: (unit: string) => string,
): readonly Cell[] {
  const { unit, group, to, dueOn, extension, first, isComplete, isValid, report, onBehalfBy, outOfDate } = obligation;
  const standing = standingOf(obligation, today);
  return [
    number,
    nameOf(unit),
    unit,
    groupNames[group],
    nameOf(to),
    dueOn,
    extension?.until,
    standing && standingNames[standing],
    first && dayAt(Date.parse(first.at)),
    lateDaysOf(obligation, standing, today),
    yesNo(isComplete),
    yesNo(isValid),
    report?.number,
    onBehalfBy && nameOf(onBehalfBy),
    outOfDate && outOfDate.length > 0 ? outOfDate.map(nameOf).join(", ") : undefined,
  ];
}

/** Of the first hand-in; while nothing has come, as of today. */
function lateDaysOf(obligation: ListedObligation, standing: Standing | undefined, today: Day): number | undefined {
  if (obligation.first) return obligation.first.lateDays;
  return standing === "missing" ? dayNumberOf(today) - dayNumberOf(lastDayOf(obligation)) : undefined;
}

function yesNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? "Có" : "Chưa";
}
