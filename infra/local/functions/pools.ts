/** A pool for every function of the stack; all meet new environments when the engine is to be found elsewhere. */
import { systemChance } from "../../../shared/platform/ids.ts";
import type { SettableClock } from "../clock.ts";
import type { DeclaredStack } from "../declared-stack.ts";
import type { Services } from "../services.ts";
import type { FunctionLog } from "./function-log.ts";
import { functionPool, type Pool, type PoolDeps } from "./pool.ts";

export interface FunctionPoolsDeps {
  readonly stack: Pick<DeclaredStack, "functions">;
  readonly clock: SettableClock;
  readonly services: Services;
  readonly log: FunctionLog;
  readonly measure: PoolDeps["measure"];
}

/** By the names of the functions. */
export function functionPools({ stack, clock, services, log, measure }: FunctionPoolsDeps): ReadonlyMap<string, Pool> {
  const deps: PoolDeps = {
    offset: clock.offset,
    get endpoint() {
      return services.endpoint();
    },
    services: services.variables,
    log,
    chance: systemChance,
    ...(measure && { measure }),
  };
  const pools = new Map(stack.functions.map((declared) => [declared.name, functionPool(declared, deps)]));
  services.onMoved(() => {
    for (const pool of pools.values()) pool.renew();
  });
  return pools;
}
