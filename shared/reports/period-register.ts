/** The register of a period: how its reports stand, by group of bodies; always n of N, and N is the list that was frozen. */
import type { Day } from "../calendar/province-time.ts";
import { type UnitGroup, unitGroups } from "../units/groups.ts";
import { type ObligationHead, type Standing, standingOf } from "./obligation.ts";
import type { Tier } from "./regime.ts";

/** Counts of a group. `owing` is N; `handedIn` is n, whatever has become of the report since; excused ones are of N and not of n. */
export interface RegisterRow {
  readonly owing: number;
  readonly handedIn: number;
  readonly standings: Readonly<Record<Standing, number>>;
  /** Reports of parents whose children came, or changed, after they were gathered. */
  readonly outOfDate: number;
  readonly incomplete: number;
  readonly invalid: number;
}

type Counted = Pick<
  ObligationHead,
  "group" | "tier" | "state" | "first" | "dueOn" | "extension" | "outOfDate" | "isComplete" | "isValid"
>;

export interface PeriodRegister {
  readonly all: RegisterRow;
  /** Those that report to the province itself, and those whose reports a parent gathers. */
  readonly tiers: Readonly<Record<Tier, RegisterRow>>;
  /** Groups that owe anything. */
  readonly groups: readonly { readonly group: UnitGroup; readonly row: RegisterRow }[];
}

/** Counts the obligations of a period as they stand on a day. Those that have lapsed are not counted. */
export function periodRegister(obligations: readonly Counted[], today: Day): PeriodRegister {
  const owed = obligations.filter(({ state }) => state !== "lapsed");
  const ofTier = (tier: Tier) => owed.filter((obligation) => obligation.tier === tier);
  const byGroup = Map.groupBy(owed, ({ group }) => group);
  return {
    all: rowOf(owed, today),
    tiers: { direct: rowOf(ofTier("direct"), today), child: rowOf(ofTier("child"), today) },
    groups: unitGroups.flatMap((group) => {
      const members = byGroup.get(group);
      return members ? [{ group, row: rowOf(members, today) }] : [];
    }),
  };
}

function rowOf(obligations: readonly Counted[], today: Day): RegisterRow {
  const count = (matches: (obligation: Counted) => boolean) => obligations.filter(matches).length;
  const standing = (name: Standing) => count((obligation) => standingOf(obligation, today) === name);
  return {
    owing: obligations.length,
    handedIn: count(({ first }) => first !== undefined),
    standings: {
      "on-time": standing("on-time"),
      late: standing("late"),
      missing: standing("missing"),
      "not-yet-due": standing("not-yet-due"),
      returned: standing("returned"),
      excused: standing("excused"),
    },
    outOfDate: count(({ outOfDate = [] }) => outOfDate.length > 0),
    incomplete: count(({ isComplete }) => isComplete === false),
    invalid: count(({ isValid }) => isValid === false),
  };
}
