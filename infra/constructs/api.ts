/** The HTTP API: exactly the routes of functions/routes.ts, one integration per function, access logs without query strings. */
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CorsHttpMethod, HttpApi, HttpMethod, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type AreaName, areas } from "../../functions/routes.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import type { Stage } from "../stage.ts";
import type { DondocFunction } from "./function.ts";

export interface ApiProps {
  readonly stage: Stage;
  readonly functions: Readonly<Record<AreaName, DondocFunction>>;
}

export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, { stage, functions }: ApiProps) {
    super(scope, id);
    const logs = new LogGroup(this, "AccessLogs", {
      logGroupName: `/dondoc/${stage.name}/api`,
      retention: stage.logRetentionDays as RetentionDays,
      removalPolicy: stage.isRetained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.http = new HttpApi(this, "Http", {
      apiName: `dondoc-${stage.name}`,
      createDefaultStage: false,
      // Public reading from any page; nothing that carries a portal key or a token (a browser's POST does not pass).
      corsPreflight: { allowOrigins: ["*"], allowMethods: [CorsHttpMethod.GET], allowHeaders: ["lookup-key"] },
    });
    this.http.addStage("Stage", {
      stageName: "$default",
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: "$context.requestId",
            at: "$context.requestTime",
            route: "$context.routeKey",
            status: "$context.status",
            bytes: "$context.responseLength",
            milliseconds: "$context.responseLatency",
            integrationMilliseconds: "$context.integrationLatency",
            error: "$context.error.message",
          }),
        ),
      },
    });
    for (const [area, routes] of Object.entries(areas)) {
      const target = functions[area as AreaName].lambda;
      const integration = new HttpLambdaIntegration(area, target, { scopePermissionToRoute: false });
      for (const { path, method } of Object.values<Route>(routes)) {
        this.http.addRoutes({ path, methods: [HttpMethod[method]], integration });
      }
    }
  }

  get url(): string {
    return `https://${this.http.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }
}
