/** How events and notices name a question. */

const prefix = "question#";

export function subjectOf(code: string): string {
  return `${prefix}${code}`;
}

/** The code of a subject that is a question. */
export function codeOf(subject: string): string | undefined {
  return subject.startsWith(prefix) ? subject.slice(prefix.length) : undefined;
}
