import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..", "..");
const data = realpathSync(mkdtempSync(join(tmpdir(), "dondoc-sudden-")));
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
  for (const pid of engines()) process.kill(pid, "SIGKILL");
  rmSync(data, { recursive: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly apiUrl: string;
  readonly consoleUrl: string;
}

/** Runs what `npm start` runs. */
async function start(...args: string[]): Promise<Started> {
  const child = spawn(
    process.execPath,
    ["infra/local/main.ts", "--port", "0", "--console-port", "0", "--data", data, ...args],
    { cwd: root },
  );
  running.add(child);
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.includes("Ctrl-C ends it.")) break;
  }
  child.stdout.resume();
  const [, apiUrl = ""] = /API +(\S+)/.exec(printed) ?? [];
  const [, consoleUrl = ""] = /Console +(\S+)\//.exec(printed) ?? [];
  return { child, apiUrl, consoleUrl };
}

/** The engines that have this test's database open. */
function engines(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(join(data, "data.db")))
    .map(Number);
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

async function jsonOf(address: string): Promise<Record<string, unknown>> {
  return Object(await (await fetch(address)).json());
}

async function post(
  { apiUrl, consoleUrl }: Started,
  count: number,
): Promise<{ status: number; code: string; lookupKey: string }> {
  const { key } = await jsonOf(`${consoleUrl}/keys?portal=cong-so-tu-phap`);
  const response = await fetch(`${apiUrl}/v1/questions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": `question-${count}`,
    },
    body: JSON.stringify({
      unit: "so-tu-phap",
      asker: { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" },
      title: `Câu hỏi ${count}`,
      content: "Nội dung",
      consent: true,
    }),
  });
  const { code, lookupKey } = Object(await response.json());
  return { status: response.status, code, lookupKey };
}

test("a runner that is killed loses nothing that was acknowledged, and leaves nothing in the way", async () => {
  const first = await start();
  const acknowledged = await Promise.all([1, 2, 3].map((count) => post(first, count)));
  expect(acknowledged.map(({ status }) => status)).toEqual([201, 201, 201]);
  const { now } = await jsonOf(`${first.consoleUrl}/clock`);
  const [orphan] = engines();
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  expect(engines()).toEqual([orphan]);

  const second = await start();
  expect(engines()).toHaveLength(1);
  expect(engines()).not.toContain(orphan);
  for (const { code, lookupKey } of acknowledged) {
    expect(await jsonOf(`${second.apiUrl}/v1/questions/${code}?key=${lookupKey}`)).toMatchObject({
      code,
      state: "received",
    });
  }
  expect(Date.parse(String((await jsonOf(`${second.consoleUrl}/clock`)).now))).toBeGreaterThan(Date.parse(String(now)));

  second.child.kill("SIGINT");
  expect(await once(second.child, "exit")).toEqual([0, null]);
  expect(engines()).toEqual([]);
});
