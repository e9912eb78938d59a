/** What an hour's observations are made from, read by the hundred: whole events, and of questions only the texts and the portal. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type ChangeEvent, changeEvent } from "../platform/events.ts";
import type { TimedKey } from "../platform/events-by-hour.ts";
import { readMany } from "../platform/items.ts";
import { type MeasuredText, measured } from "./measured-text.ts";

/** An event by its key; `event` is undefined when it does not fit its schema. */
export interface KeyedEvent {
  readonly key: TimedKey;
  readonly event: ChangeEvent | undefined;
}

/** What is known of a question: measures of its texts as far as they are there, and its portal; nothing of who asked. */
export interface MeasuredQuestion {
  readonly portal?: string | undefined;
  readonly question?: MeasuredText | undefined;
  readonly answer?: MeasuredText | undefined;
}

export interface EvidenceStore {
  /** The events of some keys, in their order. */
  events(keys: readonly TimedKey[]): Promise<KeyedEvent[]>;
  /** The portals of questions, and of those that were answered the measures of question and answer. */
  questions(codes: readonly string[], answered: ReadonlySet<string>): Promise<Map<string, MeasuredQuestion>>;
}

const questionPart = z.object({
  code: z.string(),
  part: z.string(),
  portal: z.string().optional(),
  content: z.string().optional(),
});

/** What is looked at was written at least an hour before: any copy will do. */
const longWritten = { isConsistent: false };

export function evidenceStore(
  client: DynamoDBDocumentClient,
  tables: { readonly events: string; readonly questions: string },
): EvidenceStore {
  return {
    events: async (keys) => {
      const items = await readMany(
        client,
        tables.events,
        keys.map(({ subject, sequence }) => ({ subject, sequence })),
        longWritten,
      );
      const found = new Map(items.map((item) => [`${item.subject}#${item.sequence}`, item]));
      return keys.map((key) => ({
        key,
        event: changeEvent.safeParse(found.get(`${key.subject}#${key.sequence}`)).data,
      }));
    },
    questions: async (codes, answered) => {
      const keys = codes.flatMap((code) =>
        (answered.has(code) ? ["head", "text", "answer"] : ["head"]).map((part) => ({ code, part })),
      );
      // The head's other attributes, the asker among them, are not even fetched.
      const attributes = ["code", "part", "portal", "content"];
      const items = await readMany(client, tables.questions, keys, { ...longWritten, attributes });
      const found = new Map<string, MeasuredQuestion>();
      for (const item of items) {
        const read = questionPart.safeParse(item).data;
        // Whoever looks for it finds that it is missing.
        if (!read) continue;
        const { code, part, portal, content } = read;
        const before = found.get(code) ?? {};
        if (part === "head") found.set(code, { ...before, portal });
        else if (content !== undefined)
          found.set(code, { ...before, [part === "answer" ? "answer" : "question"]: measured(content) });
      }
      return found;
    },
  };
}
