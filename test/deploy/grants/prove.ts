/**
 * Least privilege, proven: every function does its work with its grants, and does not without any one of them. A grant that nobody
 * misses is a grant too many.
 */
import { withComplaints } from "../calm.ts";
import { ProofFailure } from "../failure.ts";
import type { ProofOptions } from "../options.ts";
import type { Enforced } from "../passes.ts";
import type { Steps } from "../steps.ts";
import { draw } from "./draw.ts";
import { allow, type FunctionPolicy, type Grant, grantName } from "./policies.ts";
import { probeOf } from "./probes.ts";
import { type Scene, setScene, stopRules } from "./scene.ts";
import { idleReasons, unseenBecause } from "./unseen.ts";

const stepSeconds = 60;

/** A grant whose removal somebody should notice. */
export interface Removal {
  readonly policy: FunctionPolicy;
  readonly grant: Grant;
}

export async function proveGrants(
  { world, portalKey, policies }: Enforced,
  steps: Steps,
  { grants: wanted, seed }: ProofOptions,
  print: (line: string) => void,
): Promise<void> {
  const { lost } = world.emulator;
  await steps.group("Least privilege", async () => {
    await steps.take("the rules of the clock are stopped", stepSeconds, lost, () => stopRules(world));
    const scene = await steps.take("questions of all kinds are prepared", stepSeconds, lost, () =>
      setScene(world, portalKey),
    );
    for (const { name } of policies) {
      await steps
        .take(`${name} does its work with its grants`, stepSeconds, lost, () => probeOf(name)(scene))
        .catch(async (error: unknown) => {
          throw await withComplaints(error, world);
        });
    }
    const all = removalsOf(policies);
    const drawn = wanted === "all" ? all : draw(all, wanted, seed);
    print(
      `  ${drawn.length} of ${all.length} grants are taken away, one at a time (GRANTS=${wanted} GRANTS_SEED=${seed})`,
    );
    const needless: string[] = [];
    for (const removal of drawn) {
      const name = grantName(removal.policy, removal.grant);
      const isMissed = await steps.take(`without ${name}`, stepSeconds, lost, () => isMissedWithout(removal, scene));
      if (!isMissed) needless.push(name);
    }
    if (needless.length > 0)
      throw new ProofFailure("Nobody misses these grants: each is one too many.", needless.join("\n"));
  });
}

/** All grants that the emulator asks for; a reason for others that is about none of them any more is a failure. */
export function removalsOf(policies: readonly FunctionPolicy[]): Removal[] {
  const all = policies.flatMap((policy) =>
    policy.grants.map((grant) => ({ policy, grant, why: unseenBecause(policy.name, grant) })),
  );
  const [idle] = idleReasons(new Set(all.map(({ why }) => why)));
  if (idle !== undefined) throw new ProofFailure(`No grant has this reason any more, remove it: ${idle}`);
  return all.filter(({ why }) => why === undefined).map(({ policy, grant }) => ({ policy, grant }));
}

/** Takes a grant away, looks whether the function's work fails, gives it back, and looks whether it goes on. */
async function isMissedWithout({ policy, grant }: Removal, scene: Scene): Promise<boolean> {
  const probe = probeOf(policy.name);
  const others = policy.grants.filter((one) => one !== grant);
  await allow(scene.world, policy, others);
  const isMissed = await probe(scene).then(
    () => false,
    (error: unknown) => {
      if (error instanceof ProofFailure) return true;
      throw error;
    },
  );
  await allow(scene.world, policy, policy.grants);
  await probe(scene);
  return isMissed;
}
