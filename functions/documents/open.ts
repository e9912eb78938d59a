/** How an officer reaches an obligation and what belongs to it. */
import type { Grant } from "../../shared/access/roles.ts";
import { encode } from "../../shared/platform/crockford.ts";
import type { OfficerCaller } from "../../shared/platform/http/route.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import type { DocumentDeps } from "./deps.ts";

export interface Opened {
  readonly head: ObligationHead;
  readonly acting: Grant;
  /** Their own, or their child's in whose place they write; others see what was handed in. */
  readonly isWriter: boolean;
}

/** Finds an obligation for an officer: another unit's is not there, the own unit's with the wrong role is forbidden. */
export async function opened(
  id: string,
  caller: OfficerCaller,
  { reports }: Pick<DocumentDeps, "reports">,
): Promise<Opened> {
  const head = await reports.obligation(id);
  if (!head) throw new Refusal("not-found");
  const acting = caller.admit({ unit: head.unit, recipient: head.to, isForProvince: head.tier === "direct" });
  return { head, acting, isWriter: acting.unit === head.unit };
}

/** Sixteen symbols that nobody can foretell, as ids are written. */
export function newId(chance: Chance): string {
  return encode(chance.bytes(10), 16).toLowerCase();
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("not-found");
  return value;
}
