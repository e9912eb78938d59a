/** A file that goes with a report: announced, uploaded to the one address that it was given, then judged by its content, once and for ever. */
import * as z from "zod";
import type { Instant } from "../platform/clock.ts";
import { must } from "../platform/schemas.ts";
import { extensionOf, fileName } from "./file-name.ts";
import { fileTypeOf, mediaTypes, type RangedFile } from "./file-type.ts";

/** 20 MB. */
export const attachmentAtMostBytes = 20 * 1024 * 1024;
/** Files of one obligation, whatever has become of them. */
export const attachmentsAtMost = 60;
/** An address to upload to is good for so long; one to read from, too. */
export const uploadSeconds = 900;
export const downloadSeconds = 600;

const types = [mediaTypes.pdf, mediaTypes.docx, mediaTypes.xlsx] as const;
const endings = { [mediaTypes.pdf]: "pdf", [mediaTypes.docx]: "docx", [mediaTypes.xlsx]: "xlsx" } as const;

/** What an officer says of a file before it is uploaded. Only exactly this many bytes are then taken. */
export const announcedFile = z
  .strictObject({ name: fileName, type: z.enum(types), size: z.number().int().min(1).max(attachmentAtMostBytes) })
  .refine(({ name, type }) => extensionOf(name) === endings[type], { ...must("extension-differs"), path: ["name"] });
export type AnnouncedFile = z.output<typeof announcedFile>;

const reasons = ["size-differs", "type-unknown", "type-differs", "encrypted", "macros", "damaged"] as const;
export type RefusedReason = (typeof reasons)[number];

/** Why a file was refused, in both languages. */
export const refusedReasons: Readonly<Record<RefusedReason, readonly [detail: string, detailEn: string]>> = {
  "size-differs": [
    "Dung lượng tệp tải lên không đúng với dung lượng đã khai.",
    "The file has another size than was announced.",
  ],
  "type-unknown": ["Nội dung tệp không phải là PDF, DOCX hoặc XLSX.", "The content is neither PDF, DOCX nor XLSX."],
  "type-differs": [
    "Nội dung tệp không đúng với loại tệp đã khai.",
    "The content is of another type than was announced.",
  ],
  encrypted: ["Tệp có mật khẩu hoặc được mã hóa.", "The file is locked by a password."],
  macros: ["Tệp chứa macro hoặc mã chương trình.", "The file contains macros or other programs."],
  damaged: ["Tệp bị hỏng hoặc chưa đầy đủ.", "The file is damaged or not whole."],
};

export const attachmentStates = ["pending", "ready", "refused"] as const;

export const attachment = z.object({
  id: z.string(),
  obligation: z.string(),
  name: z.string(),
  type: z.enum(types),
  size: z.number().int(),
  state: z.enum(attachmentStates),
  /** Why it was refused. */
  reason: z.enum(reasons).optional(),
  by: z.string(),
  /** The body for which it was uploaded: the one that owes, or the parent that acts for it. */
  byUnit: z.string(),
  at: z.string(),
  checkedAt: z.string().optional(),
  /** The version of the object that was judged: what is uploaded to the same address later is another one. */
  objectVersion: z.string().optional(),
});
export type Attachment = z.output<typeof attachment>;

/** Where its bytes lie. No name of a person or a file stands in an address. */
export function objectKeyOf({ obligation, id }: Pick<Attachment, "obligation" | "id">): string {
  return `attachments/${obligation}/${id}`;
}

/** An announced file, of which nothing is known but what was said. */
export function announced(
  { name, type, size }: AnnouncedFile,
  { id, obligation, by, byUnit }: Pick<Attachment, "id" | "obligation" | "by" | "byUnit">,
  now: Instant,
): Attachment {
  return { id, obligation, name, type, size, state: "pending", by, byUnit, at: new Date(now).toISOString() };
}

/** What is wrong with what was uploaded; undefined: nothing. */
export async function faultOf(
  { type, size }: Pick<Attachment, "type" | "size">,
  file: RangedFile,
): Promise<RefusedReason | undefined> {
  if (file.size !== size) return "size-differs";
  const found = await fileTypeOf(file);
  if ("fault" in found) return found.fault;
  return mediaTypes[found.type] === type ? undefined : "type-differs";
}

/** The file once it was judged: ready, or refused for a reason. Neither changes any more. */
export function checked(
  before: Attachment,
  { fault, objectVersion }: { fault: RefusedReason | undefined; objectVersion: string | undefined },
  now: Instant,
): Attachment {
  return {
    ...before,
    state: fault === undefined ? "ready" : "refused",
    ...(fault !== undefined && { reason: fault }),
    checkedAt: new Date(now).toISOString(),
    ...(objectVersion !== undefined && { objectVersion }),
  };
}
