/** Metric filters as the template declares them: which lines of which function's log are counted, and as what. */
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { type Template, TemplateError } from "../template.ts";
import { type LogPattern, logPatternOf, selected } from "./log-pattern.ts";
import type { Measured } from "./metric.ts";

const filterProperties = z.object({
  FilterPattern: z.string(),
  LogGroupName: z.string(),
  MetricTransformations: z
    .array(
      z.object({
        MetricName: z.string(),
        MetricNamespace: z.string(),
        MetricValue: z.string(),
        DefaultValue: z.number().optional(),
        Dimensions: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
        Unit: z.string().default("None"),
      }),
    )
    .min(1),
});
const groupProperties = z.object({ LoggingConfig: z.object({ LogGroup: z.string().optional() }).optional() });

type Transformation = z.output<typeof filterProperties>["MetricTransformations"][number];

export interface DeclaredFilter {
  readonly functionName: string;
  readonly matches: LogPattern;
  readonly transformations: readonly Transformation[];
}

/** A filter on a log that no function writes is an error: it would never count anything. */
export function filtersOf(template: Template): DeclaredFilter[] {
  const byGroup = new Map(
    template.ofType("AWS::Lambda::Function").map((resource) => {
      const name = String(template.resolve({ Ref: resource.id }, resource.id));
      return [template.read(resource, groupProperties).LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`, name] as const;
    }),
  );
  return template.ofType("AWS::Logs::MetricFilter").flatMap((resource) => {
    const { FilterPattern, LogGroupName, MetricTransformations } = template.read(resource, filterProperties);
    const functionName = byGroup.get(LogGroupName);
    if (functionName === undefined) throw new TemplateError(`${resource.id}: no function writes to ${LogGroupName}.`);
    return [{ functionName, matches: logPatternOf(FilterPattern), transformations: MetricTransformations }];
  });
}

/** What a function's line counts as. */
export function filteredMetrics(
  filters: readonly DeclaredFilter[],
  functionName: string,
  parsed: unknown,
  at: Instant,
): Measured[] {
  return filters
    .filter((filter) => filter.functionName === functionName)
    .flatMap(({ matches, transformations }) => {
      const isMeant = matches(parsed);
      return transformations.flatMap((one) => measuredAs(one, isMeant, parsed, at));
    });
}

function measuredAs(one: Transformation, isMeant: boolean, parsed: unknown, at: Instant): Measured[] {
  const value = isMeant ? countedAs(one.MetricValue, parsed) : one.DefaultValue;
  if (value === undefined) return [];
  const dimensions = Object.fromEntries(one.Dimensions.map(({ Key, Value }) => [Key, String(selected(Value, parsed))]));
  return [{ metric: { namespace: one.MetricNamespace, name: one.MetricName, dimensions }, value, unit: one.Unit, at }];
}

function countedAs(written: string, parsed: unknown): number | undefined {
  const value = written.startsWith("$") ? selected(written, parsed) : written;
  const number = typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
