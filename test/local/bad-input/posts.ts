/** What a portal posts. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { question } from "../../support/province.ts";
import { expectGatewayMessage, expectProblem } from "../problems.ts";
import { clerk, http, portal, post, posted, writesNothing } from "./local.ts";
import { badFields } from "./rows/fields.ts";
import { badJson, noJson, noObjects, written } from "./rows/json.ts";
import { badValues } from "./rows/values.ts";

export function posts(): void {
  writesNothing("a post that cannot be read:", unreadable);
  writesNothing("a question with", () => {
    for (const [title, rows] of Object.entries({ ...badFields, ...badValues })) {
      it.each(rows)(`${title}: $what`, async ({ body, faults }) => {
        expectProblem(await http.post(portal, { body }), 422, "invalid-content", faults);
      });
    }
  });
  writesNothing("JSON that only a hand can write:", handWritten);
  writesNothing("a question for a unit", forUnits);
  describe("a question at the very edge is taken in, byte for byte:", atTheEdge);
}

function unreadable(): void {
  it("no body", async () => {
    expectProblem(await post(undefined), 400, "body-missing");
    expectProblem(await post(""), 400, "body-missing");
  });

  it.each(Object.entries(noJson))("%s", async (_what, raw) => {
    expectProblem(await post(raw), 400, "body-not-json");
  });

  it.each([
    ["a byte that never occurs", Buffer.from([0x22, 0xff, 0x22])],
    ["a letter cut in half", Buffer.from('{"title": "ế"}').subarray(0, -3)],
    ["an encoded surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["an overlong slash", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ["Latin-1", Buffer.from(JSON.stringify(question({ title: "Café" })), "latin1")],
    ["UTF-16", Buffer.from(`\uFEFF${JSON.stringify(question())}`, "utf16le")],
    ["compressed bytes", Buffer.from("1f8b0800000000000003abae0500c7d7e6a202000000", "hex")],
  ])("bytes that are no UTF-8: %s", async (_what, bytes) => {
    expectProblem(await post(bytes), 400, "body-not-utf8");
  });

  it.each([
    undefined,
    "",
    "text/plain",
    "text/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/problem+json",
    "application/jsonp",
    "application/json/x",
    "application/json, text/plain",
    "application",
    "json",
  ])("the media type %j", async (type) => {
    expectProblem(await post(JSON.stringify(question()), { "content-type": type }), 415, "media-type-unsupported");
  });

  it("257 KB of text, a single byte over 256 KB, and 5 MB", async () => {
    expectProblem(await post(JSON.stringify(question({ content: "a".repeat(257 * 1024) }))), 413, "body-too-large");
    expectProblem(await post(paddedTo(256 * 1024 + 1)), 413, "body-too-large");
    expectProblem(await post("[".repeat(5 * 1024 * 1024)), 413, "body-too-large");
  });

  it.each([
    ["10 MB and a byte", 10 * 1024 * 1024 + 1],
    ["7 MB, which the gateway takes and Lambda does not", 7 * 1024 * 1024],
  ])("%s", async (_what, length) => {
    expectGatewayMessage(await post(Buffer.alloc(length, " ")), 413);
  });
}

function handWritten(): void {
  it.each(noObjects)("no object: %s", async (raw) => {
    expectProblem(await post(raw), 422, "invalid-content", [["", "wrong-type"]]);
  });

  it.each(badJson)("$what", async ({ json, faults }) => {
    expectProblem(await post(json), 422, "invalid-content", faults);
  });

  it("as many unknown fields as fit: the answer stays small and names the first of them", async () => {
    const fields = Array.from({ length: 30_000 }, (_, index) => `"${index.toString(36)}":0`).join();
    const answer = await post(written(fields));
    expect([answer.status, answer.body.code]).toEqual([422, "invalid-content"]);
    expect(answer.text.length).toBeLessThan(20_000);
    expect(answer.body.errors[0]).toMatchObject({ code: "unknown-field" });
  });

  it("any JSON value at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (json) => {
        const { status, text } = await post(json);
        expect(status, text).toBe(422);
      }),
      { numRuns: 30 },
    );
  });

  it("a question without consent in which any one value was exchanged for another", async () => {
    const names = ["unit", "asker", "title", "content", "portalReceivedAt", "x", "__proto__"];
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, wrong) => {
        const { status, text } = await http.post(portal, { body: question({ consent: false, [name]: wrong }) });
        expect(status, text).toBe(422);
      }),
      { numRuns: 30 },
    );
  });
}

function forUnits(): void {
  it.each([
    ["cong-so-tu-phap", "so-khong-co", 422, "unit-unknown", "that does not exist"],
    ["cong-ubnd-tinh", "so-khong-co", 422, "unit-unknown", "that does not exist, by the provincial portal"],
    ["cong-so-tu-phap", "so-mau-01", 403, "unit-not-served", "of another portal"],
    ["cong-so-tu-phap", "ubnd-tinh", 403, "unit-not-served", "above its own"],
    ["cong-huyen-bac-ha", "thi-xa-sa-pa", 403, "unit-not-served", "beside its own"],
    ["cong-quy-mau-01", "quy-mau-01", 422, "unit-takes-no-questions", "that takes no questions"],
    ["cong-ubnd-tinh", "ubnd-tinh", 422, "unit-takes-no-questions", "that takes none, by the provincial portal"],
    ["cong-ubnd-tinh", "chi-cuc-mau-01", 422, "unit-takes-no-questions", "that only answers beside others"],
  ])("%s for %s: %i %s, a unit %s", async (from, unit, status, code) => {
    expectProblem(await http.post(from, { body: question({ unit }) }), status, code, [["unit", code]]);
  });
}

function atTheEdge(): void {
  const nfd = (text: string) => text.normalize("NFD");

  it.each([
    ["200 decomposed characters of title", { title: nfd("ế".repeat(200)) }],
    ["10,000 decomposed characters of content", { content: nfd("ữ".repeat(10_000)) }],
    ["10,000 faces", { content: "😀".repeat(10_000) }],
    [
      "Vietnamese of another keyboard",
      { title: nfd("Đất đai ở xã Tả Phìn"), content: `${nfd("Tôi hỏi về đất.")}\r\n\tXin cảm ơn!` },
    ],
    [
      "text that looks like code",
      { title: "<script>alert('x')</script>", content: "'; DROP TABLE questions; -- {{x}} %s \\u0000" },
    ],
    ["a joined family of faces, and Arabic", { title: "👨‍👩‍👧 سؤال" }],
  ])("%s", async (_what, more) => {
    const { code } = (await posted(question(more))).body;
    const { body } = await http.as(clerk, `GET /v1/questions/${code}/case`);
    expect(body).toMatchObject(more);
  });

  it("a forged host or scheme leads nobody elsewhere: the address of its status is ours", async () => {
    const headers = {
      host: "attacker.example",
      "x-forwarded-host": "attacker.example",
      "x-forwarded-proto": "javascript",
      "x-http-method-override": "DELETE",
    };
    const { body } = await posted(question(), headers);
    expect(body.statusUrl).toBe(`${http.apiUrl}/v1/questions/${body.code}`);
  });

  it("exactly 256 KB, a byte order mark, any spelling of the media type", async () => {
    const bodies: readonly (readonly [string | Buffer, string])[] = [
      [paddedTo(256 * 1024), "application/json"],
      [`\uFEFF${JSON.stringify(question())}`, "Application/JSON"],
      [JSON.stringify(question()), "application/json;charset=UTF-8"],
    ];
    for (const [raw, type] of bodies) {
      const { status, text } = await post(raw, { "content-type": type });
      expect(status, text).toBe(201);
    }
  });
}

/** A good question, with spaces behind it up to so many bytes. */
function paddedTo(length: number): Buffer {
  const bytes = Buffer.alloc(length, " ");
  bytes.write(JSON.stringify(question()));
  return bytes;
}
