/** The tables of a stack as an archive sees them: each with its file, its key, and what it holds in the words of both languages. */
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { jobSubject } from "../../shared/documents/job-store.ts";
import { isObserved } from "../../shared/integrity/observation-store.ts";
import { holdId } from "../../shared/notices/mail-hold-store.ts";
import { placeOfFacts } from "../../shared/statistics/facts-store.ts";
import { tableNameOf } from "../stage.ts";
import { ArchiveFailure } from "./failure.ts";
import type { Item } from "./item-json.ts";

/**
 * In the order in which they are written back: what others need before those that need it. Marks stand before the events, for whoever
 * follows the events must know which are done; questions, obligations and evaluations before events, for a notice is planned from both;
 * obligations after the register, for a list that is frozen meanwhile is frozen by it; scores after all that they are measured from;
 * events last.
 */
export const archivedTables = [
  {
    table: "calendars",
    vi: "Lịch ngày làm việc, ngày nghỉ từng năm, mọi phiên bản",
    en: "Working days and days off of each year, every version",
  },
  {
    table: "register",
    vi: "Cơ quan, đơn vị; Cổng TTĐT thành phần; cán bộ và vai trò; khóa của cổng (chỉ giá trị băm)",
    en: "Units, portals, officers with their roles, hashed portal keys",
  },
  {
    table: "marks",
    vi: "Sự kiện nào đã được xử lý; mốc đã đọc đến",
    en: "Which events were followed up, and how far they were read",
    expiresBy: "expiresAt",
  },
  { table: "tallies", vi: "Số đếm theo tháng và cơ quan", en: "Counts by month and unit" },
  {
    table: "answers",
    vi: "Kết quả đã trả cho yêu cầu gửi lại, giữ 30 ngày",
    en: "First answers under a repeat key, kept for 30 days",
    expiresBy: "expiresAt",
  },
  {
    table: "notices",
    vi: "Sổ thông báo: đã báo gì, cho ai, khi nào, kết quả",
    en: "The ledger of notices: who was told what, when, and what became of it",
  },
  {
    table: "questions",
    vi: "Câu hỏi, dự thảo, câu trả lời; có dữ liệu cá nhân của tổ chức, cá nhân gửi câu hỏi",
    en: "Questions, drafts and answers; with the askers' personal data",
  },
  {
    table: "reports",
    vi: "Kỳ báo cáo, văn bản yêu cầu báo cáo; nghĩa vụ báo cáo, dự thảo, báo cáo đã gửi; danh mục tệp kèm theo",
    en: "Periods and orders; obligations to report, drafts, reports handed in; the list of attachments",
    expiresBy: "expiresAt",
  },
  {
    table: "scores",
    vi: "Bộ tiêu chí; kỳ đánh giá; phiếu chấm điểm của từng Cổng TTĐT qua các lần ghi, và kết quả",
    en: "Criteria sets; score periods; the sheets of each portal, every one, and results",
  },
  {
    table: "events",
    vi: "Lịch sử: ai làm gì, khi nào, vì sao",
    en: "The history: who did what, when and why",
  },
] as const satisfies readonly {
  readonly table: string;
  readonly vi: string;
  readonly en: string;
  /** The attribute with the second from which an item counts as gone. */
  readonly expiresBy?: string;
}[];
export type ArchivedTable = (typeof archivedTables)[number]["table"];

/**
 * An item that is about the stack itself and not about what it holds: the brake on its mail; the facts that its dashboards were drawn
 * from last and what it observed in its history, which every stack makes anew; and jobs, whose files lie in its bucket for a day. No
 * export has it.
 */
export function isOfTheStack(table: ArchivedTable, item: Item): boolean {
  if (table === "notices") return item.id?.S === holdId;
  if (table === "scores") return isObserved(item.id?.S ?? "");
  if (table === "reports") return item.id?.S?.startsWith(jobSubject("")) === true;
  return table === "tallies" && item.month?.S === placeOfFacts;
}

/** An item that stands in a stack which holds nothing: it has caught up with that already. An import sets it back. */
export function isOfAnEmptyStack(table: ArchivedTable, item: Item): boolean {
  const isWatermark = table === "marks" && item.id?.S?.startsWith("caught-up#") === true;
  return isWatermark || ((table === "tallies" || table === "scores") && isOfTheStack(table, item));
}

/** The names of the tables of a stack. */
export type TableNames = Readonly<Record<ArchivedTable, string>>;

/** The names that a stage's tables have; `prefix`: those of tables that were restored beside them. */
export function tableNamesOf(stage: string, prefix?: string): TableNames {
  const nameOf = (table: ArchivedTable) => (prefix === undefined ? tableNameOf(stage, table) : `${prefix}${table}`);
  return {
    calendars: nameOf("calendars"),
    register: nameOf("register"),
    marks: nameOf("marks"),
    tallies: nameOf("tallies"),
    answers: nameOf("answers"),
    notices: nameOf("notices"),
    questions: nameOf("questions"),
    reports: nameOf("reports"),
    scores: nameOf("scores"),
    events: nameOf("events"),
  };
}

/** An attribute of a key; `S` text, `N` number. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N";
}

/** The key of a table as it stands: partition, then sort key where there is one. */
export async function keyOf(client: DynamoDBClient, tableName: string): Promise<KeyAttribute[]> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const types = new Map(
    Table?.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const parts = (Table?.KeySchema ?? []).toSorted((one) => (one.KeyType === "HASH" ? -1 : 1));
  return parts.map(({ AttributeName: name = "" }) => {
    const type = types.get(name);
    if (type !== "S" && type !== "N") throw new ArchiveFailure(`The table ${tableName} has a key of an unknown kind.`);
    return { name, type };
  });
}

/** Digits of the largest number that a table takes, and its sign. */
const numberWidth = 40;

/** What items of a table are ordered by: texts by code units, whole numbers by size. */
export function orderOf(item: Item, key: readonly KeyAttribute[]): string {
  return JSON.stringify(
    key.map(({ name, type }) => (type === "N" ? padded(item[name]?.N ?? "") : (item[name]?.S ?? ""))),
  );
}

function padded(digits: string): string {
  return /^\d+$/.test(digits) ? digits.padStart(numberWidth, "0") : digits;
}
