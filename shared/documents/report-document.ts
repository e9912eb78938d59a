/** A report as a document (.docx) in the form of Decree 30/2020/NĐ-CP: number, date and signature are left to the clerk and the signer. */
import { Document, Packer, Paragraph, type Table, TextRun } from "docx";
import { shortDay } from "../notices/dates-for-people.ts";
import { annexes } from "./annexes.ts";
import { bodyParagraph, centred, emptyLine, font, heading, sectionOf, size } from "./decree-30.ts";
import type { DocumentFacts, FigureFacts, GatheringFacts } from "./document-facts.ts";
import { footTable, letterheadTable, titleParagraphs } from "./document-frame.ts";
import { type PrintedCell, type PrintedColumn, printedTable } from "./document-table.ts";
import { numberText, paragraphsOf, printed, roman } from "./document-text.ts";
import { figureNote } from "./figure-notes.ts";
import { aboutOf, closingSentence, gatheringSentences, openingSentence } from "./report-words.ts";
import { stampedZip } from "./stamped-zip.ts";

type Block = Paragraph | Table;

/** What stands under a heading without text: the outline is prescribed, so no heading is left out. */
const nothing = "Không có nội dung.";
const unknown = "Chưa có";

/** The bytes of the document. The same facts give the same bytes. */
export async function reportDocument(facts: DocumentFacts): Promise<Uint8Array> {
  const notes = facts.figures.map((_, index) => figureNote(facts, index));
  const numbers = numbered(notes);
  const document = new Document({
    creator: "Dondoc",
    lastModifiedBy: "Dondoc",
    title: `Báo cáo: ${aboutOf(facts)}`,
    styles,
    footnotes: Object.fromEntries(
      notes.flatMap((note, index) => (note === undefined ? [] : [[String(numbers[index]), footnote(note)]])),
    ),
    sections: [
      sectionOf(mainBlocks(facts, numbers), true),
      ...annexes(facts).map((blocks) => sectionOf(blocks, false)),
    ],
  });
  const properties = { path: "docProps/core.xml", data: coreProperties(facts) };
  return stampedZip(await Packer.toBuffer(document, undefined, [properties]), facts.at);
}

const styles = {
  default: {
    document: { run: { font, size: size.body, language: { value: "vi-VN" } } },
    footnoteText: { run: { font, size: 20 }, paragraph: { spacing: { after: 0 } } },
    footnoteReference: { run: { font, superScript: true } },
  },
} as const;

/** The number of each footnote, counted over those that there are. */
function numbered(notes: readonly (string | undefined)[]): (number | undefined)[] {
  let last = 0;
  return notes.map((note) => (note === undefined ? undefined : ++last));
}

function footnote(text: string) {
  return { children: [new Paragraph({ children: [new TextRun({ text: ` ${printed(text)}`, size: 20 })] })] };
}

function mainBlocks(facts: DocumentFacts, notes: readonly (number | undefined)[]): Block[] {
  const { hasStateForm } = facts.issuer;
  return [
    ...(hasStateForm ? [letterheadTable(facts)] : [withoutForm()]),
    ...titleParagraphs(aboutOf(facts)),
    bodyParagraph(openingSentence(facts)),
    ...parts(facts, notes),
    bodyParagraph(closingSentence(facts), { keepNext: hasStateForm, spacing: { before: 120, after: 240 } }),
    ...(hasStateForm ? [footTable(facts)] : []),
  ];
}

/** The Party's bodies give their documents another form, which is not this system's to imitate. */
function withoutForm(): Paragraph {
  const words = "(Nội dung báo cáo; thể thức văn bản theo quy định của Đảng)";
  return centred(words, { italics: true, size: size.header });
}

/** The parts, numbered when there are several; a report of texts alone has none. */
function parts(facts: DocumentFacts, notes: readonly (number | undefined)[]): Block[] {
  const named = [
    { title: "NỘI DUNG BÁO CÁO", blocks: facts.sections.flatMap(sectionBlocks) },
    { title: "SỐ LIỆU", blocks: figureBlocks(facts, notes) },
    { title: "VIỆC TỔNG HỢP BÁO CÁO", blocks: facts.gathering ? gatheringBlocks(facts.gathering) : [] },
  ].filter(({ blocks }) => blocks.length > 0);
  if (named.length < 2) return named.flatMap(({ blocks }) => blocks);
  return named.flatMap(({ title, blocks }, index) => [heading(`${roman(index + 1)}. ${title}`), ...blocks]);
}

