/** Tells a restored ledger what left after the copy was made. Twice does no harm. */

import { factsOfId, rowOfTrace, type TracedMail } from "../../shared/notices/mail-trace.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { leftMeanwhile } from "../../shared/notices/progress.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import { codeOf } from "../../shared/questions/subject.ts";

export interface SettleRowsDeps {
  readonly notices: Pick<NoticeStore, "add" | "get" | "change">;
  readonly questions: Pick<QuestionStore, "head">;
}

export interface SettledRows {
  /** Lines of the trace that were read. */
  readonly lines: number;
  /** Rows that the copy has, and that say now what became of their mail. */
  readonly changed: number;
  /** Rows of notices that the copy did not know. */
  readonly added: number;
  /** Questions that people were written about and that the copy does not know: they came in after it. */
  readonly lostQuestions: readonly string[];
}

/** Settles the rows of every mail in the trace. */
export async function settleRows(trace: AsyncIterable<TracedMail>, deps: SettleRowsDeps): Promise<SettledRows> {
  let lines = 0;
  const changed = new Set<string>();
  const added = new Set<string>();
  const codes = new Map<string, boolean>();
  for await (const mail of trace) {
    lines++;
    const become = await settleRow(mail, deps);
    if (become === "added") added.add(mail.notice);
    if (become === "changed" && !added.has(mail.notice)) changed.add(mail.notice);
    const code = codeOf(factsOfId(mail.notice)?.subject ?? "");
    if (code !== undefined && !codes.has(code)) codes.set(code, (await deps.questions.head(code)) !== undefined);
  }
  const lostQuestions = [...codes].flatMap(([code, isKnown]) => (isKnown ? [] : [code])).sort();
  return { lines, changed: changed.size, added: added.size, lostQuestions };
}

async function settleRow(mail: TracedMail, { notices }: SettleRowsDeps): Promise<"added" | "changed" | "as-before"> {
  if (!(await notices.get(mail.notice))) {
    const row = rowOfTrace(mail);
    if (row && (await notices.add(row))) return "added";
  }
  const after = await notices.change(mail.notice, (row) => leftMeanwhile(row, mail));
  return after ? "changed" : "as-before";
}
