/** What the stack tells after a deployment: its addresses, and the names that commands ask for. */
import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { Api } from "./api.ts";
import type { Dashboards } from "./dashboards/dashboards.ts";
import type { Stateful } from "./stateful.ts";

export interface OutputsProps {
  readonly api: Api;
  readonly data: Stateful;
  readonly dashboards: Dashboards;
}

/** Outputs of the stack itself, so that each is known by its own name: a table's is its id and `Table`. */
export function addOutputs(stack: Stack, { api, data, dashboards }: OutputsProps): void {
  const add = (name: string, value: string) => new CfnOutput(stack, name, { value });
  add("ApiUrl", api.url);
  if (data.signInUrl) add("SignInUrl", data.signInUrl);
  add("DashboardUrl", dashboards.url);
  for (const [id, { tableName }] of Object.entries(data.tables)) add(`${id}Table`, tableName);
  add("DocumentsBucket", data.documents.bucketName);
}
