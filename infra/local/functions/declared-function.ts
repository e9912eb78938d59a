/** A function as the template declares it. */
import * as z from "zod";
import { localCredentials } from "../engine.ts";
import { place } from "../meanings.ts";
import { type Json, type Template, TemplateError } from "../template.ts";

const functionProperties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
  Handler: z.string(),
  LoggingConfig: z.object({ LogFormat: z.string().optional(), LogGroup: z.string().optional() }).optional(),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
});

export interface DeclaredFunction {
  readonly name: string;
  /** The folder with its code. */
  readonly folder: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Its own variables, as the template gives them. */
  readonly variables: Readonly<Record<string, string>>;
  /** What Lambda adds to them. */
  readonly lambdaVariables: Readonly<Record<string, string>>;
}

/** Every function of the template, by its name. */
export function functionsOf(
  template: Template,
  assetFolder: (objectKey: string) => string | undefined,
): DeclaredFunction[] {
  return template.ofType("AWS::Lambda::Function").map((resource) => {
    const properties = template.read(resource, functionProperties);
    const folder = assetFolder(properties.Code.S3Key);
    if (folder === undefined)
      throw new TemplateError(`${resource.id}: the assembly has no asset ${properties.Code.S3Key}.`);
    const name = textOf(template.resolve({ Ref: resource.id }, resource.id));
    return {
      name,
      folder,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      variables: properties.Environment?.Variables ?? {},
      lambdaVariables: lambdaVariables(name, folder, properties),
    };
  });
}

function lambdaVariables(
  name: string,
  folder: string,
  properties: z.output<typeof functionProperties>,
): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: "local",
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_FORMAT: properties.LoggingConfig?.LogFormat ?? "Text",
    AWS_LAMBDA_LOG_GROUP_NAME: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    LAMBDA_TASK_ROOT: folder,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    _HANDLER: properties.Handler,
  };
}

/** The variables of all functions together. */
export function mergedVariables(functions: readonly DeclaredFunction[]): Record<string, string> {
  return Object.assign({}, ...functions.map(({ variables }) => variables));
}

function textOf(value: Json): string {
  if (typeof value !== "string") throw new TemplateError("A function's name is no text.");
  return value;
}
