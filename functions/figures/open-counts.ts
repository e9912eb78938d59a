/** Counts the open questions of the province by their due day: its cost grows with what is open, never with what exists. */
import type { Day } from "../../shared/calendar/province-time.ts";
import { beforeFirst, type QuestionStore, shardCount } from "../../shared/questions/question-store.ts";
import { type OpenFigures, openFigures } from "../../shared/statistics/figures.ts";

/** Read at once; of so many, a page of the index holds all. */
const pageSize = 500;

export async function countOpen({ openIn }: Pick<QuestionStore, "openIn">, today: Day): Promise<OpenFigures> {
  const shards = Array.from({ length: shardCount }, (_, shard) => countShard(openIn, shard, today));
  return sumOf(await Promise.all(shards));
}

/** Page by page: memory is bounded whatever is open. */
async function countShard(openIn: QuestionStore["openIn"], shard: number, today: Day): Promise<OpenFigures> {
  let counts = openFigures([], today);
  let after = beforeFirst;
  for (;;) {
    const page = await openIn({ shard }, after, pageSize);
    counts = sumOf([counts, openFigures(page, today)]);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return counts;
    after = last.dueOrder;
  }
}

function sumOf(all: readonly OpenFigures[]): OpenFigures {
  const sum = (name: keyof OpenFigures) => all.reduce((total, counts) => total + counts[name], 0);
  return {
    open: sum("open"),
    "due-today": sum("due-today"),
    late: sum("late"),
    "without-due-day": sum("without-due-day"),
  };
}
