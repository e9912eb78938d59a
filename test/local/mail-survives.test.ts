/** A runner and its engine that are killed while mails leave: every acknowledged question has its receipt, and has it once. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { question } from "../support/province.ts";
import { type Spawned, spawnRunner } from "./spawned.ts";

const data = realpathSync(mkdtempSync(join(tmpdir(), "dondoc-mail-survives-")));
let running: Spawned;
afterAll(async () => {
  running?.http.close();
  running?.killAll();
  await running?.ended;
  rmSync(data, { recursive: true, force: true });
});

test("a sudden end loses no receipt and sends none twice", async () => {
  running = await spawnRunner(data, "--fresh", "--at", "2024-02-05T09:00:00+07:00");
  const { http } = running;
  const codes: string[] = [];
  const body = question({ asker: { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" } });
  const post = async () => {
    const answer = await http.post("cong-so-tu-phap", { body });
    if (answer.status === 201) codes.push(String(answer.body.code));
  };
  // The first mails leave while the last questions come.
  for (let round = 0; round < 8; round++) {
    await Promise.all([post(), post(), post()]);
    await pause(40);
  }
  running.killAll();
  await running.ended;
  http.close();

  running = await spawnRunner(data);
  await running.http.console("POST /clock", { body: { advance: "PT2H" } });
  const { body: mailbox } = await running.http.console("GET /mailbox?to=nguoi.hoi@example.com");
  const tags: string[] = mailbox.items.map(({ tags }: { tags: { notice: string } }) => tags.notice);
  const receipts = codes.map((code) => tags.filter((tag) => tag.includes(code)).length);
  expect(receipts).toEqual(codes.map(() => 1));
});
