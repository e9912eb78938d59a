/** Signature version 4 as S3 checks it: of a form's policy, and of an address that was given out. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "../../../shared/platform/clock.ts";
import { localCredentials } from "../engine.ts";
import { accessDenied, ObjectRefusal } from "./refusal.ts";

/** `20231231T010000Z`, as signatures write a moment. */
export function signedMoment(text: string): Instant {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Refuses a text that was not signed with this credential. */
export function checkSignature(text: string, credential: string, signature: string): void {
  const [accessKeyId, day = "", region = "", service = "", end] = credential.split("/");
  const isOurs = accessKeyId === localCredentials.accessKeyId && service === "s3" && end === "aws4_request";
  if (!isOurs) throw new ObjectRefusal(403, "InvalidAccessKeyId", "The access key is not known here.");
  const secret = Buffer.from(`AWS4${localCredentials.secretAccessKey}`);
  const key = [day, region, service, "aws4_request"].reduce<Uint8Array>(hmac, secret);
  const [expected, given] = [hmac(key, text), Buffer.from(signature, "hex")];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new ObjectRefusal(403, "SignatureDoesNotMatch", "The signature does not match.");
  }
}

/** Refuses an address that was changed, or whose time is over. */
export function checkAddress(method: string, url: URL, host: string, now: Instant): void {
  const get = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? "";
  const [date, expires] = [get("Date"), Number(get("Expires"))];
  if (get("SignedHeaders") !== "host") throw accessDenied("Only the header host may be signed here.");
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .toSorted()
    .join("&");
  const request = [method, url.pathname, query, `host:${host}\n`, "host", "UNSIGNED-PAYLOAD"].join("\n");
  const scope = get("Credential").split("/").slice(1).join("/");
  const hash = createHash("sha256").update(request).digest("hex");
  checkSignature(["AWS4-HMAC-SHA256", date, scope, hash].join("\n"), get("Credential"), get("Signature"));
  if (!(now <= signedMoment(date) + expires * 1000)) throw accessDenied("Request has expired");
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
