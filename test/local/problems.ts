/** What every refusal over HTTP must look like. */
import { expect } from "vitest";
import type { Answer } from "./over-http.ts";

/** A field at fault: its path and its code. */
export type Fault = readonly [path: string, code: string];

/** A Vietnamese sentence has letters that no English one has. */
const vietnamese = /[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]/i;

/** Problem details with this status and code, faults at exactly these fields, and both languages everywhere. */
export function expectProblem(answer: Answer, status: number, code: string, faults: readonly Fault[] = []): void {
  const { headers, body, text } = answer;
  expect([answer.status, body?.code], text.slice(0, 500)).toEqual([status, code]);
  expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["www-authenticate"]).toBe(status === 401 ? 'Bearer realm="dondoc"' : undefined);
  expect(body).toMatchObject({ status, type: `urn:dondoc:problem:${code}`, title: expect.any(String) });
  expect(body.requestId).toBe(headers["apigw-requestid"]);
  expectSentences(body);
  const errors: Record<"path" | "code" | "detail" | "detailEn", string>[] = body.errors ?? [];
  for (const error of errors) expectSentences(error);
  expect(errors.map(({ path, code }) => [path, code]).sort()).toEqual(faults.map((fault) => [...fault]).sort());
  expect(text.replace(body.requestId, "")).not.toMatch(/node_modules|\.ts:\d|\.mjs|Dynamo|Zod/);
}

/** The gateway's own answer: nothing but a message. */
export function expectGatewayMessage({ status, headers, body }: Answer, expected: number): void {
  expect([status, Object.keys(body ?? {})]).toEqual([expected, ["message"]]);
  expect(headers["content-type"]).toBe("application/json");
}

function expectSentences({ detail, detailEn }: { detail: string; detailEn: string }): void {
  expect(detail).toMatch(vietnamese);
  expect(detail).toMatch(/\.$/);
  expect(detailEn).toMatch(/^[\x20-\x7E]+\.$/);
}
