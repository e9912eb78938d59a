/** The mails that the emulator has taken. */
import * as z from "zod";
import type { Emulator } from "./emulator.ts";

const mail = z.object({ MessageId: z.string(), To: z.array(z.string()), Subject: z.string(), BodyText: z.string() });
export type Mail = z.output<typeof mail>;

const sent = z.object({ messages: z.record(z.string(), z.array(mail)) });

export async function mailsOf({ endpoint }: Emulator): Promise<Mail[]> {
  const response = await fetch(`${endpoint}/_ministack/ses/messages`, { signal: AbortSignal.timeout(10_000) });
  return Object.values(sent.parse(await response.json()).messages).flat();
}