function sectionBlocks({ title, text }: DocumentFacts["sections"][number], index: number): Block[] {
  const paragraphs = paragraphsOf(text ?? "");
  const written = paragraphs.length === 0 ? [nothing] : paragraphs;
  return [heading(`${index + 1}. ${printed(title)}`), ...written.map((paragraph) => bodyParagraph(paragraph))];
}

/** LibreOffice leaves most of a page empty where a longer table has footnotes; such a table goes on in another one. */
const rowsTogether = 15;

function figureBlocks({ figures, gathering }: DocumentFacts, notes: readonly (number | undefined)[]): Block[] {
  if (figures.length === 0) return [];
  const columns = figureColumns(gathering);
  const rows = figures.map((figure, index) => [
    { text: String(index + 1) },
    { text: printed(figure.label), footnote: notes[index] },
    { text: printed(figure.unit) },
    ...valueCells(figure, gathering),
  ]);
  const tables = Array.from({ length: Math.ceil(rows.length / rowsTogether) }, (_, index) =>
    printedTable(columns, rows.slice(index * rowsTogether, (index + 1) * rowsTogether)),
  );
  const said = "Số liệu không có chú thích do cơ quan báo cáo tự thống kê.";
  return [
    ...(gathering ? [] : [bodyParagraph(said, { keepNext: true })]),
    ...tables.flatMap((table, index) => (index === 0 ? [table] : [emptyLine(), table])),
    new Paragraph({}),
  ];
}

function figureColumns(gathering: GatheringFacts | undefined): PrintedColumn[] {
  const right = (heading: string, share: number): PrintedColumn => ({ heading, share, align: "right" });
  const values = gathering
    ? [
        right("Cơ quan báo cáo", 13),
        right("Các báo cáo được tổng hợp", 16),
        right("Điều chỉnh", 12),
        right("Tổng cộng", 15),
      ]
    : [right("Số liệu", 22)];
  return [
    { heading: "STT", share: 8, align: "centre" },
    { heading: "Chỉ tiêu", share: gathering ? 38 : 60, align: "left" },
    { heading: "Đơn vị tính", share: gathering ? 14 : 18, align: "centre" },
    ...values,
  ];
}

function valueCells(
  { own, gathered, correction, total }: FigureFacts,
  gathering: GatheringFacts | undefined,
): PrintedCell[] {
  const all = { text: total === undefined ? unknown : numberText(total) };
  if (!gathering) return [all];
  return [
    ...[own?.value, gathered, correction?.by].map((value) => ({ text: value === undefined ? "" : numberText(value) })),
    all,
  ];
}

const gapColumns: readonly PrintedColumn[] = [
  { heading: "STT", share: 8, align: "centre" },
  { heading: "Cơ quan, đơn vị, tổ chức, địa phương", share: 53, align: "left" },
  { heading: "Đã nhắc vào các ngày", share: 40, align: "left" },
];

function gatheringBlocks(gathering: GatheringFacts): Block[] {
  const [first = "", second = ""] = gatheringSentences(gathering);
  const { gaps } = gathering;
  const rows = gaps.map(({ name, remindedOn }, index) => {
    const days = remindedOn.length === 0 ? "Chưa được nhắc" : remindedOn.map(shortDay).join("; ");
    return [String(index + 1), printed(name), days].map((text) => ({ text }));
  });
  return [
    bodyParagraph(first),
    bodyParagraph(second, { keepNext: gaps.length > 0 }),
    ...(gaps.length === 0 ? [] : [printedTable(gapColumns, rows)]),
  ];
}

/** The library would write the moment of its own run into them. */
function coreProperties(facts: DocumentFacts): string {
  const at = new Date(facts.at).toISOString().replace(/\.\d+Z$/, "Z");
  const title = xmlText(`Báo cáo: ${aboutOf(facts)}`);
  const moment = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:creator>Dondoc</dc:creator><cp:lastModifiedBy>Dondoc</cp:lastModifiedBy><cp:revision>1</cp:revision>${moment("created")}${moment("modified")}</cp:coreProperties>`;
}

function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
