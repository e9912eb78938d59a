/** Functions called and read as an administrator. */
import { type CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { ProofFailure } from "./failure.ts";
import type { World } from "./world.ts";

/** Calls a function, and answers what it answers; its own failure is a failure here. */
export async function call(world: World, name: string, event: object): Promise<unknown> {
  return (await called(world, name, event)).answer;
}

/** The same, and it may not complain in its log either. */
export async function callCalmly(world: World, name: string, event: object): Promise<unknown> {
  const { answer, lines } = await called(world, name, event);
  const said = complaintsIn(lines);
  if (said.length > 0) throw new ProofFailure(`The function ${name} complains.`, said.join("\n"));
  return answer;
}

async function called({ clients, functionName }: World, name: string, event: object) {
  const {
    FunctionError,
    Payload,
    LogResult = "",
  } = await clients.lambda.send(
    new InvokeCommand({ FunctionName: functionName(name), Payload: JSON.stringify(event), LogType: "Tail" }),
  );
  const text = Buffer.from(Payload ?? []).toString("utf8");
  if (FunctionError !== undefined) throw new ProofFailure(`The function ${name} failed.`, text);
  const answer: unknown = text === "" ? undefined : JSON.parse(text);
  return { answer, lines: Buffer.from(LogResult, "base64").toString("utf8").split("\n") };
}

/** The lines that a function has logged, oldest first. */
export async function linesOf({ clients, stage }: World, name: string, since = 0): Promise<string[]> {
  return readLines(clients.logs, `/dondoc/${stage}/${name}`, since);
}

async function readLines(logs: CloudWatchLogsClient, group: string, since: number): Promise<string[]> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: group, startTime: since, nextToken }));
    lines.push(...(page.events ?? []).flatMap(({ message }) => message ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return lines;
}

const complaint = z.object({ level: z.enum(["WARN", "ERROR"]), code: z.string() });
/**
 * Warnings that belong to what is proven: late questions reach units without governing body, jobs catch up with what was undone, and a
 * score period waits until a criteria set is published.
 */
const expected = ["notice-without-recipient", "events-caught-up", "score-period-waits"];

/** What a function has logged as a warning or an error. */
export function complaintsIn(lines: readonly string[]): string[] {
  return lines.filter((line) => {
    const { success, data } = complaint.safeParse(line.startsWith("{") ? parsed(line) : undefined);
    return success && !expected.includes(data.code);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
