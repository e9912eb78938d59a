/** Where the trace of mails is read: in the logs of the two functions that write it, or in a file of such lines. */
import { existsSync } from "node:fs";
import { type CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { type TracedMail, traceCodes, tracedMailOf } from "../../shared/notices/mail-trace.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { ArchiveFailure } from "./failure.ts";
import { linesOf } from "./lines.ts";

/** The client, as far as it is used; tests hand in their own. */
export type LogsClient = Pick<CloudWatchLogsClient, "send">;

const functions = ["mail-sender", "mail-feedback"] as const;
const pattern = Object.values(traceCodes)
  .map((code) => `($.code = "${code}")`)
  .join(" || ");

/** The trace in the logs of a stage, from a moment on. */
export async function* tracedInLogs(client: LogsClient, stage: string, since: Instant): AsyncGenerator<TracedMail> {
  for (const name of functions) {
    let nextToken: string | undefined;
    do {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: `/dondoc/${stage}/${name}`,
          startTime: since,
          filterPattern: `{ ${pattern} }`,
          nextToken,
        }),
      );
      for (const { message = "" } of answer.events ?? []) yield* traced(message, `the log of ${name}`);
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
  }
}

/** The trace in a file of log lines; lines about other things are passed over. */
export async function* tracedInFile(file: string, since: Instant): AsyncGenerator<TracedMail> {
  if (!existsSync(file)) throw new ArchiveFailure(`There is no file ${file}.`);
  for await (const line of linesOf(file)) {
    for (const mail of traced(line, file)) if (Date.parse(mail.at) >= since) yield mail;
  }
}

/** A line of the trace that cannot be read is refused: what it says may be the one mail that must not leave twice. */
function traced(line: string, where: string): TracedMail[] {
  if (!Object.values(traceCodes).some((code) => line.includes(`"${code}"`))) return [];
  try {
    const mail = tracedMailOf(JSON.parse(line));
    return mail ? [mail] : [];
  } catch {
    throw new ArchiveFailure(`${where} holds a line about a mail that is cut off or changed; fetch it again.`);
  }
}
