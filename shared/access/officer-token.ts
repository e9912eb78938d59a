/** Verifies an officer's access token (OIDC): signature, issuer, client, expiry. It says who signed in; never what they may. */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Instant } from "../platform/clock.ts";
import { Refusal } from "../platform/refusals.ts";

export interface TokenSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The clients whose tokens are taken. */
  readonly clients: readonly string[];
}

export interface Login {
  readonly issuer: string;
  readonly subject: string;
}

/** Answers who a token belongs to, or refuses: expired, not valid here, or its issuer does not answer. */
export type TokenVerifier = (token: string, now: Instant) => Promise<Login>;

export interface TokenVariables {
  readonly OIDC_ISSUER: string;
  readonly OIDC_JWKS_URL: string;
  readonly OIDC_CLIENTS: string;
}

/** The settings as a function's variables hold them. */
export function tokenSettings(variables: TokenVariables): TokenSettings {
  return {
    issuer: variables.OIDC_ISSUER,
    jwksUrl: variables.OIDC_JWKS_URL,
    clients: variables.OIDC_CLIENTS.split(","),
  };
}

/** A verifier whose key set is fetched at the first use and kept for ten minutes. */
export function tokenVerifier(settings: TokenSettings, keys: JWTVerifyGetKey = remoteKeys(settings)): TokenVerifier {
  return async (token, now) => {
    const payload = await verified(token, now, settings, keys);
    const client = payload.client_id ?? payload.azp ?? payload.aud;
    const isForUs = [client].flat().some((name) => typeof name === "string" && settings.clients.includes(name));
    const isAccessToken = payload.token_use === undefined || payload.token_use === "access";
    const subject: unknown = payload.sub;
    if (!isForUs || !isAccessToken || !isSubject(subject)) throw new Refusal("token-invalid");
    return { issuer: settings.issuer, subject };
  };
}

/** OpenID Connect: a subject has at most 255 characters. */
function isSubject(subject: unknown): subject is string {
  return typeof subject === "string" && subject.length >= 1 && subject.length <= 255;
}

/** The issuer's key set, made at the first token: making it loads Node's `fetch`, 8 ms that no post of a portal needs. */
function remoteKeys({ jwksUrl }: TokenSettings): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  return (header, token) => {
    keys ??= createRemoteJWKSet(new URL(jwksUrl), {
      timeoutDuration: 3_000,
      cooldownDuration: 30_000,
      cacheMaxAge: 600_000,
    });
    return keys(header, token);
  };
}

async function verified(
  token: string,
  now: Instant,
  { issuer }: TokenSettings,
  keys: JWTVerifyGetKey,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      algorithms: ["RS256", "ES256"],
      requiredClaims: ["sub", "exp"],
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    throw new Refusal(meaningOf(error));
  }
}

/** An unreachable issuer is our trouble (503), everything else the token's (401). */
function meaningOf(error: unknown): "token-expired" | "token-invalid" | "issuer-unreachable" {
  if (error instanceof errors.JWTExpired) return "token-expired";
  const isTrouble =
    !(error instanceof errors.JOSEError) ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === "ERR_JOSE_GENERIC";
  return isTrouble ? "issuer-unreachable" : "token-invalid";
}
