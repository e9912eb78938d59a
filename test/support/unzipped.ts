/** Documents taken apart in tests: the parts of a zip, and whether a part is XML at all. */
import { inflateRawSync } from "node:zlib";
import type { RangedFile } from "../../shared/documents/file-type.ts";

/** The text of each part, by its name. */
export function unzipped(zip: Uint8Array): Record<string, string> {
  const bytes = Buffer.from(zip);
  const end = bytes.length - 22;
  const parts: Record<string, string> = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const name = bytes.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    parts[name] = partOf(bytes, at);
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return parts;
}

function partOf(bytes: Buffer, entry: number): string {
  const [packedSize, local] = [bytes.readUInt32LE(entry + 20), bytes.readUInt32LE(entry + 42)];
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(from, from + packedSize);
  return (bytes.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString("utf8");
}

/** What is wrong with a text as XML: a sign that it cannot hold, a bare & or <, a tag that does not close. */
export function xmlFaults(xml: string): string[] {
  const faults: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed()) faults.push("sign");
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(xml)) faults.push("bare &");
  const open: string[] = [];
  const tags = /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>|<\?[^>]*\?>|</g;
  for (const [tag, closes, name, isEmpty] of xml.matchAll(tags)) {
    if (tag === "<") faults.push("bare <");
    else if (name === undefined || isEmpty === "/") continue;
    else if (closes !== "/") open.push(name);
    else if (open.pop() !== name) faults.push(`</${name}>`);
  }
  return [...faults, ...open.map((name) => `<${name}>`)];
}

/** The text of a part of a document, a line per paragraph. */
export function linesOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = ""]) => unescaped(text)).join(""),
  );
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** Bytes as a file of which parts are read. */
export function rangedFile(bytes: Uint8Array): RangedFile {
  return { size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) };
}
