/** Follows the stream: events become rows; ids of those that are due now go to the sender's queue, as a hint that may be lost. */
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import type { Notice } from "../../shared/notices/notice.ts";
import { type NoticesDeps, noticesConsumer } from "../../shared/notices/notices-consumer.ts";
import { inOfficeWindow } from "../../shared/notices/window.ts";
import { streamHandler } from "../../shared/platform/event-stream.ts";
import type { Marks } from "../../shared/platform/marks.ts";
import type { IdQueue } from "../../shared/platform/queue.ts";

export interface FollowDeps extends Omit<NoticesDeps, "onAdded"> {
  readonly marks: Marks;
  readonly queue: IdQueue;
}

/** Events that are digested side by side; their order is not relied on. */
const lanes = 16;
/** More officers' mails than this are left to the dispatcher, so that receipts do not queue behind them. */
const mostOfficersHinted = 50;

/** Digests a batch; a stream goes on from the first of those that are answered as failed. */
export async function follow({ Records }: DynamoDBStreamEvent, deps: FollowDeps): Promise<DynamoDBBatchResponse> {
  const added: Notice[] = [];
  const handle = streamHandler(noticesConsumer({ ...deps, onAdded: (row) => added.push(row) }), deps);
  const parts = Array.from({ length: lanes }, (_, lane) => Records.filter((_record, index) => index % lanes === lane));
  const answers = await Promise.all(parts.map((part) => handle({ Records: part })));
  await hint(added, deps);
  return { batchItemFailures: answers.flatMap(({ batchItemFailures }) => batchItemFailures) };
}

async function hint(added: readonly Notice[], { queue, calendars, clock, log }: FollowDeps): Promise<void> {
  const now = clock.now();
  const due = added.filter(({ lookAt, dueAt }) => lookAt !== undefined && Date.parse(dueAt) <= now);
  if (due.length === 0) return;
  const isOpen = inOfficeWindow(now, await calendars.current()) === now;
  const officers = due.filter(({ priority }) => priority > 0);
  const hinted = [
    ...due.filter(({ priority }) => priority === 0),
    ...(isOpen && officers.length <= mostOfficersHinted ? officers : []),
  ];
  await queue.put(hinted.map(({ id }) => id)).catch(() => log.write("mail-queue-unreachable", { ids: hinted.length }));
}
