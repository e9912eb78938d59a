/** Tables as a workbook (.xlsx): numbers are numbers, days are dates, and a text is never a formula, whatever it begins with. */
import type { Blob } from "node:buffer";
import type Stream from "node:stream";
import writeExcelFile, { type CellObject, type Feature, type Row, type SheetOptions } from "write-excel-file/node";
import { type Day, dayNumberOf, instantAt, millisecondsPerDay } from "../calendar/province-time.ts";
import { printed } from "./document-text.ts";
import { stampedZip } from "./stamped-zip.ts";
import type { Cell, Column, Table } from "./table.ts";

export interface Sheet {
  /** On its tab: at most 31 characters. */
  readonly name: string;
  readonly table: Table;
}

/** A title and the headings stay in sight while the rows roll. */
const rowsInSight = 2;
const longestCell = 32_767;
const narrowest = 8;
const widest = 36;
/** In points. */
const lineHeight = 16;
const headingLines = 2;
const borders = { borderStyle: "thin", borderColor: "#808080" } as const;

/** Printed as wide as one page, whatever the number of pages; the library has no option for it. */
const onePageWide: Feature<Stream | Buffer | Blob> = {
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transformElementAttributes: (tag, attributes) =>
          tag === "pageSetup" ? { ...attributes, fitToWidth: 1, fitToHeight: 0 } : attributes,
        transform: (xml) => xml.replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'),
      },
    },
  },
};
const look = { fontFamily: "Times New Roman", fontSize: 12, features: [onePageWide] };

/** The bytes of a workbook as of a day. The same tables and day give the same bytes. */
export async function workbook(sheets: readonly Sheet[], on: Day): Promise<Uint8Array> {
  const written = sheets.map(({ name, table }) => ({ sheet: name, data: rowsOf(table), ...optionsOf(table) }));
  const bytes = await writeExcelFile(written, look).toBuffer();
  return stampedZip(bytes, instantAt(dayNumberOf(on), 8));
}

function optionsOf(table: Table): Omit<SheetOptions<Buffer>, "sheet"> {
  return {
    stickyRowsCount: rowsInSight,
    orientation: "landscape",
    columns: widthsOf(table).map((width) => ({ width })),
  };
}

/** In characters: as wide as the longest text, within bounds; longer ones take more lines. */
function widthsOf({ columns, rows }: Table): number[] {
  return columns.map(({ heading, kind }, index) => {
    if (kind === "day") return 12;
    const longest = rows.reduce((most, row) => Math.max(most, String(row[index] ?? "").length), 0);
    const ofHeading = Math.ceil(heading.length / headingLines);
    return Math.min(widest, Math.max(narrowest, longest, ofHeading) + 2);
  });
}

function rowsOf(table: Table): Row[] {
  const { title, columns, rows } = table;
  const widths = widthsOf(table);
  const head = columns.map(
    ({ heading }): CellObject => ({
      ...textOf(heading),
      ...borders,
      height: headingLines * lineHeight,
      fontWeight: "bold",
      align: "center",
      alignVertical: "center",
      wrap: true,
    }),
  );
  const body = rows.map((row) => {
    const lines = columns.map((_, index) => Math.ceil(String(row[index] ?? "").length / (widths[index] ?? widest)));
    // A spreadsheet gives no row more than 409 points.
    const height = Math.min(409, Math.max(1, ...lines) * lineHeight);
    return columns.map((column, index) => ({ ...cellOf(row[index], column), height }));
  });
  return [[{ ...textOf(title), fontWeight: "bold", fontSize: 14 }], head, ...body];
}

function cellOf(cell: Cell, { kind }: Column): CellObject {
  const style = { ...borders, alignVertical: "top" } as const;
  if (cell === undefined) return style;
  if (typeof cell === "number") return { value: cell, type: Number, ...style };
  if (kind === "day")
    return { value: new Date(dayNumberOf(cell) * millisecondsPerDay), type: Date, format: "dd/mm/yyyy", ...style };
  return { ...textOf(cell), ...style, wrap: true };
}

function textOf(text: string): CellObject {
  return { value: printed(text).slice(0, longestCell), type: String };
}
