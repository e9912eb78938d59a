/** A file that a browser or curl posts with a signed form: taken only as its policy says. */
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { accessDenied, ObjectRefusal } from "./refusal.ts";
import { checkSignature } from "./signatures.ts";

export interface PostedFile {
  readonly key: string;
  readonly type: string;
  readonly disposition: string;
  readonly body: Uint8Array;
  /** What is answered when it was taken. */
  readonly status: number;
}

const policyOf = z.object({
  expiration: z.string(),
  conditions: z.array(z.union([z.record(z.string(), z.string()), z.tuple([z.string(), z.unknown(), z.unknown()])])),
});

/** Reads the form and holds it to its policy: signed here, not over, every field and the size as it says. */
export async function postedFile(body: Buffer, contentType: string, bucket: string, now: Instant): Promise<PostedFile> {
  const form = await parsed(body, contentType);
  const fields = new Map<string, string>();
  for (const [name, value] of form) if (typeof value === "string") fields.set(name.toLowerCase(), value);
  const file = form.get("file");
  if (!(file instanceof File)) throw malformed("The form has no file.");
  const get = (name: string) => fields.get(name) ?? "";
  if (get("policy") === "") throw accessDenied("The form has no policy.");
  checkSignature(get("policy"), get("x-amz-credential"), get("x-amz-signature"));
  checkPolicy(get("policy"), new Map([...fields, ["bucket", bucket]]), file.size, now);
  const status = Number(get("success_action_status") || 204);
  return {
    key: get("key"),
    type: get("content-type") || "binary/octet-stream",
    disposition: get("content-disposition"),
    body: new Uint8Array(await file.arrayBuffer()),
    status: [200, 201, 204].includes(status) ? status : 204,
  };
}

const unconditioned = new Set(["policy", "x-amz-signature", "file", "bucket"]);

function checkPolicy(policy: string, fields: ReadonlyMap<string, string>, size: number, now: Instant): void {
  const { expiration, conditions } = policyOf.parse(JSON.parse(Buffer.from(policy, "base64").toString("utf8")));
  if (now > Date.parse(expiration)) throw accessDenied("Invalid according to Policy: Policy expired.");
  const named = new Set(unconditioned);
  for (const condition of conditions) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) {
        named.add(name.toLowerCase());
        if (fields.get(name.toLowerCase()) !== value) throw failed(condition);
      }
    } else if (condition[0] === "content-length-range") {
      if (size < Number(condition[1])) throw new ObjectRefusal(400, "EntityTooSmall", "The file is too small.");
      if (size > Number(condition[2])) throw new ObjectRefusal(400, "EntityTooLarge", "The file is too large.");
    } else throw failed(condition);
  }
  const extra = [...fields.keys()].find((name) => !named.has(name) && !name.startsWith("x-ignore-"));
  if (extra !== undefined) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra}`);
}

function failed(condition: unknown): ObjectRefusal {
  return accessDenied(`Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`);
}

function malformed(message: string): ObjectRefusal {
  return new ObjectRefusal(400, "MalformedPOSTRequest", message);
}

async function parsed(body: Buffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw malformed("The body of your POST request is not well-formed multipart/form-data.");
  }
}
