/** Tables of a document: with lines, their heading repeated on each page, no row broken by one; and the two columns without lines. */
import {
  AlignmentType,
  BorderStyle,
  FootnoteReferenceRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { size, textWidth } from "./decree-30.ts";

export interface PrintedColumn {
  readonly heading: string;
  /** A share of the whole width. */
  readonly share: number;
  readonly align: "left" | "centre" | "right";
}

export interface PrintedCell {
  readonly text: string;
  readonly footnote?: number | undefined;
}

const alignments = { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" } as const;
const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const cellMargins = { top: 40, bottom: 40, left: 80, right: 80 } as const;

/** A table with lines. */
export function printedTable(columns: readonly PrintedColumn[], rows: readonly (readonly PrintedCell[])[]): Table {
  const widths = widthsOf(columns.map(({ share }) => share));
  const head = columns.map(({ heading }, index) =>
    cell({ text: heading }, { width: widths[index] ?? 0, align: AlignmentType.CENTER, isBold: true }),
  );
  const body = rows.map((cells) =>
    columns.map(({ align }, index) =>
      cell(cells[index] ?? { text: "" }, { width: widths[index] ?? 0, align: alignments[align], isBold: false }),
    ),
  );
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: cellMargins,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...body.map((children) => new TableRow({ cantSplit: true, children })),
    ],
  });
}

function cell(
  { text, footnote }: PrintedCell,
  { width, align, isBold }: { width: number; align: (typeof alignments)[keyof typeof alignments]; isBold: boolean },
): TableCell {
  const children = [
    new TextRun({ text, bold: isBold, size: size.table }),
    ...(footnote === undefined ? [] : [new FootnoteReferenceRun(footnote)]),
  ];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [new Paragraph({ alignment: align, children })],
  });
}

/** Whole twips that together are the width of the text. */
function widthsOf(shares: readonly number[]): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => Math.floor((textWidth * share) / all));
  const rest = textWidth - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, index) => (index === 0 ? width + rest : width));
}

/** The two columns of a letterhead or a foot: no lines, no margins, a row never broken by a page. */
export function twoColumns(
  leftWidth: number,
  rows: readonly (readonly [left: readonly Paragraph[], right: readonly Paragraph[]])[],
): Table {
  const widths = [leftWidth, textWidth - leftWidth];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) =>
              new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, children: [...children] }),
          ),
        }),
    ),
  });
}
