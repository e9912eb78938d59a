/** Walks through the open questions of the province: its cost grows with what is open, never with what exists. */
import type { Day } from "../../shared/calendar/province-time.ts";
import { shardCount } from "../../shared/platform/shards.ts";
import { beforeFirst, type QuestionStore } from "../../shared/questions/question-store.ts";
import { joined, nothingOpen, type OpenPicture, openPicture } from "../../shared/statistics/open-picture.ts";

/** Read at once; of so many, a page of the index holds all. */
const pageSize = 500;

export async function walkOpen({ openIn }: Pick<QuestionStore, "openIn">, today: Day): Promise<OpenPicture> {
  const shards = Array.from({ length: shardCount }, (_, shard) => walkShard(openIn, shard, today));
  return (await Promise.all(shards)).reduce(joined, nothingOpen);
}

/** Page by page: memory is bounded whatever is open. */
async function walkShard(openIn: QuestionStore["openIn"], shard: number, today: Day): Promise<OpenPicture> {
  let picture = nothingOpen;
  let after = beforeFirst;
  for (;;) {
    const page = await openIn({ shard }, after, pageSize);
    picture = joined(picture, openPicture(page, today));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return picture;
    after = last.dueOrder;
  }
}
