/** Plays the template's user pools: an OIDC issuer with a key of its own, whose access tokens look like Cognito's. */
import { importJWK, type JWK, SignJWT } from "jose";
import * as z from "zod";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import { issuerUrl } from "./meanings.ts";
import type { Settings } from "./settings.ts";
import type { Template } from "./template.ts";

const algorithm = "RS256";
const keyId = "local";

const clientProperties = z.object({
  UserPoolId: z.string(),
  AllowedOAuthScopes: z.array(z.string()).default(["openid"]),
  AccessTokenValidity: z.number().default(60),
  TokenValidityUnits: z
    .object({ AccessToken: z.enum(["seconds", "minutes", "hours", "days"]).default("minutes") })
    .optional(),
});
const unitSeconds = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

/** A client of a user pool, as the template declares it. */
export interface TokenClient {
  readonly id: string;
  readonly userPool: string;
  readonly scope: string;
  readonly validSeconds: number;
}

export function tokenClientsOf(template: Template): TokenClient[] {
  return template.ofType("AWS::Cognito::UserPoolClient").map((resource) => {
    const properties = template.read(resource, clientProperties);
    return {
      id: String(template.resolve({ Ref: resource.id }, resource.id)),
      userPool: properties.UserPoolId,
      scope: properties.AllowedOAuthScopes.join(" "),
      validSeconds:
        properties.AccessTokenValidity * unitSeconds[properties.TokenValidityUnits?.AccessToken ?? "minutes"],
    };
  });
}

export interface Issuer {
  /** What a path below the console's address shows; `undefined` for what is none of the issuer's. */
  document(path: string): object | undefined;
  /** An access token for a subject. */
  token(client: TokenClient, subject: string): Promise<string>;
}

export interface IssuerDeps {
  readonly signingKey: Settings["signingKey"];
  readonly consoleUrl: string;
  readonly userPools: readonly string[];
  readonly clock: Clock;
  readonly chance: Chance;
}

export async function issuer({ signingKey, consoleUrl, userPools, clock, chance }: IssuerDeps): Promise<Issuer> {
  const privateKey = await importJWK(signingKey, algorithm);
  const { kty, n, e } = signingKey;
  const keys: { keys: JWK[] } = { keys: [{ kty, n, e, alg: algorithm, kid: keyId, use: "sig" }] };
  const documents = new Map<string, object>();
  for (const pool of userPools) {
    const address = issuerUrl(consoleUrl, pool);
    const path = new URL(address).pathname;
    documents.set(`${path}/.well-known/jwks.json`, keys);
    documents.set(`${path}/.well-known/openid-configuration`, configuration(address));
  }
  return {
    document: (path) => documents.get(path),
    token: (client, subject) => {
      const issuedAt = Math.floor(clock.now() / 1000);
      return new SignJWT({
        client_id: client.id,
        token_use: "access",
        scope: client.scope,
        auth_time: issuedAt,
        version: 2,
      })
        .setProtectedHeader({ alg: algorithm, kid: keyId })
        .setIssuer(issuerUrl(consoleUrl, client.userPool))
        .setSubject(subject)
        .setJti(Buffer.from(chance.bytes(16)).toString("hex"))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + client.validSeconds)
        .sign(privateKey);
    },
  };
}

function configuration(address: string): object {
  return {
    issuer: address,
    jwks_uri: `${address}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: [algorithm],
    subject_types_supported: ["public"],
    response_types_supported: ["token"],
  };
}
