/** The HTTP API as the template declares it: routes, limits, CORS. */
import * as z from "zod";
import { type Template, TemplateError } from "../template.ts";

const apiProperties = z.object({
  ProtocolType: z.literal("HTTP"),
  CorsConfiguration: z
    .object({
      AllowOrigins: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowHeaders: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      AllowCredentials: z.boolean().default(false),
      MaxAge: z.number().optional(),
    })
    .optional(),
});
const stageProperties = z.object({
  StageName: z.string(),
  DefaultRouteSettings: z
    .object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() })
    .partial()
    .optional(),
});
const routeProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal("NONE").default("NONE"),
});
const integrationProperties = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  TimeoutInMillis: z.number().max(30_000).default(30_000),
});

export interface DeclaredRoute {
  /** As the template writes it: `GET /v1/questions/{code}`. */
  readonly key: string;
  /** The name of the function behind it. */
  readonly functionName: string;
  readonly timeoutMilliseconds: number;
}

export type CorsRules = NonNullable<z.output<typeof apiProperties>["CorsConfiguration"]>;

export interface DeclaredApi {
  readonly id: string;
  readonly stageName: string;
  readonly routes: readonly DeclaredRoute[];
  readonly cors: CorsRules | undefined;
  /** Requests a second, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number } | undefined;
}

/** The one HTTP API of the template. */
export function apiOf(template: Template): DeclaredApi {
  const [api, ...others] = template.ofType("AWS::ApiGatewayV2::Api");
  const [stage] = template.ofType("AWS::ApiGatewayV2::Stage");
  if (!api || !stage) throw new TemplateError("The template has no HTTP API with a stage.");
  if (others.length > 0) throw new TemplateError("The runner runs one HTTP API; the template has more.");
  const { CorsConfiguration: cors } = template.read(api, apiProperties);
  const { StageName: stageName, DefaultRouteSettings: limits } = template.read(stage, stageProperties);
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = limits ?? {};
  return {
    id: api.id,
    stageName,
    routes: routesOf(template),
    cors,
    throttle: rate === undefined || burst === undefined ? undefined : { rate, burst },
  };
}

function routesOf(template: Template): DeclaredRoute[] {
  const integrations = new Map<string, Omit<DeclaredRoute, "key">>(
    template.ofType("AWS::ApiGatewayV2::Integration").map((resource) => {
      const { IntegrationUri: uri, TimeoutInMillis: timeoutMilliseconds } = template.read(
        resource,
        integrationProperties,
      );
      const [, functionName] = /:function:([A-Za-z0-9_-]+)/.exec(uri) ?? [];
      if (functionName === undefined) throw new TemplateError(`${resource.id}: ${uri} names no function.`);
      return [`integrations/${resource.id}`, { functionName, timeoutMilliseconds }] as const;
    }),
  );
  return template.ofType("AWS::ApiGatewayV2::Route").map((resource) => {
    const { RouteKey: key, Target: target } = template.read(resource, routeProperties);
    const integration = integrations.get(target);
    if (!integration) throw new TemplateError(`${resource.id}: the route ${key} has no integration.`);
    return { key, ...integration };
  });
}
