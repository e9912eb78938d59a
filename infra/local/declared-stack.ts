/** Everything of the template that runs here, read and resolved before anything is started. */
import { type Coverage, coverageOf } from "./coverage.ts";
import { type DeclaredDashboard, dashboardsOf } from "./dashboards/declared-dashboards.ts";
import { type Mappings, mappingsOf } from "./declared-mappings.ts";
import { type DeclaredFunction, functionsOf, mergedVariables } from "./functions/declared-function.ts";
import { apiOf, type DeclaredApi } from "./gateway/declared-api.ts";
import { type TokenClient, tokenClientsOf } from "./issuer.ts";
import { type DeclaredMail, mailOf } from "./mail/declared-mail.ts";
import { localMeanings } from "./meanings.ts";
import { alarmsOf, type DeclaredAlarm } from "./metrics/declared-alarms.ts";
import { type DeclaredFilter, filtersOf } from "./metrics/declared-filters.ts";
import { bucketsOf, type DeclaredBucket } from "./objects/declared-buckets.ts";
import { type DeclaredQueues, queuesOf } from "./queues/declared-queues.ts";
import { type DeclaredRule, rulesOf } from "./schedules/declared-rules.ts";
import type { Synthesized } from "./synthesized.ts";
import { type Table, tablesOf } from "./tables.ts";
import { readTemplate } from "./template.ts";

export interface DeclaredStack {
  readonly name: string;
  readonly tables: readonly Table[];
  readonly functions: readonly DeclaredFunction[];
  readonly api: DeclaredApi;
  readonly queues: DeclaredQueues;
  readonly mail: DeclaredMail;
  readonly buckets: readonly DeclaredBucket[];
  /** What hands records and messages to functions. */
  readonly mappings: Mappings;
  readonly rules: readonly DeclaredRule[];
  /** What is counted out of the logs. */
  readonly filters: readonly DeclaredFilter[];
  readonly alarms: readonly DeclaredAlarm[];
  readonly dashboards: readonly DeclaredDashboard[];
  readonly userPools: readonly string[];
  readonly tokenClients: readonly TokenClient[];
  /** The variables of all functions together. */
  readonly variables: Readonly<Record<string, string>>;
  readonly coverage: Coverage;
}

export function declaredStack(
  { stackName, template: source, assetFolder }: Synthesized,
  apiUrl: string,
  consoleUrl: string,
  queuesUrl?: string,
): DeclaredStack {
  const addresses = { stackName, apiUrl, consoleUrl, ...(queuesUrl !== undefined && { queuesUrl }) };
  const template = readTemplate(source, localMeanings(addresses));
  const functions = functionsOf(template, assetFolder);
  return {
    name: stackName,
    tables: tablesOf(template),
    functions,
    api: apiOf(template),
    queues: queuesOf(template),
    mail: mailOf(template),
    buckets: bucketsOf(template),
    mappings: mappingsOf(template),
    rules: rulesOf(template),
    filters: filtersOf(template),
    alarms: alarmsOf(template),
    dashboards: dashboardsOf(template),
    userPools: template.ofType("AWS::Cognito::UserPool").map(({ id }) => id),
    tokenClients: tokenClientsOf(template),
    variables: mergedVariables(functions),
    coverage: coverageOf(template.resources),
  };
}
