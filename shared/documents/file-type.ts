/**
 * What a file is by its content, whatever its name says. Only its ends and the directory of a zip are read, never the whole. This tells
 * what people may safely be offered to open; it is no search for viruses.
 */
import { entryText, type ZipEntry, zipDirectory } from "./zip-directory.ts";

/** The types that a report may bring along, with what their names end with. */
export const mediaTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export type FileType = keyof typeof mediaTypes;

/** A file of which parts can be read. */
export interface RangedFile {
  readonly size: number;
  /** `length` bytes from `from` on; fewer only at the end. */
  read(from: number, length: number): Promise<Uint8Array>;
}

export type FileFault = "type-unknown" | "encrypted" | "macros" | "damaged";
export type Found = { readonly type: FileType } | { readonly fault: FileFault };

/** The length of a header that tells one kind from another. */
const headLength = 512;

export async function fileTypeOf(file: RangedFile): Promise<Found> {
  const head = Buffer.from(await file.read(0, Math.min(headLength, file.size)));
  if (/^%PDF-[12]\.\d/.test(head.toString("latin1", 0, 8))) return pdfOf(file);
  if (head.toString("hex", 0, 4) === "504b0304") return officeOf(file);
  if (head.toString("hex", 0, 8) === "d0cf11e0a1b11ae1") return compoundOf(file, head);
  return { fault: "type-unknown" };
}

/** A whole PDF has its end mark among its last 1,024 bytes (ISO 32000-1, annex H.3.18). */
async function pdfOf(file: RangedFile): Promise<Found> {
  const length = Math.min(1_024, file.size);
  const tail = Buffer.from(await file.read(file.size - length, length)).toString("latin1");
  return tail.includes("%%EOF") ? { type: "pdf" } : { fault: "damaged" };
}

/** A locked DOCX or XLSX is a compound file that holds an "EncryptedPackage"; the Word and Excel files of before 2007 are compound files, too. */
async function compoundOf(file: RangedFile, head: Buffer): Promise<Found> {
  if (head.length < headLength) return { fault: "damaged" };
  const sectorSize = 2 ** Math.min(head.readUInt16LE(30), 12);
  const from = (head.readUInt32LE(48) + 1) * sectorSize;
  if (from >= file.size) return { fault: "damaged" };
  const directory = Buffer.from(await file.read(from, Math.min(4_096, file.size - from)));
  return { fault: directory.includes(Buffer.from("EncryptedPackage", "utf16le")) ? "encrypted" : "type-unknown" };
}

const mainParts = [
  ["docx", "/word/", `${mediaTypes.docx}.main+xml`],
  ["xlsx", "/xl/", `${mediaTypes.xlsx}.main+xml`],
] as const satisfies readonly (readonly [FileType, string, string])[];

const contentTypes = "[content_types].xml";
const contentTypesAtMost = 1_000_000;
/** A file of 20 MB that unpacks to more wants to do harm. */
const unpackedAtMost = 500_000_000;

/** DOCX and XLSX are zips whose `[Content_Types].xml` names the main part (ECMA-376, part 2). */
async function officeOf(file: RangedFile): Promise<Found> {
  const entries = await zipDirectory(file);
  if (!entries || !isSound(entries)) return { fault: "damaged" };
  if (entries.some(({ isEncrypted }) => isEncrypted)) return { fault: "encrypted" };
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if ([...names].some(isMacro)) return { fault: "macros" };
  const types = entries.find(({ name }) => name.toLowerCase() === contentTypes);
  if (!types) return { fault: "type-unknown" };
  const text = (await entryText(file, types, contentTypesAtMost))?.replace(/<!--[\s\S]*?-->/g, "");
  if (text === undefined || text.includes("<!DOCTYPE")) return { fault: "damaged" };
  if (/macroEnabled|vbaProject|activeX/i.test(text)) return { fault: "macros" };
  const [found] = overridesIn(text).flatMap(({ part, type }) =>
    mainParts.filter(([, folder, main]) => type === main && part.startsWith(folder) && names.has(part.slice(1))),
  );
  return found ? { type: found[0] } : { fault: "type-unknown" };
}

/** No name twice, none that leads out of the archive, and nothing that bursts. */
function isSound(entries: readonly ZipEntry[]): boolean {
  const names = entries.map(({ name }) => name.toLowerCase());
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  const leadsOut = names.some((name) => /^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[a-z]:|\0/.test(name));
  return new Set(names).size === names.length && !leadsOut && unpacked <= unpackedAtMost;
}

/** Programs inside a document: Visual Basic, the macro sheets of Excel 4, controls. */
function isMacro(name: string): boolean {
  return /(^|\/)vbaproject[^/]*\.bin$|(^|\/)(macrosheets|activex)\//.test(name);
}

function overridesIn(text: string): { part: string; type: string }[] {
  return [...text.matchAll(/<(?:\w+:)?Override\b([^>]*)>/g)].map(([, attributes = ""]) => ({
    part: attributeIn(attributes, "PartName").toLowerCase(),
    type: attributeIn(attributes, "ContentType"),
  }));
}

function attributeIn(attributes: string, name: string): string {
  const [, double, single] = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes) ?? [];
  return double ?? single ?? "";
}
