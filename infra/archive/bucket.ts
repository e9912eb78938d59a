/** The bucket of documents as an archive sees it: one version out, a new version in. Never more than one file in memory. */
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { dispositionOf } from "../../shared/documents/file-name.ts";
import type { FileLabel } from "../../shared/documents/object-store.ts";
import { objectStore } from "../../shared/documents/object-store.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Shelf } from "../local/objects/shelf.ts";

export interface ArchiveBucket {
  /** The bytes of one version; undefined: they are not there. */
  read(key: string, objectVersion: string | undefined): Promise<Uint8Array | undefined>;
  /** Keeps bytes; answers with their version. */
  write(key: string, body: Uint8Array, label: FileLabel): Promise<string | undefined>;
}

export function s3Bucket(client: S3Client, bucket: string, clock: Clock): ArchiveBucket {
  return {
    read: async (Key, VersionId) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NoSuchVersion")) return undefined;
        throw error;
      }
    },
    write: objectStore(client, bucket, clock).put,
  };
}

/** A bucket in the data directory of the local runner. */
export function shelfBucket(shelf: Shelf, bucket: string, clock: Clock, chance: Chance): ArchiveBucket {
  return {
    read: async (key, version) => {
      const found = shelf.find({ bucket, key }, version);
      return found && shelf.read(found, 0, found.size);
    },
    write: async (key, body, { type, name }) => {
      const version = Buffer.from(chance.bytes(16)).toString("hex");
      shelf.keep({ bucket, key }, { version, type, disposition: dispositionOf(name), body, keptAt: clock.now() });
      return version;
    },
  };
}
