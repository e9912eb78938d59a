/** Officers' tokens that do not hold. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import { it } from "vitest";
import { expectProblem } from "../problems.ts";
import { clerk, http, portal, runner, start, writesNothing } from "./local.ts";

const read = (authorization: string | undefined) => http.send("GET /v1/worklist", { headers: { authorization } });

export function tokens(): void {
  writesNothing("an officer's token that does not hold:", () => {
    it.each([
      ["none", () => undefined],
      ["Basic", () => "Basic c28tdHUtcGhhcDpjbGVyaw=="],
      ["an empty bearer", () => "Bearer"],
      ["two tokens", (token: string) => `Bearer ${token} ${token}`],
    ])("%s", async (_what, header) => {
      expectProblem(await read(header(await http.tokenOf(clerk))), 401, "credentials-missing");
    });

    it.each(forgeries)("%s", async (_what, forge) => {
      expectProblem(await read(`Bearer ${forge(await http.tokenOf(clerk))}`), 401, "token-invalid");
    });

    it("a portal's key", async () => {
      expectProblem(await read(`Bearer ${await http.keyOf(portal)}`), 401, "token-invalid");
    });

    it("one signed by another's key, whatever its header says", signedByOthers);

    it.each(wrongClaims)("one signed by the issuer, but %s: %i %s", async (_what, status, code, more) => {
      const { claims, sign } = await issuersPen();
      expectProblem(await read(`Bearer ${await sign({ ...claims, ...more })}`), status, code);
    });
  });
}

const forgeries: readonly (readonly [what: string, forge: (token: string) => string])[] = [
  ["a word", () => "x"],
  ["three dots", () => "..."],
  ["three words", () => "a.b.c"],
  ["one without its signature", (token) => token.replace(/[^.]*$/, "")],
  [
    "one whose last letters were changed",
    (token) => token.replace(/.{8}$/, (end) => (end === "AAAAAAAA" ? "BBBBBBBB" : "AAAAAAAA")),
  ],
  ["alg none", (token) => withHeader(token, { alg: "none" }).replace(/[^.]*$/, "")],
  ["alg none with the old signature", (token) => withHeader(token, { alg: "none", kid: "local" })],
  ["alg none in other letters", (token) => withHeader(token, { alg: "NoNe", kid: "local" })],
  ["a header that is no object", (token) => withHeader(token, [])],
  ["a header with strange values", (token) => withHeader(token, { alg: "RS256", kid: { a: 1 }, crit: ["exp"] })],
  ["another one's name", (token) => withClaims(token, { sub: "demo-van-phong-ubnd-tinh.administrator" })],
  ["a later end", (token) => withClaims(token, { exp: 9_999_999_999 })],
  ["an encrypted one", (token) => `${token}.x.y`],
];

const seconds = start / 1000;
const wrongClaims: readonly (readonly [what: string, status: number, code: string, claims: object])[] = [
  ["of another issuer", 401, "token-invalid", { iss: "https://issuer.example" }],
  ["of another pool", 401, "token-invalid", { iss: "http://127.0.0.1:1/pool" }],
  ["of no issuer", 401, "token-invalid", { iss: undefined }],
  ["of another client", 401, "token-invalid", { client_id: "someone-else" }],
  ["of no client", 401, "token-invalid", { client_id: undefined }],
  ["of a client that is no name", 401, "token-invalid", { client_id: { a: 1 } }],
  ["no access token", 401, "token-invalid", { token_use: "id" }],
  ["without a subject", 401, "token-invalid", { sub: undefined }],
  ["with an empty subject", 401, "token-invalid", { sub: "" }],
  ["with a number as subject", 401, "token-invalid", { sub: 5 }],
  ["with a subject of 3,000 characters", 401, "token-invalid", { sub: "x".repeat(3_000) }],
  ["without an end", 401, "token-invalid", { exp: undefined }],
  ["with a word as its end", 401, "token-invalid", { exp: "tomorrow" }],
  ["not valid before tomorrow", 401, "token-invalid", { nbf: seconds + 86_400 }],
  ["at its end since yesterday", 401, "token-expired", { exp: seconds - 86_400 }],
  ["a stranger's", 403, "officer-unknown", { sub: "demo-nobody" }],
];

async function signedByOthers(): Promise<void> {
  const { claims } = await issuersPen();
  const other = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(other.publicKey);
  const [published] = (await http.console(`GET ${new URL(claims.iss).pathname}/.well-known/jwks.json`)).body.keys;
  const headers = [
    { kid: "local" },
    {},
    { kid: "local", jwk },
    { kid: "x", jku: "https://attacker.example/keys" },
    { kid: "../../x" },
  ];
  const forged = await Promise.all([
    ...headers.map((header) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(other.privateKey),
    ),
    // Our public key, which everybody knows, taken for a secret.
    new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "local" }).sign(Buffer.from(JSON.stringify(published))),
  ]);
  for (const token of forged) expectProblem(await read(`Bearer ${token}`), 401, "token-invalid");
}

/** The claims of a clerk's token, and a signature as the issuer's own. */
async function issuersPen() {
  const [, claims = ""] = (await http.tokenOf(clerk)).split(".");
  const { signingKey } = JSON.parse(readFileSync(join(runner.dataPath, "settings.json"), "utf8"));
  const key = await importJWK(signingKey, "RS256");
  return {
    claims: decoded(claims),
    sign: (next: Record<string, unknown>) =>
      new SignJWT(next).setProtectedHeader({ alg: "RS256", kid: "local" }).sign(key),
  };
}

/** A token with another header over the old signature. */
function withHeader(token: string, header: unknown): string {
  return [encoded(header), ...token.split(".").slice(1)].join(".");
}

/** A token with other claims under the old signature. */
function withClaims(token: string, more: object): string {
  const [header, claims = "", signature] = token.split(".");
  return [header, encoded({ ...decoded(claims), ...more }), signature].join(".");
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decoded(part: string) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
