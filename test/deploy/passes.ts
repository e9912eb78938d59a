/** The two passes of the proof. */
import { join } from "node:path";
import type { Assembly } from "./assembly.ts";
import { awaitJobs, prepareJobs, ruleSeconds } from "./by-themselves.ts";
import { insistOnCalm, withComplaints } from "./calm.ts";
import { changeNothingThenOne, deployFirst, destroyAll, destroyRetained } from "./changes.ts";
import type { Emulator } from "./emulator.ts";
import { type FunctionPolicy, inDialect } from "./grants/policies.ts";
import type { Issuer } from "./issuer.ts";
import { tellReports } from "./reports-story.ts";
import { tellScores } from "./scores-story.ts";
import type { Steps } from "./steps.ts";
import { readWidget, type Take, tellStory } from "./story.ts";
import { type World, worldOf } from "./world.ts";

const stepSeconds = 90;

export interface PassParts {
  readonly emulator: Emulator;
  readonly assembly: Assembly;
  readonly issuer: Issuer;
  readonly folder: string;
  readonly steps: Steps;
}

/** A stage that has been through the story, and what its functions may do. */
export interface Enforced {
  readonly world: World;
  readonly portalKey: string;
  readonly policies: readonly FunctionPolicy[];
}

/** Deployment, story, what happens by itself. */
async function deployedStory({ emulator, assembly, issuer, folder }: PassParts, take: Take, isEnforcing: boolean) {
  const outputs = await deployFirst(emulator, assembly, take);
  const world = worldOf({ emulator, assembly, outputs, issuer });
  const policies = isEnforcing
    ? await take("every policy is written as the emulator reads it", () => inDialect(world))
    : [];
  try {
    const { portalKey } = await tellStory(world, take, join(folder, "province"));
    const traces = await take("a late question and a lost notice are prepared for the jobs", () => prepareJobs(world));
    await take("every job has been woken by its rule", () => awaitJobs(traces), ruleSeconds + stepSeconds);
    await tellReports(world, take);
    await tellScores(world, take);
    await take("the dashboard's table shows the unit by name", () => readWidget(world));
    await take("nothing has failed, and nobody has complained", () => insistOnCalm(world));
    return { world, portalKey, policies };
  } catch (error) {
    throw await withComplaints(error, world);
  }
}

/** Over HTTP, without policies: deployment in all its turns. */
export async function deploymentPass(parts: PassParts, retained: Assembly): Promise<void> {
  const { emulator, assembly, folder, steps } = parts;
  const take: Take = (name, work, seconds = stepSeconds) => steps.take(name, seconds, emulator.lost, work);
  const { world } = await steps.group("Deployment, without policies: story", () => deployedStory(parts, take, false));
  await steps.group("Deployment: again, changed, destroyed", async () => {
    await changeNothingThenOne(world, assembly, folder, take);
    await take("destroyed, it leaves nothing", () => destroyAll(world, assembly));
    await take("a stage like production leaves its tables and logs", () => destroyRetained(emulator, retained));
  });
}

/** Over HTTPS, with every call of a function checked against its policies. */
export async function policyPass(parts: PassParts): Promise<Enforced> {
  const { emulator, steps } = parts;
  const take: Take = (name, work, seconds = stepSeconds) => steps.take(name, seconds, emulator.lost, work);
  return steps.group("Deployment, with policies: story", () => deployedStory(parts, take, true));
}
