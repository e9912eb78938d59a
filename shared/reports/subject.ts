/** How events and notices name obligations, and the period or order that they are owed for. */

const prefix = "obligation#";
const periodPrefix = "period#";

export function obligationSubject(id: string): string {
  return `${prefix}${id}`;
}

/** The id of a subject that is an obligation. */
export function obligationOfSubject(subject: string): string | undefined {
  return subject.startsWith(prefix) ? subject.slice(prefix.length) : undefined;
}

/** A period as events name it: opened, frozen. */
export function periodSubject(id: string): string {
  return `${periodPrefix}${id}`;
}

/** An order as events name it: opened, closed. */
export function orderSubject(id: string): string {
  return `order#${id}`;
}
