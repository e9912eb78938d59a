/** Reads what a function answers for a batch: which of its items failed. */
import * as z from "zod";

const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** The items that failed; `all` for an answer that cannot be read, as Lambda takes it. */
export function itemFailuresOf(payload: string): readonly string[] | "all" {
  const result = answerSchema.safeParse(JSON.parse(payload));
  if (!result.success) return "all";
  return (result.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
}
