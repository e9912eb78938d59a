/** How events and notices name what is scored. */

const prefix = "evaluation#";

export function evaluationSubject(id: string): string {
  return `${prefix}${id}`;
}

/** The id of a subject that is an evaluation. */
export function evaluationOfSubject(subject: string): string | undefined {
  return subject.startsWith(prefix) ? subject.slice(prefix.length) : undefined;
}

/** A score period as events name it. */
export function scorePeriodSubject(id: string): string {
  return `score-period#${id}`;
}

export function criteriaSetSubject(id: string): string {
  return `criteria-set#${id}`;
}
