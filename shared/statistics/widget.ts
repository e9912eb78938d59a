/**
 * The tables of the dashboard: what a custom widget's parameter `widget` chooses, and the facts that each is drawn from. The job
 * `figures` keeps them as small items, so that drawing a table is one query, whatever exists: units by name, codes, days and counts. No
 * title, no text, no asker.
 */
import * as z from "zod";
import { questionStates } from "../questions/moves.ts";

/** Name of a table → its title. */
export const widgetTitles = {
  "late-now": "Quá hạn hiện nay",
  "due-today": "Đến hạn hôm nay",
  "not-answering": "Cơ quan, đơn vị chưa trả lời khi đã hết thời hạn",
  "questions-by-unit": "Theo cơ quan, đơn vị",
} as const;
export type WidgetTable = keyof typeof widgetTitles;

const count = z.number().int();
/** The counts of a month, and how many questions are late now, since whenever. */
const ofMonth = { counts: z.record(z.string(), count), lateNow: count };
const question = z.object({ unit: z.string(), code: z.string(), state: z.enum(questionStates) });

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
} as const satisfies Record<WidgetTable, z.ZodType>;
/** The facts of all tables. */
export type AllFacts = { readonly [Table in WidgetTable]: z.output<(typeof schemas)[Table]> };
export type Facts<Table extends WidgetTable> = AllFacts[Table];

export const widgetFacts: { readonly [Table in WidgetTable]: z.ZodType<Facts<Table>> } = schemas;
