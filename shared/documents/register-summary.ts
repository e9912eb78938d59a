/** The register of a period by group of bodies: n of N, and how the reports stand. */
import type { Day } from "../calendar/province-time.ts";
import { counted } from "../notices/dates-for-people.ts";
import { standings } from "../reports/obligation.ts";
import { periodRegister, type RegisterRow } from "../reports/period-register.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import { groupNames } from "../units/groups.ts";
import { standingNames } from "./register-table.ts";
import type { Cell, Column, Table } from "./table.ts";

const number = (heading: string): Column => ({ heading, kind: "number" });

const columns: readonly Column[] = [
  { heading: "Nhóm cơ quan, đơn vị, tổ chức, địa phương", kind: "text" },
  number("Phải gửi (N)"),
  number("Đã gửi (n)"),
  { heading: "n/N", kind: "text" },
  number("Tỷ lệ đã gửi (%)"),
  ...standings.map((standing) => number(standingNames[standing])),
  number("Chưa đầy đủ"),
  number("Chưa hợp lệ"),
  number("Cần tổng hợp lại"),
];

/** The groups that owe anything, and all together at the end. */
export function registerSummary(obligations: readonly ListedObligation[], title: string, today: Day): Table {
  const { all, groups } = periodRegister(obligations, today);
  const rows = [...groups.map(({ group, row }) => rowOf(groupNames[group], row)), rowOf("Tổng số", all)];
  return { title, columns, rows };
}

function rowOf(name: string, { owing, handedIn, ...row }: RegisterRow): readonly Cell[] {
  return [
    name,
    owing,
    handedIn,
    `${counted(handedIn)}/${counted(owing)}`,
    owing === 0 ? undefined : Math.round((1_000 * handedIn) / owing) / 10,
    ...standings.map((standing) => row.standings[standing]),
    row.incomplete,
    row.invalid,
    row.outOfDate,
  ];
}
