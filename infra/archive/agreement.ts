/**
 * Whether each question, obligation, evaluation, score period and criteria set agrees with its history. Both are written in one transaction but read page by page, so one
 * that was changed meanwhile may have been read before its change and its events after it, or the other way round; and a damaged copy may
 * lack either.
 */
import { type HistoryKind, isOneMoment } from "./histories.ts";
import { type Item, itemOf } from "./item-json.ts";
import { linesOf } from "./lines.ts";

/** Two files of an archive, each in the order of its key. */
export interface HistoryFiles {
  readonly items: string;
  readonly events: string;
}

/** Names of those whose items and events do not belong to one moment. */
export async function* disagreeing(kind: HistoryKind, { items, events }: HistoryFiles): AsyncGenerator<string> {
  const states = groups(items, kind.idOf);
  const histories = groups(events, ({ subject }) => kind.idOfSubject(subject?.S ?? ""));
  let [state, history] = [await nextOf(states), await nextOf(histories)];
  while (state || history) {
    const id = least(state?.id, history?.id);
    const own = state?.id === id ? state.items : [];
    const past = history?.id === id ? history.items : [];
    if (!isOneMoment(kind, own, past)) yield id;
    if (state?.id === id) state = await nextOf(states);
    if (history?.id === id) history = await nextOf(histories);
  }
}

interface Group {
  readonly id: string;
  readonly items: Item[];
}

/** Items that stand one after the other under one name; those without one are passed over. */
async function* groups(file: string, idOf: (item: Item) => string | undefined): AsyncGenerator<Group, undefined> {
  let group: Group | undefined;
  for await (const line of linesOf(file)) {
    const item = itemOf(line);
    const id = idOf(item);
    if (id === undefined) continue;
    if (group && group.id !== id) yield group;
    if (group?.id === id) group.items.push(item);
    else group = { id, items: [item] };
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
