/** Which criteria are asked of which body. */
import type { UnitGroup } from "../../units/groups.ts";
import type { Participation, Unit } from "../../units/unit.ts";
import type { Criterion } from "./criteria-set.ts";

/** What a criterion must know of a body. */
export interface JudgedBody {
  readonly group: UnitGroup;
  readonly kind: Unit["kind"];
  readonly level: Unit["level"];
  readonly participations: readonly Participation[];
}

export function applies({ appliesTo: { kinds, levels, participations } }: Criterion, body: JudgedBody): boolean {
  return (
    (kinds === undefined || kinds.includes(body.kind)) &&
    (levels === undefined || levels.includes(body.level)) &&
    (participations === undefined || participations.some((kind) => body.participations.includes(kind)))
  );
}
