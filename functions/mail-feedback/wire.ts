/** Puts this function together from its variables; tests hand in their own client. */
import type * as z from "zod";
import { noticeStore } from "../../shared/notices/notice-store.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import type { environment } from "./env.ts";
import type { SettleDeps } from "./settle.ts";

export function wire(variables: z.output<typeof environment>, { client, log }: Outside): SettleDeps {
  return { notices: noticeStore(client, variables.NOTICES_TABLE), log };
}
