/** The register of a period, or of an order, as a workbook: by group, and body by body. */
import type { Day } from "../calendar/province-time.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import { registerSummary } from "./register-summary.ts";
import { registerTable } from "./register-table.ts";
import { workbook } from "./workbook.ts";

export async function registerWorkbook(
  obligations: readonly ListedObligation[],
  title: string,
  today: Day,
  nameOf: (unit: string) => string,
): Promise<Uint8Array> {
  const sheets = [
    { name: "Tổng hợp theo nhóm", table: registerSummary(obligations, title, today) },
    { name: "Danh sách", table: registerTable(obligations, title, today, nameOf) },
  ];
  return workbook(sheets, today);
}
