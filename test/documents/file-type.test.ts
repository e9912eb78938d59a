import { describe, expect, it } from "vitest";
import { fileTypeOf, type RangedFile } from "../../shared/documents/file-type.ts";
import {
  compoundFile,
  contentTypes,
  type Entry,
  officeEntries,
  officeFile,
  pdfOf,
  zipOf,
} from "../support/office-files.ts";

/** A file whose reads are counted. */
function rangesOf(bytes: Buffer): RangedFile & { readBytes: () => number } {
  let read = 0;
  return {
    size: bytes.length,
    read: async (from, length) => {
      const part = bytes.subarray(from, from + length);
      read += part.length;
      return part;
    },
    readBytes: () => read,
  };
}
const found = (bytes: Buffer) => fileTypeOf(rangesOf(bytes));
const macro = (name: string): Entry => ({ name, text: "x" });
const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const macroEnabled = "application/vnd.ms-word.document.macroEnabled.main+xml";
const changed = (bytes: Buffer, at: number, byte: number) => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(byte, at);
  return copy;
};
const docx = officeFile("docx");
const end = docx.length - 22;

describe("what a file is by its content", () => {
  it.each([
    ["a PDF", pdfOf(), "pdf"],
    [
      "a PDF of version 2.0, long",
      Buffer.from(pdfOf(100_000).toString("latin1").replace("%PDF-1.7", "%PDF-2.0"), "latin1"),
      "pdf",
    ],
    ["a DOCX", docx, "docx"],
    ["an XLSX", officeFile("xlsx"), "xlsx"],
    [
      "a DOCX whose parts are not packed",
      zipOf(officeEntries("docx").map((entry) => ({ ...entry, isStored: true }))),
      "docx",
    ],
    ["a DOCX with a comment behind", zipOf(officeEntries("docx"), "Lào Cai"), "docx"],
  ])("%s is told", async (_, bytes, type) => {
    expect(await found(bytes)).toEqual({ type });
  });

  it.each([
    ["nothing at all", Buffer.alloc(0), "type-unknown"],
    ["one byte", Buffer.from("P"), "type-unknown"],
    ["a picture", png, "type-unknown"],
    ["a page with a script", Buffer.from("<html><script>alert(1)</script>"), "type-unknown"],
    ["a program", Buffer.from("MZ\x90\x00".padEnd(600, "\0"), "latin1"), "type-unknown"],
    [
      "a PDF behind something else: a file of two kinds",
      Buffer.concat([Buffer.from("<html>"), pdfOf()]),
      "type-unknown",
    ],
    ["a PDF that broke off", pdfOf(5_000).subarray(0, 4_000), "damaged"],
    ["a zip that is no document", zipOf([macro("a.txt")]), "type-unknown"],
    ["a zip with a part of a document and no list of types", zipOf([macro("word/document.xml")]), "type-unknown"],
    [
      "a program for Java",
      zipOf([contentTypes("META-INF/a.xml", "text/xml"), macro("META-INF/a.xml")]),
      "type-unknown",
    ],
    ["a DOCX whose main part is not there", zipOf(officeEntries("docx").slice(0, 2)), "type-unknown"],
    [
      "a template",
      zipOf([
        contentTypes(
          "word/document.xml",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        ),
        macro("word/document.xml"),
      ]),
      "type-unknown",
    ],
    [
      "the main type only in a comment",
      zipOf([
        { name: "[Content_Types].xml", text: `<Types><!-- ${officeEntries("docx")[0]?.text} --></Types>` },
        macro("word/document.xml"),
      ]),
      "type-unknown",
    ],
    ["a Word file of before 2007", compoundFile("WordDocument"), "type-unknown"],
    ["a document locked by a password", compoundFile("EncryptedPackage"), "encrypted"],
    ["a compound file of nothing", Buffer.from("d0cf11e0a1b11ae1", "hex"), "damaged"],
    ["a compound file whose directory lies outside", changed(compoundFile("x"), 51, 0x7f), "damaged"],
    [
      "a zip with a locked entry",
      zipOf(officeEntries("docx").map((entry) => ({ ...entry, isEncrypted: true }))),
      "encrypted",
    ],
    ["a document with macros", zipOf([...officeEntries("docx"), macro("word/vbaProject.bin")]), "macros"],
    ["with macros under another case", zipOf([...officeEntries("xlsx"), macro("xl/VBAPROJECT.BIN")]), "macros"],
    ["with a macro sheet of Excel 4", zipOf([...officeEntries("xlsx"), macro("xl/macrosheets/sheet1.xml")]), "macros"],
    ["with a control", zipOf([...officeEntries("docx"), macro("word/activeX/activeX1.bin")]), "macros"],
    [
      "a type with macros under the name of a DOCX",
      zipOf([contentTypes("word/document.xml", macroEnabled), macro("word/document.xml")]),
      "macros",
    ],
    [
      "a name twice, once for the check and once for the reader",
      zipOf([...officeEntries("docx"), macro("WORD/document.xml")]),
      "damaged",
    ],
    ["a name that leads out", zipOf([...officeEntries("docx"), macro("../../autostart.bat")]), "damaged"],
    ["a name from the root", zipOf([...officeEntries("docx"), macro("/etc/passwd")]), "damaged"],
    [
      "what unpacks to far more",
      zipOf([...officeEntries("docx"), { name: "word/a.bin", text: "x", claimedSize: 0xfffffff0 }]),
      "damaged",
    ],
    [
      "a list of types that is larger than it says",
      zipOf(officeEntries("docx").map((entry) => ({ ...entry, claimedSize: 5 }))),
      "damaged",
    ],
    [
      "a list of types with an entity",
      zipOf([{ name: "[Content_Types].xml", text: "<!DOCTYPE a><Types/>" }]),
      "damaged",
    ],
    [
      "an entry of another name than the directory says",
      zipOf(officeEntries("docx").map((entry) => ({ ...entry, localName: "other" }))),
      "damaged",
    ],
    ["something behind the zip", Buffer.concat([docx, Buffer.from("more")]), "damaged"],
    ["a zip that broke off", docx.subarray(0, docx.length - 30), "damaged"],
    ["a directory that is counted wrong", changed(docx, end + 10, 9), "damaged"],
    ["a directory that lies elsewhere", changed(docx, end + 16, 1), "damaged"],
    ["a zip over several disks", changed(docx, end + 4, 1), "damaged"],
  ])("%s is refused", async (_, bytes, fault) => {
    expect(await found(bytes)).toEqual({ fault });
  });

  it("any byte of a document turned over is judged, never an error: what is not sound is refused by name", async () => {
    for (let at = 0; at < docx.length; at++) {
      const judged = await found(changed(docx, at, (docx[at] ?? 0) ^ 0xff));
      expect(Object.keys(judged), String(at)).toHaveLength(1);
    }
  });

  it("of 20 MB only the ends, the directory and the list of types are read", async () => {
    const large: Entry = { name: "word/media/image1.png", text: "x".repeat(20_000_000), isStored: true };
    const file = rangesOf(zipOf([large, ...officeEntries("docx")]));
    expect(await fileTypeOf(file)).toEqual({ type: "docx" });
    expect(file.readBytes()).toBeLessThan(80_000);
  });
});
