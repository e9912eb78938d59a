/** The bucket of documents. Addresses that open one object for some minutes are given out; bytes of people never pass through the API. */
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { Clock } from "../platform/clock.ts";
import { Refusal } from "../platform/refusals.ts";
import { dispositionOf } from "./file-name.ts";
import type { RangedFile } from "./file-type.ts";

/** One version of an object. */
export interface StoredFile extends RangedFile {
  readonly objectVersion: string | undefined;
}

/** A form to be posted: these fields, then the file. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Record<string, string>;
}

/** How a file is handed out: as what, under which name. Both are kept with it; no name stands in an address. */
export interface FileLabel {
  readonly type: string;
  readonly name: string;
}

export interface ObjectStore {
  /** Takes exactly this type and so many bytes under exactly this key, for so long. */
  uploadForm(key: string, exactly: FileLabel & { readonly size: number }, seconds: number): Promise<UploadForm>;
  /** The newest version under a key, of which parts can be read; undefined: there is none. */
  file(key: string): Promise<StoredFile | undefined>;
  /** An address that hands one version out, to be saved, never shown. */
  downloadUrl(key: string, objectVersion: string | undefined, seconds: number): Promise<string>;
  /** Keeps bytes; answers with their version. */
  put(key: string, body: Uint8Array, label: FileLabel): Promise<string | undefined>;
}

/** A client that gives up on a silent connection. */
export function objectClient(): S3Client {
  return new S3Client({
    maxAttempts: 3,
    // A presigned address must hold without headers that only an SDK sends.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
}

export function objectStore(client: S3Client, bucket: string, clock: Clock): ObjectStore {
  return {
    uploadForm: (Key, { type, name, size }, Expires) =>
      createPresignedPost(client, {
        Bucket: bucket,
        Key,
        Expires,
        Fields: { "Content-Type": type, "Content-Disposition": dispositionOf(name) },
        Conditions: [["content-length-range", size, size]],
      }),
    file: async (Key) => {
      const head = await found(() => client.send(new HeadObjectCommand({ Bucket: bucket, Key })));
      if (!head) return undefined;
      const { ContentLength: size = 0, VersionId } = head;
      const read = async (from: number, length: number) => {
        if (length === 0) return new Uint8Array();
        const Range = `bytes=${from}-${from + length - 1}`;
        const part = await found(() => client.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId, Range })));
        // It was there a moment ago: no verdict is given on what could not be read.
        if (!part?.Body) throw new Refusal("storage-unreachable");
        return part.Body.transformToByteArray();
      };
      return { size, objectVersion: VersionId, read };
    },
    downloadUrl: (Key, VersionId, expiresIn) =>
      getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key, VersionId }), {
        expiresIn,
        signingDate: new Date(clock.now()),
      }),
    put: async (Key, Body, { type, name }) => {
      const { VersionId } = await client.send(
        new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType: type, ContentDisposition: dispositionOf(name) }),
      );
      return VersionId;
    },
  };
}

/** What is there; a missing object is none, a storage that does not answer is 503. */
async function found<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    const status: unknown = Reflect.get(Object(Reflect.get(Object(error), "$metadata")), "httpStatusCode");
    if (status === 404) return undefined;
    const isSilent = Reflect.has(Object(error), "code") || (error instanceof Error && error.name === "TimeoutError");
    if (typeof status === "number" ? status >= 500 : isSilent) throw new Refusal("storage-unreachable");
    throw error;
  }
}
