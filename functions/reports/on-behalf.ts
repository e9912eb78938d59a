/** A parent that gathers may act for a child that cannot: its people draft, its leader signs, and the report says so. */
import type { Grant } from "../../shared/access/roles.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { isHandedIn } from "../../shared/reports/moves.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";

/** Refuses who acts for a body that has no parent to do so, or that has handed in itself. */
export function refuseActingFor({ unit, tier, state, onBehalfBy }: ObligationHead, acting: Grant): void {
  if (acting.unit === unit) return;
  if (tier !== "child") throw new Refusal("not-a-child");
  if (isHandedIn(state) && onBehalfBy !== acting.unit) throw new Refusal("move-not-allowed");
}

/** The parent that acts for a body, which must say why; undefined: the body acts itself. */
export function actsFor(head: ObligationHead, acting: Grant, reason: string | undefined): string | undefined {
  refuseActingFor(head, acting);
  const isOwn = acting.unit === head.unit;
  if (isOwn === (reason === undefined)) return isOwn ? undefined : acting.unit;
  throw new Refusal("invalid-content", [fieldError("onBehalfReason", isOwn ? "not-on-behalf" : "missing")]);
}
