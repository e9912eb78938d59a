/** Reads the embedded metric format: lines of a log out of which CloudWatch takes figures. */
import * as z from "zod";
import type { Measured } from "./metric.ts";

const directive = z.object({
  Namespace: z.string().min(1),
  Dimensions: z.array(z.array(z.string())).default([[]]),
  Metrics: z.array(z.object({ Name: z.string().min(1), Unit: z.string().default("None") })),
});
const line = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});

/** The figures of a line that was parsed from JSON; none of one that is not in this format, or whose figure is no number. */
export function embeddedMetrics(parsed: unknown): Measured[] {
  const result = line.safeParse(parsed);
  if (!result.success) return [];
  const { _aws, ...fields } = result.data;
  return _aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = Object.fromEntries(names.map((name) => [name, String(fields[name])]));
      return Metrics.flatMap(({ Name: name, Unit: unit }) =>
        numbersOf(fields[name]).map((value) => ({
          metric: { namespace, name, dimensions },
          value,
          unit,
          at: _aws.Timestamp,
        })),
      );
    }),
  );
}

function numbersOf(value: unknown): number[] {
  return [value].flat().filter((one) => typeof one === "number");
}
