/** Everything that a hostile or clumsy client sends over HTTP is refused in words, never by a 500, and writes nothing. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { addresses } from "./bad-input/addresses.ts";
import { connections } from "./bad-input/connections.ts";
import { everyRoute } from "./bad-input/every-route.ts";
import { clerk, http, posted, runner, withRunner } from "./bad-input/local.ts";
import { officers } from "./bad-input/officers.ts";
import { portalKeys } from "./bad-input/portal-keys.ts";
import { posts } from "./bad-input/posts.ts";
import { tokens } from "./bad-input/tokens.ts";
import { expectProblem } from "./problems.ts";

withRunner();
posts();
portalKeys();
addresses();
everyRoute();
officers();
tokens();
connections();

it("after all of it the functions have failed at nothing, and their log holds nothing that an asker wrote", async () => {
  await posted();
  const log = readFileSync(runner.logFile, "utf8");
  expect(log).toContain("request-answered");
  expect(log.split("\n").filter((line) => /"level":"ERROR"|request-failed/.test(line))).toEqual([]);
  expect(log).not.toMatch(/Nguyễn Văn Mẫu|nguoi\.hoi@|khai sinh/);
});

it("an hour later a token has expired, and opens nothing", async () => {
  const token = await http.tokenOf(clerk);
  await http.console("POST /clock", { body: { advance: "PT61M" } });
  const before = await http.counts();
  const answer = await http.send("GET /v1/worklist", { headers: { authorization: `Bearer ${token}` } });
  expectProblem(answer, 401, "token-expired");
  expect(await http.counts()).toEqual(before);
});
