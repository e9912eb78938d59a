/** The criteria set of the demonstration: the default set, tried and issued at the end of 2022. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { actorOf } from "../../../../shared/access/acting.ts";
import type { Day } from "../../../../shared/calendar/province-time.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import { setHeader } from "../../../../shared/scoring/criteria/criteria-set.ts";
import { readSet } from "../../../../shared/scoring/criteria/set-loading.ts";
import { loadedSet, publishedSet, setEvent } from "../../../../shared/scoring/criteria/set-moves.ts";
import { isPublished, type PublishedSet } from "../../../../shared/scoring/periods/opening.ts";
import type { ScoringStore } from "../../../../shared/scoring/scoring-store.ts";
import { root, since } from "../body.ts";
import { isoAt } from "./past.ts";

const file = resolve(import.meta.dirname, "..", "..", "..", "criteria", "mac-dinh-2023.json");
const fileContent = z.object({ header: setHeader, criteria: z.array(z.unknown()) });

/** The file says 2023. Here the set is in force a year earlier, so that a result of 2022 can lie in the past. */
const validFrom: Day = "2022-01-01";

/** The Office loads it, the leader at the province publishes it. */
const office = "van-phong-ubnd-tinh";
const loading = {
  by: actorOf({ id: `${office}.supervisor` }, { role: "supervisor", unit: office, from: since }),
  at: isoAt("2022-12-12", 10),
};
const publishing = {
  by: actorOf({ id: `${root}.leader` }, { role: "leader", unit: root, from: since }),
  at: isoAt("2022-12-20", 9),
};
export const setPublishedOn: Day = "2022-12-20";

/** The set as it stands since it was published, with what is to be written for it. */
export function demoSet(scores: ScoringStore): { readonly record: PublishedSet; readonly change: Change } {
  const { header, criteria } = fileContent.parse(JSON.parse(readFileSync(file, "utf8")));
  const { set } = readSet({ ...header, validFrom }, criteria);
  if (!set) throw new Error(`The criteria set ${file} is refused.`);
  const loaded = loadedSet(set, undefined, loading);
  const record = publishedSet(loaded, false, publishing);
  if (!isPublished(record)) throw new Error(`The criteria set ${set.id} is not published.`);
  const history = [
    setEvent("criteria-set-loaded", loaded, loading),
    setEvent("criteria-set-published", record, publishing),
  ];
  return { record, change: { writes: [scores.saveSet(record, undefined)], events: [], history } };
}
