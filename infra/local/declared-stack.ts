/** Everything of the template that runs here, read and resolved before anything is started. */
import { type Coverage, coverageOf } from "./coverage.ts";
import { type DeclaredFunction, functionsOf, mergedVariables } from "./functions/declared-function.ts";
import { apiOf, type DeclaredApi } from "./gateway/declared-api.ts";
import { type TokenClient, tokenClientsOf } from "./issuer.ts";
import { localMeanings } from "./meanings.ts";
import type { Synthesized } from "./synthesized.ts";
import { type Table, tablesOf } from "./tables.ts";
import { readTemplate } from "./template.ts";

export interface DeclaredStack {
  readonly tables: readonly Table[];
  readonly functions: readonly DeclaredFunction[];
  readonly api: DeclaredApi;
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
): DeclaredStack {
  const template = readTemplate(source, localMeanings({ stackName, apiUrl, consoleUrl }));
  const functions = functionsOf(template, assetFolder);
  return {
    tables: tablesOf(template),
    functions,
    api: apiOf(template),
    userPools: template.ofType("AWS::Cognito::UserPool").map(({ id }) => id),
    tokenClients: tokenClientsOf(template),
    variables: mergedVariables(functions),
    coverage: coverageOf(template.resources),
  };
}
