/**
 * The tables of the dashboard: what a custom widget's parameter `widget` chooses, and the facts that each is drawn from. The job
 * `figures` keeps them as small items, so that drawing a table is one query, whatever exists: units by name, codes, days and counts. No
 * title, no text, no asker, no content of a report.
 */
import * as z from "zod";
import { questionStates } from "../questions/moves.ts";
import { latestResults } from "../scoring/results/latest.ts";
import { unitGroups } from "../units/groups.ts";

/** Name of a table → its title. */
export const widgetTitles = {
  "late-now": "Quá hạn hiện nay",
  "due-today": "Đến hạn hôm nay",
  "not-answering": "Cơ quan, đơn vị chưa trả lời khi đã hết thời hạn",
  "questions-by-unit": "Theo cơ quan, đơn vị",
  "reports-by-group": "Báo cáo định kỳ: kỳ gần nhất",
  "reports-missing": "Báo cáo định kỳ: cơ quan, đơn vị chưa gửi",
  "scores-weakest": "Chấm điểm Cổng TTĐT: mười kết quả thấp nhất của kỳ gần nhất",
} as const;
export type WidgetTable = keyof typeof widgetTitles;

const count = z.number().int();
/** The counts of a month, and how many questions are late now, since whenever. */
const ofMonth = { counts: z.record(z.string(), count), lateNow: count };
const question = z.object({ unit: z.string(), code: z.string(), state: z.enum(questionStates) });

/** The periods that closed last: their names, the last day of their data, and when their reports were counted. */
const ofPeriods = {
  periods: z.array(z.string()),
  closedOn: z.string().optional(),
  /** False: who owes may still change. */
  isFrozen: z.boolean(),
  /** How many reports are owed in all. */
  owing: count,
  countedAt: z.iso.datetime(),
};
/** Of which bodies a row of reports is: those that report to the province itself, all and by group, and those that a parent gathers. */
const reportRows = ["direct", ...unitGroups, "child"] as const;

/** `total`: how many rows there would be if all had room. */
function facts<Row extends z.ZodType>(row: Row) {
  return z.object({ total: count, rows: z.array(row) });
}

const schemas = {
  "late-now": facts(question.extend({ dueOn: z.string(), lateDays: count })),
  "due-today": facts(question),
  "not-answering": facts(
    z.object({ unit: z.string(), late: count, open: count, oldestDueOn: z.string(), lateDays: count }),
  ),
  /** `whole`: all units together. */
  "questions-by-unit": facts(z.object({ unit: z.string(), ...ofMonth })).extend({
    month: z.string(),
    whole: z.object(ofMonth),
  }),
  "reports-by-group": facts(
    z.object({
      period: z.string(),
      of: z.enum(reportRows),
      owing: count,
      onTime: count,
      late: count,
      missing: count,
      notYetDue: count,
      returned: count,
      excused: count,
      outOfDate: count,
    }),
  ).extend(ofPeriods),
  "reports-missing": facts(
    z.object({
      unit: z.string(),
      to: z.string(),
      periods: z.array(z.string()),
      lastOn: z.string(),
      isLate: z.boolean(),
    }),
  ).extend(ofPeriods),
  /** Of no period: nothing has been published yet. */
  "scores-weakest": z.object({ latest: latestResults.optional() }),
} as const satisfies Record<WidgetTable, z.ZodType>;
/** The facts of all tables. */
export type AllFacts = { readonly [Table in WidgetTable]: z.output<(typeof schemas)[Table]> };
export type Facts<Table extends WidgetTable> = AllFacts[Table];
/** Those of reports, which are counted less often than those of questions. */
export type ReportFacts = Pick<AllFacts, "reports-by-group" | "reports-missing">;
export type ScoreFacts = Pick<AllFacts, "scores-weakest">;
export type QuestionFacts = Omit<AllFacts, keyof ReportFacts | keyof ScoreFacts>;

export const widgetFacts: { readonly [Table in WidgetTable]: z.ZodType<Facts<Table>> } = schemas;
