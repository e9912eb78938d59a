/** How an officer opens an obligation, and changes it upon the version that they read. */
import { actorOf } from "../../shared/access/acting.ts";
import type { Grant, Matter } from "../../shared/access/roles.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Write } from "../../shared/platform/transaction.ts";
import type { ObligationEvent } from "../../shared/reports/moves.ts";
import type { ObligationHead } from "../../shared/reports/obligation.ts";
import { obligationEvent } from "../../shared/reports/obligation-event.ts";
import type { ReportDeps } from "./deps.ts";

/** What an officer's change of an obligation is asked with. */
export interface Asked {
  readonly params: { obligation: string };
  readonly caller: OfficerCaller;
  readonly ifMatch: number;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** What a change makes of one obligation. */
export interface ObligationChange {
  readonly event: ObligationEvent;
  readonly before: ObligationHead;
  readonly next: ObligationHead;
  readonly facts?: ChangeEvent["facts"];
}

/** What a change makes of the obligation that was asked for. */
export interface Changed extends Omit<ObligationChange, "before"> {
  readonly why?: string | undefined;
  /** Items written once beside the head, and conditions. */
  readonly beside?: readonly Write[];
  /** Other obligations that change with it. */
  readonly also?: readonly ObligationChange[];
}

/** So often a change is made anew upon what was written in between: a step of the schedule, another child's mark on the parent. */
const mostTries = 8;

/** Whose an obligation is, and to whom it is sent. */
export function matterOf({ unit, to, tier }: Pick<ObligationHead, "unit" | "to" | "tier">): Matter {
  return { unit, recipient: to, isForProvince: tier === "direct" };
}

/** Finds an obligation for an officer: another unit's is not there, the own unit's with the wrong role is forbidden. */
export async function openObligation(
  id: string,
  caller: OfficerCaller,
  { reports }: Pick<ReportDeps, "reports">,
): Promise<{ head: ObligationHead; acting: Grant }> {
  const head = await reports.obligation(id);
  if (!head) throw new Refusal("not-found");
  return { head, acting: caller.admit(matterOf(head)) };
}

/**
 * Changes an obligation upon the version that the officer read, and answers with what `shown` says of it. What concerns no officer (a
 * step of its schedule) is passed over: the change is made anew upon it; a change of its content is not: `version-stale`.
 */
export async function changeObligation<Made extends Changed, Body>(
  asked: Asked,
  deps: ReportDeps,
  change: (head: ObligationHead, acting: Grant) => Made | Promise<Made>,
  shown: (made: Made) => Body,
): Promise<{ body: Body; version: number; made: Made }> {
  for (let attempt = 1; ; attempt++) {
    const { head, acting } = await openObligation(asked.params.obligation, asked.caller, deps);
    if (head.version !== asked.ifMatch) throw new Refusal("version-stale");
    const made = await change(head, acting);
    const body = shown(made);
    const { version } = made.next;
    try {
      await deps.transactions.commit(
        transactionOf(made, head, asked, acting, deps),
        { repeat: asked.repeat, status: 200, body, version },
        asked.now,
      );
      return { body, version, made };
    } catch (error) {
      const hasMoved = error instanceof Refusal && error.code === "moved-meanwhile";
      if (!hasMoved || attempt === mostTries) throw error;
    }
  }
}

function transactionOf(made: Changed, before: ObligationHead, asked: Asked, acting: Grant, { reports }: ReportDeps) {
  const { beside = [], also = [], why } = made;
  const by = actorOf(asked.caller.officer, acting);
  const changes = [{ ...made, before }, ...also];
  return {
    writes: [...changes.flatMap((entry) => reports.save(entry.next, entry.before)), ...beside],
    events: changes.map(({ event, before: { state }, next, facts }) =>
      obligationEvent(event, next, {
        by,
        now: asked.now,
        from: state,
        ...(why !== undefined && { why }),
        ...(facts && { facts }),
      }),
    ),
  };
}
