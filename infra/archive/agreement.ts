/**
 * Whether each question agrees with its history. Both are written in one transaction but read page by page, so a question that was changed
 * meanwhile may have been read before its change and its events after it, or the other way round; and a damaged copy may lack either.
 */
import * as z from "zod";
import { subjectOf } from "../../shared/questions/subject.ts";
import { type Item, itemOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";

/** Two files of an archive, each in the order of its key. */
export interface QuestionFiles {
  readonly questions: string;
  readonly events: string;
}

const headFacts = z.object({
  part: z.object({ S: z.literal("head") }),
  sequence: z.object({ N: z.string() }),
  answered: z.unknown().optional(),
  draft: z.object({ M: z.object({ number: z.object({ N: z.string() }) }) }).optional(),
});

/** Codes of the questions whose items and events do not belong to one moment. */
export async function* disagreeing({ questions, events }: QuestionFiles): AsyncGenerator<string> {
  const states = groups(questions, ({ code }) => subjectOf(code?.S ?? ""));
  const histories = groups(events, ({ subject }) => subject?.S ?? "");
  let [state, history] = [await nextOf(states), await nextOf(histories)];
  while (state || history) {
    const subject = least(state?.subject, history?.subject);
    const items = state?.subject === subject ? state.items : [];
    const past = history?.subject === subject ? history.items : [];
    const isQuestion = subject.startsWith(subjectOf(""));
    if (isQuestion && !isOneMoment(items, past)) yield subject.slice(subjectOf("").length);
    if (state?.subject === subject) state = await nextOf(states);
    if (history?.subject === subject) history = await nextOf(histories);
  }
}

/** Whether these items of a question and these events belong to one moment. */
export function isOneMoment(items: readonly Item[], events: readonly Item[]): boolean {
  const heads = items.flatMap((item) => headFacts.safeParse(item).data ?? []);
  const [head] = heads;
  if (!head) return items.length === 0 && events.length === 0;
  const parts = items.map(({ part }) => part?.S ?? "");
  const drafts = parts.filter((part) => part.startsWith("draft#")).length;
  const sequences = events.map(({ sequence }) => Number(sequence?.N)).sort((a, b) => a - b);
  return (
    parts.includes("text") &&
    (head.answered === undefined || parts.includes("answer")) &&
    drafts >= Number(head.draft?.M.number.N ?? 0) &&
    sequences.length === Number(head.sequence.N) &&
    sequences.every((sequence, index) => sequence === index + 1)
  );
}

interface Group {
  readonly subject: string;
  readonly items: Item[];
}

/** Items that stand one after the other under one subject. */
async function* groups(file: string, subjectOfItem: (item: Item) => string): AsyncGenerator<Group, undefined> {
  let group: Group | undefined;
  for await (const line of linesOf(file)) {
    const item = itemOf(line);
    const subject = subjectOfItem(item);
    if (group && group.subject !== subject) yield group;
    if (group?.subject === subject) group.items.push(item);
    else group = { subject, items: [item] };
  }
  if (group) yield group;
  return undefined;
}

async function nextOf(all: AsyncGenerator<Group, undefined>): Promise<Group | undefined> {
  return (await all.next()).value;
}

function least(one: string | undefined, other: string | undefined): string {
  if (one === undefined) return other ?? "";
  return other === undefined || one < other ? one : other;
}
