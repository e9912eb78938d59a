/**
 * Plays S3 as far as the template's buckets are used: signed forms with their conditions, addresses that end, versions, ranges, and
 * what a lifecycle deletes. (fauxqs keeps no versions, takes 11 MB at most and asks for no condition.)
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import type { Chance } from "../../../shared/platform/ids.ts";
import type { Listener } from "../http-port.ts";
import { bodyOf } from "../request-body.ts";
import type { DeclaredBucket } from "./declared-buckets.ts";
import { type PostedFile, postedFile } from "./posted-form.ts";
import { accessDenied, ObjectRefusal } from "./refusal.ts";
import type { KeptObject, Place, Shelf } from "./shelf.ts";
import { checkAddress } from "./signatures.ts";

export interface ObjectServiceDeps {
  readonly buckets: readonly DeclaredBucket[];
  readonly shelf: Shelf;
  readonly clock: Clock;
  readonly chance: Chance;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly bucket: DeclaredBucket;
  readonly key: string;
  readonly now: Instant;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

const bodyLimitBytes = 64 * 1024 * 1024;
const dayMilliseconds = 86_400_000;

export function objectService(deps: ObjectServiceDeps): Listener {
  return async (request, response) => {
    const body = await bodyOf(request, bodyLimitBytes);
    const now = deps.clock.now();
    try {
      const asked = askedOf(request, deps, now);
      for (const { prefix, days } of asked.bucket.expirations) {
        deps.shelf.removeOld(asked.bucket.name, prefix, now - days * dayMilliseconds);
      }
      if (!body) throw new ObjectRefusal(400, "EntityTooLarge", "The file is too large.");
      send(response, request, await answerTo(asked, body, deps), now, asked.bucket);
    } catch (error) {
      if (!(error instanceof ObjectRefusal)) throw error;
      send(response, request, refused(error), now);
    }
  };
}

function askedOf(request: IncomingMessage, { buckets }: ObjectServiceDeps, now: Instant): Asked {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`);
  const [, name = "", ...key] = url.pathname.split("/").map(decodeURIComponent);
  const bucket = buckets.find((one) => one.name === name);
  if (!bucket) throw new ObjectRefusal(404, "NoSuchBucket", "The specified bucket does not exist.");
  return { request, url, bucket, key: key.join("/"), now };
}

function answerTo(asked: Asked, body: Buffer, deps: ObjectServiceDeps): Promise<Answer> | Answer {
  const { request, key } = asked;
  if (request.method === "OPTIONS") return { status: 200 };
  if (request.method === "POST" && key === "") return post(asked, body, deps);
  if (key === "") throw new ObjectRefusal(501, "NotImplemented", "The runner plays objects, not lists of them.");
  mayAsk(asked);
  if (request.method === "PUT") {
    const { "content-type": type = "binary/octet-stream", "content-disposition": disposition = "" } = request.headers;
    return kept(asked, { key, type, disposition, body, status: 200 }, deps);
  }
  if (request.method === "GET" || request.method === "HEAD") return read(asked, deps);
  throw new ObjectRefusal(501, "NotImplemented", `The runner does not know ${request.method} of an object.`);
}

/** A function of the stack, or whoever holds an address that was given out. */
function mayAsk({ request, url, now }: Asked): void {
  if (url.searchParams.has("X-Amz-Signature")) {
    checkAddress(request.method ?? "GET", url, request.headers.host ?? "", now);
  } else if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ")) throw accessDenied("Access Denied");
}

async function post(asked: Asked, body: Buffer, deps: ObjectServiceDeps): Promise<Answer> {
  const { request, bucket, now } = asked;
  const file = await postedFile(body, request.headers["content-type"] ?? "", bucket.name, now);
  return kept(asked, file, deps);
}

function kept(
  { bucket, now }: Asked,
  { key, type, disposition, body, status }: PostedFile,
  { shelf, chance }: ObjectServiceDeps,
): Answer {
  const version = Buffer.from(chance.bytes(16)).toString("hex");
  const { etag } = shelf.keep({ bucket: bucket.name, key }, { version, type, disposition, body, keptAt: now });
  return { status, headers: { etag, "x-amz-version-id": version } };
}

function read({ request, url, bucket, key }: Asked, { shelf }: ObjectServiceDeps): Answer {
  const place: Place = { bucket: bucket.name, key };
  const found = shelf.find(place, url.searchParams.get("versionId") ?? undefined);
  if (!found) throw new ObjectRefusal(404, "NoSuchKey", "The specified key does not exist.");
  const { from, length, status } = rangeOf(request.headers.range, found);
  return {
    status,
    headers: {
      "accept-ranges": "bytes",
      "content-type": found.type,
      ...(found.disposition !== "" && { "content-disposition": found.disposition }),
      ...(status === 206 && { "content-range": `bytes ${from}-${from + length - 1}/${found.size}` }),
      etag: found.etag,
      "last-modified": new Date(found.keptAt).toUTCString(),
      "x-amz-version-id": found.version,
      "content-length": String(length),
    },
    ...(request.method === "GET" && { body: shelf.read(found, from, length) }),
  };
}

function rangeOf(header: string | undefined, { size }: KeptObject): { from: number; length: number; status: number } {
  if (header === undefined) return { from: 0, length: size, status: 200 };
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first >= size || last < first) throw new ObjectRefusal(416, "InvalidRange", "The range cannot be satisfied.");
  return { from: first, length: last - first + 1, status: 206 };
}

function refused({ status, code, message }: ObjectRefusal): Answer {
  const text = message.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml" }, body };
}

/** By our clock: the SDK sets its own by the date of an answer, and signs by that. */
function send(
  response: ServerResponse,
  { headers: { origin } }: IncomingMessage,
  { status, headers, body = "" }: Answer,
  now: Instant,
  bucket?: DeclaredBucket,
): void {
  const mayPost = origin !== undefined && bucket?.uploadOrigins.includes(origin);
  response.writeHead(status, {
    date: new Date(now).toUTCString(),
    ...(status !== 204 && { "content-length": String(Buffer.byteLength(body)) }),
    ...headers,
    ...(mayPost && { "access-control-allow-origin": origin, "access-control-allow-methods": "POST" }),
  });
  response.end(body);
}
