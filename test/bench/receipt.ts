/** How long after a post its receipt stands in the mailbox of the local stack. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { readOptions } from "../../infra/local/options.ts";
import { startRunner } from "../../infra/local/runner.ts";
import { question } from "../support/province.ts";
import type { Benchmark } from "./figure.ts";
import { median } from "./sample.ts";

const posts = 15;
const pollMilliseconds = 10;
const atMostMilliseconds = 10_000;

export const receipt: Benchmark = {
  name: "receipt",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "dondoc-receipt-"));
    const runner = await startRunner(
      readOptions(["--port", "0", "--console-port", "0", "--data", join(folder, "data")]),
    );
    try {
      await runner.warm();
      const { key } = z
        .object({ key: z.string() })
        .parse(await (await fetch(`${runner.consoleUrl}/keys?portal=cong-so-tu-phap`)).json());
      const times: number[] = [];
      for (let post = 0; post < posts; post++) times.push(await posted(runner, key, post));
      return {
        method: `Milliseconds from a post's request to its receipt in the mailbox, ${posts} posts one after the other, on the whole local stack.`,
        figures: [
          { name: "post to receipt, median", measured: median(times) / 1_000, unit: "s", target: { atMost: 2 } },
          { name: "post to receipt, slowest", measured: Math.max(...times) / 1_000, unit: "s", target: { atMost: 2 } },
        ],
        details: [],
      };
    } finally {
      await runner.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function posted(
  { apiUrl, consoleUrl }: { apiUrl: string; consoleUrl: string },
  key: string,
  post: number,
): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(`${apiUrl}/v1/questions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "idempotency-key": `receipt-${post}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(question()),
  });
  const { code } = z.object({ code: z.string() }).parse(await answer.json());
  for (;;) {
    const mails = await (await fetch(`${consoleUrl}/mailbox?limit=5`)).text();
    const passed = performance.now() - startedAt;
    if (mails.includes(`mã ${code}`)) return passed;
    if (passed > atMostMilliseconds) throw new Error("The receipt did not come.");
    await pause(pollMilliseconds);
  }
}
