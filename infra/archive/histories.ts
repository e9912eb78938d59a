/**
 * What has a history of its own: questions, obligations, and what is scored. Head and events are written in one transaction, an event for
 * each count, so a head without its last event, or the other way round, could never be changed again.
 */
import * as z from "zod";
import { codeOf, subjectOf } from "../../shared/questions/subject.ts";
import { obligationOfSubject, obligationSubject } from "../../shared/reports/subject.ts";
import { periodItemId } from "../../shared/scoring/periods/rounds-store.ts";
import { setsId } from "../../shared/scoring/scoring-store.ts";
import {
  criteriaSetSubject,
  evaluationOfSubject,
  evaluationSubject,
  scorePeriodSubject,
} from "../../shared/scoring/subject.ts";
import type { Item } from "./item-json.ts";

/** One kind of such things, and the table that holds their items, several under one key. */
export interface HistoryKind {
  readonly table: "questions" | "reports" | "scores";
  /** The attributes that the items of one have in common. */
  keyOf(id: string): Readonly<Record<string, string>>;
  /** Among the items of one. */
  isHead(item: Item): boolean;
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

function isHead({ part }: Item): boolean {
  return part?.S === "head";
}

/** The name of a numbered part. */
function partOf(name: string, number: number): string {
  return `${name}#${String(number).padStart(4, "0")}`;
}

/** The rest of a text that begins so. */
function after(beginning: string, text: string | undefined): string | undefined {
  return text?.startsWith(beginning) ? text.slice(beginning.length) : undefined;
}

const questions: HistoryKind = {
  table: "questions",
  keyOf: (code) => ({ code }),
  isHead,
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
  keyOf: (id) => ({ id }),
  isHead,
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
    ].every(([part, number]) => number === 0 || parts.includes(partOf(part, number))),
};

const evaluations: HistoryKind = {
  table: "scores",
  keyOf: (id) => ({ id }),
  isHead,
  many: "evaluations",
  // `2023.cong-so-tu-phap`; periods, sets and what was published last stand under ids without a point.
  idOf: ({ id }) => (id?.S?.includes(".") ? id.S : undefined),
  subjectOf: evaluationSubject,
  idOfSubject: evaluationOfSubject,
  isWhole: (head, parts) => parts.includes(partOf("sheet", Number(head.sheet?.N))),
};

const periodItem = periodItemId("");

const scorePeriods: HistoryKind = {
  table: "scores",
  keyOf: (id) => ({ id: periodItemId(id), part: "head" }),
  isHead,
  many: "score periods",
  // How a period is opened stands beside its head, and before there is one.
  idOf: (item) => (isHead(item) ? after(periodItem, item.id?.S) : undefined),
  subjectOf: scorePeriodSubject,
  idOfSubject: (subject) => after(scorePeriodSubject(""), subject),
  isWhole: () => true,
};

const criteriaSets: HistoryKind = {
  table: "scores",
  keyOf: (part) => ({ id: setsId, part }),
  isHead: () => true,
  many: "criteria sets",
  idOf: ({ id, part }) => (id?.S === setsId ? part?.S : undefined),
  subjectOf: criteriaSetSubject,
  idOfSubject: (subject) => after(criteriaSetSubject(""), subject),
  isWhole: () => true,
};

export const historyKinds: readonly HistoryKind[] = [questions, obligations, evaluations, scorePeriods, criteriaSets];

/** Whether these items of one and these events belong to one moment. */
export function isOneMoment(kind: HistoryKind, items: readonly Item[], events: readonly Item[]): boolean {
  const head = items.find(kind.isHead);
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
