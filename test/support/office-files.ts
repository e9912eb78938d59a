/** Small files made for tests: documents as people send them, and such as want to do harm. */
import { crc32, deflateRawSync } from "node:zlib";

/** How an entry of a zip is written; what is wrong with it can be said. */
export interface Entry {
  readonly name: string;
  readonly text: string;
  readonly isStored?: boolean;
  readonly isEncrypted?: boolean;
  /** The size that the directory claims. */
  readonly claimedSize?: number;
  /** The name in the entry's own header. */
  readonly localName?: string;
}

/** A zip of these entries, with a comment behind. */
export function zipOf(entries: readonly Entry[], comment = ""): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = entryOf(entry, offset);
    parts.push(local);
    directory.push(central);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, listed, end, Buffer.from(comment, "latin1")]);
}

function entryOf({ name, text, isStored, isEncrypted, claimedSize, localName }: Entry, offset: number) {
  const plain = Buffer.from(text);
  const packed = isStored ? plain : deflateRawSync(plain);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(isEncrypted ? 1 : 0, 2);
  facts.writeUInt16LE(isStored ? 0 : 8, 4);
  facts.writeUInt32LE(crc32(plain), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(claimedSize ?? plain.length, 18);
  const named = (length: number) => {
    const own = Buffer.from(facts);
    own.writeUInt16LE(length, 22);
    return own;
  };
  const [own, listed] = [Buffer.from(localName ?? name), Buffer.from(name)];
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return {
    local: Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), named(own.length), own, packed]),
    central: Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), named(listed.length), rest, listed]),
  };
}

const main = {
  docx: ["word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"],
  xlsx: ["xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"],
} as const;

export function contentTypes(part: string, type: string, more = ""): Entry {
  const text = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${part}" ContentType="${type}"/>${more}</Types>`;
  return { name: "[Content_Types].xml", text };
}

/** The entries of a small document. */
export function officeEntries(kind: "docx" | "xlsx", more = ""): Entry[] {
  const [part, type] = main[kind];
  return [
    contentTypes(part, type, more),
    { name: "_rels/.rels", text: "<Relationships/>" },
    { name: part, text: "<w/>" },
  ];
}

export const officeFile = (kind: "docx" | "xlsx"): Buffer => zipOf(officeEntries(kind));

/** A PDF of so many bytes. */
export function pdfOf(size = 200): Buffer {
  const [head, tail] = ["%PDF-1.7\n", "\nstartxref\n0\n%%EOF\n"];
  return Buffer.from(head + " ".repeat(size - head.length - tail.length) + tail, "latin1");
}

/** A compound file (OLE), as locked documents and those of before 2007 are. */
export function compoundFile(stream: string): Buffer {
  const file = Buffer.alloc(512 * 4);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(1, 48);
  const sector = Buffer.alloc(128);
  sector.write(stream, "utf16le");
  sector.copy(file, 512 * 2);
  return file;
}
