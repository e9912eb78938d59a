/** The proof's own issuer of officers' tokens: a key pair, its public half over HTTP on 127.0.0.1, and tokens signed by the other half. */
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { OidcSetting } from "../../infra/stage.ts";
import { systemClock } from "../../shared/platform/clock.ts";

const algorithm = "ES256";
const client = "deployment-proof";
const validSeconds = 3_600;

export interface Issuer {
  readonly url: string;
  readonly setting: OidcSetting;
  /** An access token of whoever signs in under this subject. */
  token(subject: string): Promise<string>;
  stop(): void;
}

export async function startIssuer(): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const keys = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), alg: algorithm, kid: "proof", use: "sig" }],
  });
  const server = createServer((_request, response) => response.setHeader("content-type", "application/json").end(keys));
  await new Promise<void>((up, failed) => server.once("error", failed).listen(0, "127.0.0.1", up));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The issuer has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    setting: { kind: "issuer", issuer: url, jwksUrl: `${url}/keys`, clients: [client] },
    token: (subject) => {
      const now = Math.floor(systemClock.now() / 1_000);
      return new SignJWT({ client_id: client, token_use: "access" })
        .setProtectedHeader({ alg: algorithm, kid: "proof" })
        .setIssuer(url)
        .setSubject(subject)
        .setIssuedAt(now)
        .setExpirationTime(now + validSeconds)
        .sign(privateKey);
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
