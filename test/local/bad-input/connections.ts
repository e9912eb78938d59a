/** Bytes that are hardly HTTP, and requests that never come to their end. */
import { expect, it } from "vitest";
import { question } from "../../support/province.ts";
import { freshKey } from "../over-http.ts";
import { http, portal, writesNothing } from "./local.ts";

const body = JSON.stringify(question());
const length = Buffer.byteLength(body);

const noRequests: readonly (readonly [what: string, bytes: string])[] = [
  ["words", "XIN CHAO\r\n\r\n"],
  ["another protocol", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"],
  ["a header without a name", "GET /v1/units HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n"],
  ["a header with a space in its name", "GET /v1/units HTTP/1.1\r\nhost: x\r\na b: y\r\n\r\n"],
  ["a negative length", "POST /v1/questions HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n"],
  ["two lengths", "POST /v1/questions HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
  ["no host", "GET /v1/units HTTP/1.1\r\n\r\n"],
];

export function connections(): void {
  writesNothing("what is hardly HTTP:", () => {
    it.each(noRequests)("%s", async (_what, bytes) => {
      expect(await http.bytes(bytes)).toMatch(/^HTTP\/1\.1 400 /);
    });

    it("a length and chunks at once", async () => {
      const head = await headWith(`content-length: ${length}`, "transfer-encoding: chunked");
      expect(await http.bytes(head, `0\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 400 /);
    });

    it("a body that ends before its length, and chunks that never end", async () => {
      const [short, endless] = await Promise.all([
        http.bytes(await headWith(`content-length: ${length}`), body.slice(0, -1)),
        http.bytes(await headWith("transfer-encoding: chunked"), `${length.toString(16)}\r\n${body}\r\n`),
      ]);
      expect([short, endless]).toEqual(["", ""]);
    });
  });
}

/** The head of a post that would be taken in. */
async function headWith(...more: string[]): Promise<string> {
  const lines = [
    "POST /v1/questions HTTP/1.1",
    "host: x",
    "content-type: application/json",
    `authorization: Bearer ${await http.keyOf(portal)}`,
    `idempotency-key: ${freshKey()}`,
    ...more,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}
