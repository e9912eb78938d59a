/** Puts this function together from its variables; tests hand in their own clock and client. */
import type * as z from "zod";
import type { Outside } from "../../shared/platform/outside.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { tallyStore } from "../../shared/statistics/tally-store.ts";
import type { environment } from "./env.ts";
import type { FiguresDeps } from "./figures.ts";

export function wire(
  variables: z.output<typeof environment>,
  { client, clock }: Outside,
  print: FiguresDeps["print"],
): FiguresDeps {
  return {
    questions: questionStore(client, variables.QUESTIONS_TABLE),
    tallies: tallyStore(client, variables.TALLIES_TABLE),
    namespace: variables.METRICS_NAMESPACE,
    clock,
    print,
  };
}
