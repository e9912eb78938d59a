/** Officers who may not, or ask wrongly. */
import { beforeAll, expect, it } from "vitest";
import { freshKey } from "../over-http.ts";
import { expectProblem } from "../problems.ts";
import { clerk, http, posted, writesNothing } from "./local.ts";
import { type Refused, refused } from "./rows/officer-requests.ts";

export function officers(): void {
  let code: string;
  beforeAll(async () => {
    code = (await posted()).body.code;
  });

  it("an officer takes a question in once, however often it is asked for", takenInOnce);

  writesNothing("an officer", () => {
    for (const [title, rows] of Object.entries(refused)) {
      it.each(rows.map((row) => [sentenceOf(row), row] as const))(`${title}: %s`, async (_sentence, row) => {
        const { status, refusal } = meantBy(row);
        const sent = { body: row.body, headers: { "if-match": row.ifMatch } };
        const answer = await http.as(row.officer, row.request.replace("{code}", code), sent);
        expectProblem(answer, status, refusal, row.faults);
      });
    }

    it.each(tooMuch)("sends more than can be answered: %s", async (_what, request, raw) => {
      const { status, text } = await http.as("van-phong-ubnd-tinh.administrator", request, { raw });
      expect([200, 422], text.slice(0, 300)).toContain(status);
      expect(text.length).toBeLessThan(5_000_000);
    });
  });
}

async function takenInOnce(): Promise<void> {
  const { code } = (await posted()).body;
  const take = (headers: Record<string, string>) =>
    http.as(clerk, `POST /v1/questions/${code}/acceptance`, { headers: { "if-match": '"1"', ...headers } });
  for (const key of ["", "a b", "x".repeat(65)]) {
    expectProblem(await take({ "idempotency-key": key }), 400, "idempotency-key-malformed");
  }
  const before = await http.counts();
  const key = { "idempotency-key": freshKey() };
  const answers = await Promise.all([take(key), take(key), take(key)]);
  const [first] = answers;
  for (const { status, body } of answers) expect([status, body]).toEqual([200, first?.body]);
  expect(await http.counts()).toEqual({ ...before, events: before.events + 1, answers: before.answers + 1 });
  expectProblem(await take({ "idempotency-key": freshKey() }), 412, "version-stale");
  expectProblem(await take({ "if-match": '"2"' }), 409, "already-accepted");
  expect(await http.counts()).toEqual({ ...before, events: before.events + 1, answers: before.answers + 1 });
}

function meantBy({ status = 422, code = "invalid-content" }: Refused): { status: number; refusal: string } {
  return { status, refusal: code };
}

function sentenceOf(row: Refused): string {
  const { status, refusal } = meantBy(row);
  const version = row.ifMatch === undefined ? "" : ` with ${row.ifMatch}`;
  return `${row.officer} ${row.request.slice(0, 100)}${version}: ${status} ${refusal}`;
}

const officer = { id: "x", fullName: "x", title: "x", issuer: "https://issuer.example", subject: "x" };

/** What asks for far more errors than fit into an answer, or is laid out to overflow a stack. */
const tooMuch: readonly (readonly [what: string, request: string, json: string])[] = [
  ["100,000 wrong grants", "POST /v1/officers", JSON.stringify({ ...officer, grants: Array(100_000).fill(0) })],
  [
    "1,000 rows with 100 faults each",
    "POST /v1/register/rows",
    JSON.stringify({ kind: "officer", rows: Array(1_000).fill({ grants: Array(100).fill(0) }) }),
  ],
  [
    "a row of 10,000 brackets",
    "POST /v1/register/rows",
    `{"kind":"unit","rows":[${"[".repeat(10_000)}${"]".repeat(10_000)}]}`,
  ],
  [
    "a CSV of 1,001 lines",
    "POST /v1/register/rows",
    JSON.stringify({ kind: "unit", csv: `id\n${"a\n".repeat(1_001)}` }),
  ],
  ["a CSV of 100,000 columns", "POST /v1/register/rows", JSON.stringify({ kind: "unit", csv: "a,".repeat(100_000) })],
];
