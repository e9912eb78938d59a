/** One page of the worklist: of one unit, of a subtree, or of the whole province. */
import { grantsOn, ownUnit } from "../../shared/access/roles.ts";
import type { CalendarStore } from "../../shared/calendar/calendar-store.ts";
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { OfficerCaller } from "../../shared/platform/http/route.ts";
import { decodeCursor, encodeCursor, type PageRequest } from "../../shared/platform/pages.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import { shardCount } from "../../shared/platform/shards.ts";
import { beforeFirst, type OpenPlace, type QuestionStore } from "../../shared/questions/question-store.ts";
import { mergedPage, worklistEntry } from "../../shared/questions/worklist.ts";
import { subtreeOf } from "../../shared/units/tree.ts";

export interface WorkPlaces {
  readonly questions: QuestionStore;
  readonly calendars: CalendarStore;
  readonly childrenOf: (id: string, on: Day) => Promise<readonly string[]>;
  /** The unit at the root of the tree. */
  readonly provinceUnit: string;
}

interface WorkQuery extends PageRequest {
  readonly scope: "unit" | "subtree" | "province";
  readonly unit?: string | undefined;
}

export async function worklistPage(query: WorkQuery, caller: OfficerCaller, now: Instant, deps: WorkPlaces) {
  const places = await placesOf(query, caller, dayAt(now), deps);
  const after = decodeCursor(query.cursor, ["after"])?.after;
  if (after !== undefined && !isPlace(after)) throw new Refusal("cursor-invalid");
  const { items, last } = await mergedPage(places, after ?? beforeFirst, query.limit, deps.questions.openIn);
  const calendar = await deps.calendars.current();
  return {
    body: {
      items: items.map((question) => worklistEntry(question, now, calendar)),
      ...(last !== undefined && { nextCursor: encodeCursor({ after: last }) }),
    },
  };
}

/** The order of an open question: its due day and its code. */
function isPlace(after: string | number): after is string {
  return typeof after === "string" && /^\d{4}-\d{2}-\d{2}#[0-9A-Z-]+$/.test(after);
}

/** Where to look, once it is sure that the officer may. */
async function placesOf(
  { scope, unit }: WorkQuery,
  caller: OfficerCaller,
  today: Day,
  deps: WorkPlaces,
): Promise<OpenPlace[]> {
  if (scope === "province") {
    mayOversee(caller, deps.provinceUnit, today);
    return Array.from({ length: shardCount }, (_, shard) => ({ shard }));
  }
  const top = unit ?? ownUnit(caller.officer.grants, today);
  caller.admit(top);
  if (scope === "unit") return [{ unit: top }];
  mayOversee(caller, top, today);
  const units = await subtreeOf(top, today, deps.childrenOf);
  return units.map((id) => ({ unit: id }));
}

/** A role at a parent does not include the children, but its leader and its consolidator follow them up. */
function mayOversee({ officer }: OfficerCaller, top: string, today: Day): void {
  const isOverseer = grantsOn(officer.grants, today).some(
    ({ role, unit }) =>
      role === "supervisor" || role === "auditor" || (unit === top && (role === "leader" || role === "consolidator")),
  );
  if (!isOverseer) throw new Refusal("role-missing");
}
