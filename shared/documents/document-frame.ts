/** What stands around a document's text: the letterhead, the title, the signature and the list of who receives it. */
import { AlignmentType, Paragraph, type Table, TextRun } from "docx";
import { dayAt } from "../calendar/province-time.ts";
import { centred, drawnLine, size, textWidth, widthOf } from "./decree-30.ts";
import type { DocumentFacts } from "./document-facts.ts";
import { twoColumns } from "./document-table.ts";
import { openDate } from "./letterhead.ts";

/** 40 of 100 for the body, 60 for the state. */
const leftWidth = Math.round(textWidth * 0.4);
const rightWidth = textWidth - leftWidth;
/** As wide as "Độc lập - Tự do - Hạnh phúc" is printed: 5.92 cm. */
const mottoWidth = 3360;
/** A third to a half of the text above it. */
const lineShare = 0.4;

/** Room for a number that is written later. */
export const roomForNumber = "\u00a0".repeat(8);

/** The body and the state, with their lines; below them the number and the date, left open. */
export function letterheadTable({ issuer, at }: DocumentFacts): Table {
  const { letterhead, parentLetterhead, symbol, place } = issuer;
  const longest = Math.max(...letterhead.map((text) => widthOf(text, size.header, "capitals")));
  const lineLength = Math.round(Math.min(longest, leftWidth) * lineShare);
  return twoColumns(leftWidth, [
    [
      [
        ...(parentLetterhead === undefined ? [] : [centred(parentLetterhead, { size: size.header })]),
        ...letterhead.map((text) => centred(text, { bold: true, size: size.header })),
        drawnLine(lineLength, leftWidth),
      ],
      [
        centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { bold: true, size: size.header }),
        centred("Độc lập - Tự do - Hạnh phúc", { bold: true, size: size.body }),
        drawnLine(mottoWidth, rightWidth),
      ],
    ],
    [
      [centred(`Số:${roomForNumber}/${symbol}`, { size: size.header }, { spacing: { before: 120 } })],
      [centred(`${place}, ${openDate(dayAt(at))}`, { italics: true, size: size.body }, { spacing: { before: 120 } })],
    ],
  ]);
}

/** BÁO CÁO, what it is about, and the line below. */
export function titleParagraphs(about: string): Paragraph[] {
  const lineLength = Math.round(Math.min(widthOf(about, size.body, "words"), textWidth) * lineShare);
  return [
    centred("BÁO CÁO", { bold: true, size: size.body }, { spacing: { before: 280 } }),
    centred(about, { bold: true, size: size.body }),
    drawnLine(lineLength, textWidth, 240),
  ];
}

/** Who receives it, and the place of the signature: its lines, and room, and no name. */
export function footTable({ recipient, signature }: DocumentFacts): Table {
  const half = Math.round(textWidth / 2);
  const list = [`- ${recipient} (để báo cáo);`, "- Lưu: VT."];
  const room = Array.from({ length: 5 }, () => new Paragraph({ alignment: AlignmentType.CENTER, children: [] }));
  return twoColumns(half, [
    [
      [
        new Paragraph({
          children: [new TextRun({ text: "Nơi nhận:", bold: true, italics: true, size: size.table })],
        }),
        ...list.map((text) => new Paragraph({ children: [new TextRun({ text, size: size.list })] })),
      ],
      [...signature.map((text) => centred(text, { bold: true, size: size.body })), ...room],
    ],
  ]);
}
