/** The settle command: what left after a copy was made is told to the restored ledger, before its mail is let go. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { type KeptHold, settledUpTo } from "../../shared/notices/mail-hold.ts";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { ArchiveFailure } from "./failure.ts";
import { holdOf } from "./mail-command.ts";
import { type ArchiveOutside, commanded, commandOptions, instantOf, type Place, placeOf, placeUsage } from "./place.ts";
import { type SettledRows, settleRows } from "./settle-rows.ts";
import { type LogsClient, tracedInFile, tracedInLogs } from "./trace-source.ts";

const usage = `npm run settle -- --stage NAME [--since INSTANT] [--logs-of STAGE | --from FILE]

Reads the trace of mails (the log lines "notice-sent" and "mail-event-seen" of mail-sender and mail-feedback) and marks
the rows of a restored ledger as sent; a notice that the copy does not know gets a row that says so.
  --since INSTANT  from when the trace is read (default: an hour before the imported copy was begun)
  --logs-of STAGE  the stage whose mails left (default: the same)
  --from FILE      a file of such lines instead of CloudWatch Logs
${placeUsage}`;

export interface SettleOutside extends ArchiveOutside {
  logs(): LogsClient;
}

/** Clocks of functions differ, and a mail in hand when the copy was begun may stand in it as not yet sent. */
const marginMilliseconds = 3_600_000;

/** Runs the command. Answers its exit code. */
export async function settleCommand(args: readonly string[], outside: SettleOutside): Promise<0 | 1> {
  let stage = "";
  return commanded(
    () => stage,
    outside,
    async () => {
      const { texts, is } = commandOptions(args, {
        since: { type: "string" },
        from: { type: "string" },
        "logs-of": { type: "string" },
      });
      if (is("help")) {
        outside.print(usage);
        return 0;
      }
      const place = placeOf(texts);
      stage = place.stage;
      await settled(place, texts, outside);
      return 0;
    },
  );
}

async function settled(
  place: Place,
  { since, from, "logs-of": logsOf = place.stage }: Readonly<Record<string, string>>,
  { reach, logs, print }: SettleOutside,
): Promise<void> {
  const reached = await reach(place);
  try {
    const { client, clock } = reached;
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    const hold = holdOf(reached, place);
    const kept = await hold.read();
    if (kept === "unreadable" || !kept?.isHeld) {
      throw new ArchiveFailure("Mail of this stack is not held; hold it first, or what is settled leaves meanwhile.");
    }
    const begin = beginOf(since, kept);
    const upTo = clock.now();
    const trace = from === undefined ? tracedInLogs(logs(), logsOf, begin) : tracedInFile(from, begin);
    const rows = await settleRows(trace, {
      notices: noticeStore(documents, place.names.notices),
      questions: questionStore(documents, place.names.questions),
    });
    const next = settledUpTo(await hold.read(), upTo, clock.now());
    if (next) await hold.write(next);
    for (const line of report(rows, begin)) print(line);
  } finally {
    await reached.close();
  }
}

function beginOf(since: string | undefined, kept: KeptHold): Instant {
  if (since !== undefined) return instantOf("--since", since);
  const copiedAt = kept === "unreadable" ? undefined : kept?.restored?.copiedAt;
  if (copiedAt === undefined) throw new ArchiveFailure("Say from when the trace is to be read with --since INSTANT.");
  return Date.parse(copiedAt) - marginMilliseconds;
}

function report({ lines, changed, added, lostQuestions }: SettledRows, since: Instant): string[] {
  const lost =
    lostQuestions.length === 0
      ? []
      : [
          `${lostQuestions.length} questions came in after the copy and are lost: ${lostQuestions.join(", ")}.`,
          "Their askers were written to; ask their portals to hand them in again.",
        ];
  return [
    `The trace since ${new Date(since).toISOString()} has ${lines} lines: ${changed} rows settled, ${added} rows added.`,
    ...lost,
    ...(lines === 0 ? ["Nothing left meanwhile, or these are not the logs of the stack that sent."] : []),
  ];
}
