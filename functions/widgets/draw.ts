/** Draws the dashboard's tables, each by one query of the facts that the job `figures` keeps: no question, no asker and no report comes near it. */
import * as z from "zod";
import type { Clock } from "../../shared/platform/clock.ts";
import type { FactsStore } from "../../shared/statistics/facts-store.ts";
import { dueToday, lateNow, notAnswering } from "../../shared/statistics/question-tables.ts";
import { reportsByGroup, reportsMissing } from "../../shared/statistics/report-tables.ts";
import { scoresWeakest } from "../../shared/statistics/score-table.ts";
import { unitTable } from "../../shared/statistics/unit-table.ts";
import type { Facts, WidgetTable } from "../../shared/statistics/widget.ts";
import { drawnTable, paragraph, type TableText } from "../../shared/statistics/widget-html.ts";
import { description } from "./description.ts";

export interface WidgetDeps {
  readonly facts: Pick<FactsStore, "of">;
  readonly clock: Clock;
}

type Drawing = (deps: WidgetDeps) => Promise<string>;

const drawings: Readonly<Record<WidgetTable, Drawing>> = {
  "late-now": drawing("late-now", lateNow),
  "due-today": drawing("due-today", dueToday),
  "not-answering": drawing("not-answering", notAnswering),
  "questions-by-unit": drawing("questions-by-unit", unitTable),
  "reports-by-group": drawing("reports-by-group", reportsByGroup),
  "reports-missing": drawing("reports-missing", reportsMissing),
  "scores-weakest": drawing("scores-weakest", scoresWeakest),
};

/** What CloudWatch asks: to be described, or to be drawn with the widget's parameters. */
const asked = z.object({ describe: z.boolean().default(false), widget: z.string().optional() });

export async function draw(event: unknown, deps: WidgetDeps): Promise<string | typeof description> {
  const { describe, widget = "" } = asked.parse(event ?? {});
  if (describe) return description;
  const found = Object.entries(drawings).find(([name]) => name === widget);
  return found
    ? found[1](deps)
    : paragraph(`Không có bảng “${widget}”. Các bảng: ${Object.keys(drawings).join(", ")}.`);
}

function drawing<Table extends WidgetTable>(table: Table, text: (facts: Facts<Table>) => TableText): Drawing {
  return async ({ facts, clock }) => drawnTable(await facts.of(table), text, clock.now());
}
