/** The people of an evaluation, found in the register as it stands on a day. */
import type { Day } from "../calendar/province-time.ts";
import { Refusal } from "../platform/refusals.ts";
import { type EvaluationHead, reconsiderationStanding } from "../scoring/evaluations/evaluation.ts";
import { refuseOwnReview, refuseOwnSelfScore, refuseOwnUnit } from "../scoring/evaluations/own-part.ts";
import type { ScoringStore } from "../scoring/scoring-store.ts";
import type { MeantBy, OfficerFactsDeps } from "./officer-facts.ts";
import type { PeopleStore } from "./people-store.ts";

export interface ScorePeopleDeps extends Pick<OfficerFactsDeps, "provinceOffice"> {
  readonly register: Pick<PeopleStore, "officersAt" | "officer">;
  readonly scores: Pick<ScoringStore, "sheet">;
  /** The unit at the root of the tree: its leader decides. */
  readonly provinceUnit: string;
}

/** Who is meant: those of the body; for the province those who follow up and, where none of them may answer a request, who decides. */
export function meantByScore(head: EvaluationHead, deps: ScorePeopleDeps): MeantBy {
  const { register, provinceOffice } = deps;
  return async (audience, on) => {
    switch (audience) {
      case "clerk":
      case "leader":
      case "consolidator":
        return { at: head.unit, officers: await register.officersAt(head.unit, audience, on) };
      case "province":
        return { at: provinceOffice, officers: await ofProvince(head, on, deps) };
      // Nobody gathers evaluations, and the council's results are not the governing body's.
      case "recipient":
      case "governing":
        return undefined;
    }
  };
}

async function ofProvince(head: EvaluationHead, on: Day, deps: ScorePeopleDeps): Promise<readonly string[]> {
  const { register, provinceOffice, provinceUnit } = deps;
  const supervisors = await register.officersAt(provinceOffice, "supervisor", on);
  if (reconsiderationStanding(head) !== "waiting") return supervisors;
  const answering = await Promise.all(supervisors.map((id) => mayAnswer(id, head, on, deps)));
  if (answering.includes(true)) return supervisors;
  return [...new Set([...supervisors, ...(await register.officersAt(provinceUnit, "leader", on))])];
}

async function mayAnswer(id: string, head: EvaluationHead, on: Day, { register, scores }: ScorePeopleDeps) {
  const officer = await register.officer(id);
  const sheet = await scores.sheet({ evaluation: head.id, number: head.sheet });
  if (!officer || !sheet) return false;
  try {
    refuseOwnUnit(officer, head, on);
    refuseOwnSelfScore(officer, head, sheet);
    refuseOwnReview(officer, head);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
