/** What deployments after the first one do: nothing, one function, or away with it all. */

import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Assembly, assetsOf, changedHeader, synthesizedWithChange } from "./assembly.ts";
import { bootstrap, deploy, destroy, diff } from "./cdk.ts";
import { type Clients, clientsOf } from "./clients.ts";
import type { Emulator } from "./emulator.ts";
import { insist } from "./failure.ts";
import { emptyBucket } from "./files.ts";
import { leaveOut } from "./left-out.ts";
import { remainsOf } from "./remains.ts";
import type { Take } from "./story.ts";
import type { World } from "./world.ts";

const changedFunction = "calendar";

/** A second deployment changes nothing; a changed function runs anew, alone. */
export async function changeNothingThenOne(
  world: World,
  assembly: Assembly,
  folder: string,
  take: Take,
): Promise<void> {
  const { emulator } = world;
  await take("cdk diff --fail finds no difference", () => diff(emulator, assembly));
  await take("a second deployment changes nothing", async () => {
    const before = await codeOf(world.clients);
    insist(
      !(await deploy(emulator, assembly)).isChanged,
      "The second deployment of the same says that it changed something.",
    );
    insist(
      same(before, await codeOf(world.clients)).length === before.size,
      "The second deployment changed a function.",
    );
  });
  await take("one changed function runs its new code, all others keep theirs", () =>
    changeOne(world, assembly, folder),
  );
}

async function changeOne({ emulator, clients, gateway, functionName }: World, assembly: Assembly, folder: string) {
  const call = { path: "/v1/deadlines?receivedAt=2026-06-01T08:00:00Z&days=5" };
  const isChanged = async () => (await gateway(call, 200)).headers.get(changedHeader) === "yes";
  insist(!(await isChanged()), "The function says the header before it was changed.");
  const changed = synthesizedWithChange(assembly.stage, folder, changedFunction);
  leaveOut(changed);
  const [assets, after] = [assetsOf(assembly), assetsOf(changed)];
  insist(
    assets.size > 1 && [...assets].filter((hash) => !after.has(hash)).length === 1,
    "Not exactly one asset has another hash.",
  );
  const before = await codeOf(clients);
  await deploy(emulator, changed);
  const kept = same(before, await codeOf(clients));
  insist(kept.length === before.size - 1, `${before.size - kept.length} functions have new code instead of one.`);
  insist(!kept.includes(functionName(changedFunction)), "The changed function still has its old code.");
  insist(await isChanged(), "The changed function still runs its old code.");
}

/** `cdk destroy` of a stage that is thrown away, after its documents. */
export async function destroyAll(world: World, assembly: Assembly): Promise<void> {
  await emptyBucket(world);
  await destroy(world.emulator, assembly);
  const left = Object.values(await remainsOf(world.clients, world.stage)).flat();
  insist(left.length === 0, `The destroyed stage has left: ${left.join(", ")}.`);
}

/** `cdk destroy` of a stage with the settings of production leaves its tables, documents, users and logs, and nothing that runs. */
export async function destroyRetained(emulator: Emulator, assembly: Assembly): Promise<void> {
  const { name } = assembly.stage;
  const clients = clientsOf(emulator);
  const TableName = (await deploy(emulator, assembly)).outputs.EventsTable;
  const before = await remainsOf(clients, name);
  for (const [kind, names] of Object.entries(before)) insist(names.length > 0, `The stage ${name} has no ${kind}.`);
  const item = { subject: "proof", sequence: 1, said: "Còn nguyên" };
  await clients.dynamo.send(new PutCommand({ TableName, Item: item }));
  await destroy(emulator, assembly);
  const { tables, buckets, pools, logs, ...others } = await remainsOf(clients, name);
  for (const [kind, names] of Object.entries({ tables, buckets, pools, logs })) {
    const lost = Object.entries(before)
      .flatMap(([of, all]) => (of === kind ? all : []))
      .filter((one) => !names.includes(one));
    insist(lost.length === 0, `The retained stage has lost of its ${kind}: ${lost.join(", ")}.`);
  }
  const running = Object.values(others).flat();
  insist(running.length === 0, `The destroyed stage still has: ${running.join(", ")}.`);
  const { Item } = await clients.dynamo.send(new GetCommand({ TableName, Key: { subject: "proof", sequence: 1 } }));
  insist(Item?.said === item.said, "A retained table has lost what was in it.");
}

/** The hash of each function's code. */
async function codeOf({ lambda }: Clients): Promise<ReadonlyMap<string, string>> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  return new Map(Functions.map(({ FunctionName = "", CodeSha256 = "" }) => [FunctionName, CodeSha256]));
}

/** The functions whose code has stayed. */
function same(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([name, hash]) => after.get(name) === hash).map(([name]) => name);
}

/** The first deployment into an empty account. */
export async function deployFirst(emulator: Emulator, assembly: Assembly, take: Take): Promise<Record<string, string>> {
  await take("cdk bootstrap", () => bootstrap(emulator, assembly));
  const { outputs } = await take("the stage is deployed (npm run deploy)", () => deploy(emulator, assembly));
  return outputs;
}
