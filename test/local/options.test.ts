import { expect, test } from "vitest";
import { readOptions } from "../../infra/local/options.ts";

test("without options: the ports and the directory of the README, the clock where it stood, with the demonstration", () => {
  expect(readOptions([])).toEqual({
    port: 3000,
    consolePort: 3001,
    data: ".local/",
    isFresh: false,
    at: undefined,
    hasDemo: true,
    endpoint: undefined,
    isVerbose: false,
  });
});

test("every option is read", () => {
  const args =
    "--port 0 --console-port=65535 --data d --fresh --at 2024-01-01T00:00:00+07:00 --no-demo --endpoint http://127.0.0.1:8000/ --verbose";
  expect(readOptions(args.split(" "))).toEqual({
    port: 0,
    consolePort: 65_535,
    data: "d",
    isFresh: true,
    at: Date.parse("2023-12-31T17:00:00Z"),
    hasDemo: false,
    endpoint: "http://127.0.0.1:8000",
    isVerbose: true,
  });
});

test.each([
  [["--nope"], "Unknown option '--nope'. The options are"],
  [["stray"], "Unexpected argument 'stray'."],
  [["--port"], "Option '--port <value>' argument missing."],
  [["--port", "80x"], '--port takes a port from 0 (any free one) to 65535, not "80x".'],
  [["--console-port", "65536"], "--console-port takes a port"],
  [["--at", "2024-01-01"], "--at takes an ISO 8601 instant with its offset"],
  [["--endpoint", "ftp://x"], "--endpoint takes the address of a DynamoDB engine"],
])("%j is refused in one sentence", (args, sentence) => {
  expect(() => readOptions(args)).toThrow(
    expect.objectContaining({ name: "StartFailure", message: expect.stringContaining(sentence) }),
  );
});
