/** What the roles of the functions may do, read from the deployed policies, and written back with a grant less. */
import {
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { functionNames } from "../../../infra/synthesize.ts";
import { insist } from "../failure.ts";
import type { World } from "../world.ts";

/** One action on one resource. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** All that a function may do. */
export interface FunctionPolicy {
  /** The folder of the function. */
  readonly name: string;
  readonly role: string;
  readonly policy: string;
  readonly grants: readonly Grant[];
}

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
/** Strict: a condition, or a refusal, would be a kind of grant that the proof does not know. */
const statement = z.strictObject({ Effect: z.literal("Allow"), Action: texts, Resource: texts });
const document = z.object({ Statement: z.array(statement) });

async function policyOf({ clients: { lambda, iam }, functionName }: World, name: string): Promise<FunctionPolicy> {
  const { Role = "" } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName(name) }));
  const role = Role.slice(Role.lastIndexOf("/") + 1);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: role }));
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  const [policy = ""] = PolicyNames;
  insist(
    PolicyNames.length === 1 && AttachedPolicies.length === 0,
    `The role of ${name} has not exactly one policy of its own.`,
  );
  const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: policy }));
  const { Statement } = document.parse(JSON.parse(decodeURIComponent(PolicyDocument)));
  return { name, role, policy, grants: grantsIn(Statement) };
}

function grantsIn(statements: z.output<typeof document>["Statement"]): Grant[] {
  return statements.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
  );
}

/** Where the emulator asks otherwise than AWS: for the names of batches, and for any resource where a call names none. */
const dialect: Readonly<Record<string, { readonly action?: string; readonly identity?: string }>> = {
  "sqs:SendMessage": { action: "sqs:SendMessageBatch" },
  "ses:SendRawEmail": { identity: "*" },
};

function asTheEmulatorReads({ action, resource }: Grant) {
  const other = dialect[action];
  const Resource = resource.includes(":identity/") ? (other?.identity ?? resource) : resource;
  return { Effect: "Allow", Action: [action, other?.action ?? []].flat(), Resource };
}

/** Lets a function begin anew, in an environment that remembers nothing. */
export async function restart({ clients: { lambda }, functionName }: World, name: string): Promise<void> {
  const FunctionName = functionName(name);
  const { MemorySize } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize }));
}

/** Lets a function do what these grants say and nothing else, from a new environment. */
export async function allow(world: World, { name, role, policy }: FunctionPolicy, grants: readonly Grant[]) {
  const Statement = grants.map(asTheEmulatorReads);
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await world.clients.iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: policy, PolicyDocument }));
  await restart(world, name);
}

/** Writes every policy as the emulator reads it, where on AWS it says the same already; answers them as they were deployed. */
export async function inDialect(world: World): Promise<FunctionPolicy[]> {
  const policies = await Promise.all(functionNames.map((name) => policyOf(world, name)));
  for (const policy of policies) await allow(world, policy, policy.grants);
  return policies;
}

/** A grant in a few words: `mail-sender: dynamodb:GetItem on table/dondoc-test-notices`. */
export function grantName({ name }: FunctionPolicy, { action, resource }: Grant): string {
  return `${name}: ${action} on ${resource.split(":").slice(5).join(":")}`;
}
