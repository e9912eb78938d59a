/** Event source mappings as the template declares them: what is polled, for which function, and what happens when it fails. */
import * as z from "zod";
import { type EventPattern, patternOf } from "./streams/event-pattern.ts";
import { type Template, TemplateError } from "./template.ts";

const mappingProperties = z.object({
  BatchSize: z.number().int().min(1).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
  Enabled: z.boolean().default(true),
  EventSourceArn: z.string(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  MaximumRetryAttempts: z.number().int().default(-1),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().int().min(2) }).optional(),
  StartingPosition: z.enum(["TRIM_HORIZON", "LATEST"]).optional(),
});

interface Mapping {
  /** Its id in the template. */
  readonly id: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
}

export interface StreamMapping extends Mapping {
  readonly tableName: string;
  readonly sourceArn: string;
  readonly startsAtLatest: boolean;
  readonly windowMilliseconds: number;
  readonly bisects: boolean;
  /** Further tries after the first. */
  readonly retriesAtMost: number;
  readonly ageAtMostMilliseconds: number;
  /** A record is handed over when any of them matches; none: every record. */
  readonly patterns: readonly EventPattern[];
  /** The queue for what was given up. */
  readonly failureQueueArn: string | undefined;
}

export interface QueueMapping extends Mapping {
  readonly queueName: string;
  readonly sourceArn: string;
  readonly atOnce: number;
}

export interface Mappings {
  readonly streams: readonly StreamMapping[];
  readonly queues: readonly QueueMapping[];
}

/** Lambda's own limits where the template sets none: a stream's records live for a day. */
const dayMilliseconds = 86_400_000;
const defaults = { streamBatch: 100, queueBatch: 10, atOnce: 2 } as const;

export function mappingsOf(template: Template): Mappings {
  const streams: StreamMapping[] = [];
  const queues: QueueMapping[] = [];
  for (const resource of template.ofType("AWS::Lambda::EventSourceMapping")) {
    const properties = template.read(resource, mappingProperties);
    if (!properties.Enabled) continue;
    const { EventSourceArn: sourceArn, FunctionName: functionName } = properties;
    const reportsItemFailures = properties.FunctionResponseTypes.includes("ReportBatchItemFailures");
    const common = { id: resource.id, sourceArn, functionName: shortFunctionName(functionName), reportsItemFailures };
    const [, tableName] = /:table\/([^/]+)\/stream\//.exec(sourceArn) ?? [];
    const [, queueName] = /^arn:[^:]+:sqs:[^:]+:[^:]+:([^:]+)$/.exec(sourceArn) ?? [];
    if (tableName !== undefined) streams.push({ ...common, tableName, ...streamSettings(properties) });
    else if (queueName !== undefined) queues.push({ ...common, queueName, ...queueSettings(properties) });
    else throw new TemplateError(`${resource.id}: the runner knows no source like ${sourceArn}.`);
  }
  return { streams, queues };
}

type Properties = z.output<typeof mappingProperties>;

function streamSettings(properties: Properties) {
  const { MaximumRetryAttempts: retries, MaximumRecordAgeInSeconds: age } = properties;
  return {
    batchSize: properties.BatchSize ?? defaults.streamBatch,
    startsAtLatest: properties.StartingPosition === "LATEST",
    windowMilliseconds: properties.MaximumBatchingWindowInSeconds * 1000,
    bisects: properties.BisectBatchOnFunctionError,
    retriesAtMost: retries < 0 ? Number.POSITIVE_INFINITY : retries,
    ageAtMostMilliseconds: age < 0 ? dayMilliseconds : age * 1000,
    patterns: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => patternOf(Pattern)),
    failureQueueArn: properties.DestinationConfig?.OnFailure?.Destination,
  };
}

function queueSettings({ BatchSize, ScalingConfig }: Properties) {
  return {
    batchSize: BatchSize ?? defaults.queueBatch,
    atOnce: ScalingConfig?.MaximumConcurrency ?? defaults.atOnce,
  };
}

/** A function may be named by its ARN. */
function shortFunctionName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
