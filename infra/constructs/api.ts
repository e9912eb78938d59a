/** The HTTP API: exactly the routes of functions/routes.ts, one integration per function, access logs without query strings. */
import { Duration, Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CorsHttpMethod, HttpApi, HttpMethod, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { type AreaName, areas } from "../../functions/routes.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";
import { removalOf } from "./removal.ts";

export interface ApiProps {
  readonly stage: Stage;
  readonly functions: Readonly<Record<AreaName, DondocFunction>>;
}

/** Of what the gateway lets through in a minute. */
const throttleShare = 0.8;

export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, { stage, functions }: ApiProps) {
    super(scope, id);
    const logs = new LogGroup(this, "AccessLogs", {
      logGroupName: `/dondoc/${stage.name}/api`,
      retention: stage.logRetentionDays as RetentionDays,
      removalPolicy: removalOf(stage),
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
    this.addAlarms(stage);
  }

  /**
   * Answers of 5xx, whoever gave them, once and for a quarter of an hour on end; and a crowd at the gate, since beyond the throttle
   * requests are answered 429. Answers of 4xx ring nothing: they are the callers' own mistakes, and anybody can make as many as they like.
   */
  private addAlarms(stage: Stage): void {
    const failures = this.http.metricServerError({ statistic: "Sum", period: Duration.minutes(5) });
    new RunbookAlarm(this, "Failures", {
      stage,
      name: "api-failures",
      section: "api-failures",
      impact: "Somebody was answered with a failure of ours.",
      metric: failures,
      threshold: 1,
    });
    new RunbookAlarm(this, "Failing", {
      stage,
      name: "api-failing",
      section: "api-failures",
      impact: "For a quarter of an hour requests have been failing: portals cannot hand in questions.",
      metric: failures,
      threshold: 1,
      periods: 3,
    });
    new RunbookAlarm(this, "NearThrottle", {
      stage,
      name: "api-near-throttle",
      section: "api-near-throttle",
      impact: "So many requests come in that some are turned away, questions among them.",
      metric: this.http.metricCount({ statistic: "Sum", period: Duration.minutes(1) }),
      threshold: Math.floor(throttleShare * stage.throttle.rate * 60),
    });
  }

  get url(): string {
    return `https://${this.http.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
  }
}
