/** Measures and pieces of an administrative document: Decree 30/2020/NĐ-CP, Annex I. Sizes of text in half-points, lengths in twips. */
import {
  AlignmentType,
  BorderStyle,
  Header,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";

export const font = "Times New Roman";
/** 11 to 14 points. */
export const size = { list: 22, table: 24, header: 26, body: 28 } as const;

/** A4; left 30 mm, right 15, top and bottom 20. */
export const page = { width: 11_906, height: 16_838, left: 1701, right: 850, top: 1134, bottom: 1134 } as const;
export const textWidth = page.width - page.left - page.right;

/** 1.27 cm. */
const firstLine = 720;
const sixPoints = 120;
/** Of a single line spacing. */
const lineSpacing = { line: 264, lineRule: LineRuleType.AUTO } as const;

/** The number of the page, centred in the top margin; none on the first page of the document. */
export function sectionOf(children: ISectionOptions["children"], isFirst: boolean): ISectionOptions {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: size.header })],
  });
  return {
    properties: {
      titlePage: isFirst,
      page: {
        size: { width: page.width, height: page.height },
        margin: { top: page.top, bottom: page.bottom, left: page.left, right: page.right, header: 567, footer: 567 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      ...(isFirst && { first: new Header({ children: [emptyLine()] }) }),
    },
    // No reader likes a document that ends with a table.
    children: [...children, emptyLine()],
  };
}

/** As low as a line can be. */
export function emptyLine(): Paragraph {
  return new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, run: { size: 2 } });
}

/** A paragraph of the body: justified, its first line set in. */
export function bodyParagraph(
  text: string | readonly ParagraphChild[],
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine },
    spacing: { after: sixPoints, ...lineSpacing },
    children: typeof text === "string" ? [new TextRun({ text, size: size.body })] : text,
    ...options,
  });
}

/** A heading of the body, on one page with what follows. */
export function heading(text: string): Paragraph {
  return bodyParagraph([new TextRun({ text, bold: true, size: size.body })], { keepNext: true });
}

/** A centred line. */
export function centred(text: string, run: IRunOptions, options: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, ...run })], ...options });
}

/** A drawn line of 0.75 points, centred in a column: no underlining, which breaks with the text. */
export function drawnLine(length: number, columnWidth: number, after = 0): Paragraph {
  const side = Math.max(0, Math.round((columnWidth - length) / 2));
  return new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } },
    indent: { left: side, right: side },
    spacing: { before: 40, after, line: 40, lineRule: LineRuleType.EXACT },
    run: { size: 2 },
  });
}

/** In ems of Times New Roman bold, measured over texts of both kinds. */
const perCharacter = { capitals: 0.6, words: 0.45 } as const;

/** About as wide as a bold text is printed. */
export function widthOf(text: string, halfPoints: number, as: keyof typeof perCharacter): number {
  return Math.round([...text].length * halfPoints * 10 * perCharacter[as]);
}
