import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, describe, expect, it } from "vitest";
import { tokenVerifier } from "../../shared/access/officer-token.ts";

const issuer = "https://issuer.example/pool";
const now = Date.parse("2024-02-05T09:00:00+07:00");
const ours = await generateKeyPair("RS256");
const theirs = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(ours.publicKey)), kid: "k1", alg: "RS256" };
const settings = { issuer, jwksUrl: "http://127.0.0.1:1/keys", clients: ["officers", "office"] };
const verify = tokenVerifier(settings, createLocalJWKSet({ keys: [jwk] }));

interface Claims {
  issuer?: string;
  claims?: Record<string, unknown>;
  subject?: string;
  expiresAt?: number;
  key?: typeof ours.privateKey;
  kid?: string;
}

function token({
  issuer: by = issuer,
  claims = { client_id: "officers", token_use: "access" },
  subject = "s-1",
  expiresAt,
  key,
  kid = "k1",
}: Claims = {}) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuer(by)
    .setSubject(subject)
    .setIssuedAt(now / 1000 - 60)
    .setExpirationTime(expiresAt ?? now / 1000 + 3600)
    .sign(key ?? ours.privateKey);
}

describe("an officer's token", () => {
  it("says who signed in", async () => {
    expect(await verify(await token(), now)).toEqual({ issuer, subject: "s-1" });
  });

  it.each([
    ["audience", { aud: "office" }],
    ["authorized party", { azp: "office" }],
    ["one of several audiences", { aud: ["x", "office"] }],
  ])("names our client by %s as other issuers do", async (_, claims) => {
    expect(await verify(await token({ claims }), now)).toEqual({ issuer, subject: "s-1" });
  });

  it("is over at its last second", async () => {
    const text = await token({ expiresAt: now / 1000 });
    await expect(verify(text, now)).rejects.toMatchObject({ code: "token-expired" });
    expect(await verify(text, now - 1_000)).toMatchObject({ subject: "s-1" });
  });

  const forged: readonly [string, () => Promise<string>][] = [
    ["signed by another key", () => token({ key: theirs.privateKey })],
    ["naming a key that does not exist", () => token({ kid: "k2" })],
    ["of another issuer", () => token({ issuer: "https://other.example" })],
    ["of another client", () => token({ claims: { client_id: "shop" } })],
    ["of no client", () => token({ claims: {} })],
    ["an ID token", () => token({ claims: { aud: "officers", token_use: "id" } })],
    [
      "unsigned",
      async () =>
        new UnsecuredJWT({ client_id: "officers" })
          .setIssuer(issuer)
          .setSubject("s-1")
          .setExpirationTime("1h")
          .encode(),
    ],
    ["no token at all", async () => "abc"],
    [
      "with a changed subject",
      async () => {
        const [head, , signature] = (await token()).split(".");
        const [, body] = (await token({ subject: "s-2" })).split(".");
        return [head, body, signature].join(".");
      },
    ],
  ];
  it.each(forged)("%s is not valid here", async (_, make) => {
    await expect(verify(await make(), now)).rejects.toMatchObject({ code: "token-invalid" });
  });
});

describe("an issuer over HTTP", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());
  const serve = async (answer: (count: number) => { status: number; body: string }) => {
    let count = 0;
    server = createServer((_, response) => {
      const { status, body } = answer(++count);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
    return { ...settings, jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys` };
  };

  it("is asked once for its keys", async () => {
    let asked = 0;
    const verifier = tokenVerifier(
      await serve((count) => {
        asked = count;
        return { status: 200, body: JSON.stringify({ keys: [jwk] }) };
      }),
    );
    for (let time = 0; time < 3; time++) await verifier(await token(), now);
    expect(asked).toBe(1);
  });

  it.each([
    ["fails", { status: 500, body: "{}" }],
    ["answers nonsense", { status: 200, body: "no keys" }],
  ])("that %s is unreachable: our trouble, not the token's", async (_, answer) => {
    await expect(tokenVerifier(await serve(() => answer))(await token(), now)).rejects.toMatchObject({
      code: "issuer-unreachable",
    });
  });

  it("that does not answer is unreachable", async () => {
    await expect(tokenVerifier(settings)(await token(), now)).rejects.toMatchObject({ code: "issuer-unreachable" });
  });
});
