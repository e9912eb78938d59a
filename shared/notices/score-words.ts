/** Sets, criteria and facts as a mail names them. Pure. */

import type { CriteriaSet, Criterion } from "../scoring/criteria/criteria-set.ts";
import { pointsText } from "../scoring/explaining/points-text.ts";
import { factWords, proposalLabel } from "../scoring/explaining/words.ts";
import type { Fact } from "../scoring/facts/fact.ts";
import { check } from "../scoring/results/check.ts";
import { shortDay, shortened } from "./dates-for-people.ts";

/** As much of a criterion's text as a line has room for. */
const criterionLength = 80;

/** A set by its title and the decision that issued it; one without says, once, that it is a proposal. */
export function setName({ title, decision }: Pick<CriteriaSet, "title" | "decision">): string {
  const mark = proposalLabel.text.charAt(0).toLowerCase() + proposalLabel.text.slice(1);
  if (!decision) return title.includes(mark) ? title : `${title} (${mark})`;
  return `${title} (Quyết định số ${decision.number} ngày ${shortDay(decision.on)} của ${decision.issuer})`;
}

/** `A1 (Giới thiệu, cơ cấu tổ chức)`. */
export function criterionName({ id, text }: Pick<Criterion, "id" | "text">): string {
  return `${id} (${shortened(text, criterionLength)})`;
}

/** What a fact says of a criterion, and the points that it earns where no other body's value decides them: `"03/04 mục", 15/20 điểm`. */
export function valueAndPoints(fact: Fact, criterion: Criterion): string {
  const value = `"${factWords(fact, criterion.items?.length ?? 0).text}"`;
  const outcome = check(criterion, fact);
  if (outcome.is !== "scored" || criterion.isInformative) return value;
  const points = `${pointsText(outcome.points)}/${pointsText(criterion.max)} điểm`;
  return fact.is === "known" && "points" in fact.value ? points : `${value}, ${points}`;
}
