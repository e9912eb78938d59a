/** The functions of a template: how big, and what wakes them. */
import * as z from "zod";
import { type Declared, idsIn, textIn } from "./declared.ts";
import { runsOfMonth } from "./schedule-runs.ts";

export type Waker = "request" | "clock" | "stream" | "queue" | "dashboard" | "hand";

export interface FunctionFact {
  /** Without the prefix of the stage. */
  readonly name: string;
  readonly gigabytes: number;
  readonly waker: Waker;
  /** Runs by the clock in a month; 0 where something else wakes it. */
  readonly clockRuns: number;
}

const lambda = z.object({ FunctionName: z.string().optional(), MemorySize: z.number().default(128) });
const integration = z.object({ IntegrationUri: z.unknown() });
const rule = z.object({
  ScheduleExpression: z.string().optional(),
  Targets: z.array(z.object({ Arn: z.unknown() })).default([]),
});
export const mapping = z.object({
  EventSourceArn: z.unknown(),
  FunctionName: z.unknown(),
  StartingPosition: z.string().optional(),
});

/** Every function, in the order of the template. `drawers`: those that dashboards call. */
export function functionFacts(declared: Declared, stage: string, drawers: readonly string[]): FunctionFact[] {
  const requested = [...declared.read("AWS::ApiGatewayV2::Integration", integration).values()].flatMap(idsIn);
  const mappings = [...declared.read("AWS::Lambda::EventSourceMapping", mapping).values()];
  const fedBy = (isStream: boolean) =>
    mappings
      .filter(({ StartingPosition }) => isStream === (StartingPosition !== undefined))
      .flatMap((one) => idsIn(one.FunctionName));
  const wakers: readonly (readonly [Waker, readonly string[]])[] = [
    ["request", requested],
    ["stream", fedBy(true)],
    ["queue", fedBy(false)],
    ["dashboard", drawers],
  ];
  const rules = [...declared.read("AWS::Events::Rule", rule).values()];
  return [...declared.read("AWS::Lambda::Function", lambda)].map(([id, { FunctionName, MemorySize }]) => {
    const clockRuns = rules
      .filter(({ Targets }) => Targets.some(({ Arn }) => idsIn(Arn).includes(id)))
      .reduce((total, { ScheduleExpression }) => total + (ScheduleExpression ? runsOfMonth(ScheduleExpression) : 0), 0);
    const waker = clockRuns > 0 ? "clock" : (wakers.find(([, ids]) => ids.includes(id))?.[0] ?? "hand");
    return {
      name: textIn(FunctionName ?? id).replace(`dondoc-${stage}-`, ""),
      gigabytes: MemorySize / 1_024,
      waker,
      clockRuns,
    };
  });
}
