/** Files that go to the bucket and come from it, by the addresses that the API gives out. */
import { DeleteObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import * as z from "zod";
import { ProofFailure } from "./failure.ts";
import type { World } from "./world.ts";

const form = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) });
const address = z.object({ url: z.string() });
const patience = () => AbortSignal.timeout(10_000);

/** Posts a file as a page does: the fields of the form, then the file. */
export async function postForm({ body }: { readonly body: unknown }, bytes: Buffer): Promise<void> {
  const { url, fields } = form.parse(body);
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append("file", new Blob([new Uint8Array(bytes)]));
  const { status, ...rest } = await answered(fetch(url, { method: "POST", body: data, signal: patience() }));
  if (status !== 204) throw new ProofFailure(`The bucket answered a form with ${status}.`, rest.bytes.toString("utf8"));
}

/** What lies behind an address. */
export async function fetched({ body }: { readonly body: unknown }): Promise<Buffer> {
  const { status, bytes } = await answered(fetch(address.parse(body).url, { signal: patience() }));
  if (status !== 200) throw new ProofFailure(`The bucket answered an address with ${status}.`, bytes.toString("utf8"));
  return bytes;
}

async function answered(asking: Promise<Response>) {
  const response = await asking;
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Removes every version of every object: a bucket goes with its stack only when it is empty. */
export async function emptyBucket({ clients: { objects }, bucket: Bucket }: World): Promise<void> {
  const { Versions = [], DeleteMarkers = [] } = await objects.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
    await objects.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
}
