/** What has a history of its own: questions and obligations. Head and events are written in one transaction, an event for each count. */
import * as z from "zod";
import { codeOf, subjectOf } from "../../shared/questions/subject.ts";
import { obligationOfSubject, obligationSubject } from "../../shared/reports/subject.ts";
import type { Item } from "./item-json.ts";

/** One kind of such things, and the table that holds their items, several under one key. */
export interface HistoryKind {
  readonly table: "questions" | "reports";
  /** The attribute that the items of one have in common. */
  readonly keyName: string;
  /** In the plural, for sentences. */
  readonly many: string;
  /** The name of one that an item belongs to; undefined: the item is of another kind. */
  idOf(item: Item): string | undefined;
  subjectOf(id: string): string;
  /** The name of one by the subject of an event; undefined: another kind's. */
  idOfSubject(subject: string): string | undefined;
  /** Whether everything that the head speaks of is there. */
  isWhole(head: Item, parts: readonly string[]): boolean;
}

const numbered = z.object({ M: z.object({ number: z.object({ N: z.coerce.number() }) }) });

function numberIn(attribute: unknown): number {
  return numbered.safeParse(attribute).data?.M.number.N ?? 0;
}

const questions: HistoryKind = {
  table: "questions",
  keyName: "code",
  many: "questions",
  idOf: ({ code }) => code?.S ?? "",
  subjectOf,
  idOfSubject: codeOf,
  isWhole: (head, parts) =>
    parts.includes("text") &&
    (head.answered === undefined || parts.includes("answer")) &&
    parts.filter((part) => part.startsWith("draft#")).length >= numberIn(head.draft),
};

const obligations: HistoryKind = {
  table: "reports",
  keyName: "id",
  many: "obligations",
  // Its name is that of a period or an order, a point, and the body; periods and orders themselves stand under ids without a point.
  idOf: ({ id }) => (id?.S?.includes(".") ? id.S : undefined),
  subjectOf: obligationSubject,
  idOfSubject: obligationOfSubject,
  isWhole: (head, parts) =>
    [
      ["draft", numberIn(head.draft)] as const,
      ["report", numberIn(head.report)] as const,
      ["gathering", Number(head.gathering?.N ?? 0)] as const,
    ].every(([part, number]) => number === 0 || parts.includes(`${part}#${String(number).padStart(4, "0")}`)),
};

export const historyKinds: readonly HistoryKind[] = [questions, obligations];

/** Whether these items of one and these events belong to one moment. */
export function isOneMoment(kind: HistoryKind, items: readonly Item[], events: readonly Item[]): boolean {
  const head = items.find(({ part }) => part?.S === "head");
  if (!head) return items.length === 0 && events.length === 0;
  const sequences = events.map(({ sequence }) => Number(sequence?.N)).sort((a, b) => a - b);
  return (
    kind.isWhole(
      head,
      items.map(({ part }) => part?.S ?? ""),
    ) &&
    sequences.length === Number(head.sequence?.N) &&
    sequences.every((sequence, index) => sequence === index + 1)
  );
}
