/** Annexes of a report that gathers others: which reports it is made of, and each one's figures. */
import { Paragraph, type Table } from "docx";
import { dayAt, yearOf } from "../calendar/province-time.ts";
import { counted } from "../notices/dates-for-people.ts";
import { centred, drawnLine, heading, size, textWidth } from "./decree-30.ts";
import type { DocumentFacts, GatheringFacts, SourceFacts } from "./document-facts.ts";
import { roomForNumber } from "./document-frame.ts";
import { type PrintedColumn, printedTable } from "./document-table.ts";
import { capitals, numberText, roman } from "./document-text.ts";
import { momentText } from "./figure-notes.ts";
import { openDate } from "./letterhead.ts";
import { dayText } from "./table.ts";

type Block = Paragraph | Table;

const sourceColumns: readonly PrintedColumn[] = [
  { heading: "STT", share: 8, align: "centre" },
  { heading: "Cơ quan, đơn vị, tổ chức, địa phương", share: 50, align: "left" },
  { heading: "Bản gửi lần", share: 11, align: "centre" },
  { heading: "Ngày gửi", share: 15, align: "centre" },
  { heading: "Ghi chú", share: 27, align: "left" },
];

const figureColumns: readonly PrintedColumn[] = [
  { heading: "STT", share: 8, align: "centre" },
  { heading: "Chỉ tiêu", share: 55, align: "left" },
  { heading: "Đơn vị tính", share: 18, align: "centre" },
  { heading: "Số liệu", share: 20, align: "right" },
];

/** The blocks of each annex; none when nothing was gathered. */
export function annexes(facts: DocumentFacts): Block[][] {
  const { gathering } = facts;
  if (!gathering || gathering.sources.length === 0) return [];
  return [
    [...annexHead(facts, 1, "Các báo cáo được tổng hợp"), sourcesTable(gathering)],
    [...annexHead(facts, 2, "Số liệu của từng báo cáo được tổng hợp"), ...gathering.sources.flatMap(figuresIn(facts))],
  ];
}

function annexHead({ issuer, at }: DocumentFacts, number: number, title: string): Paragraph[] {
  const report = issuer.hasStateForm
    ? `(Kèm theo Báo cáo số${roomForNumber}/${issuer.symbol} ${openDate(dayAt(at))} của ${issuer.name})`
    : `(Kèm theo báo cáo năm ${yearOf(dayAt(at))} của ${issuer.name})`;
  return [
    centred(`Phụ lục ${roman(number)}`, { bold: true, size: size.body }),
    centred(capitals(title), { bold: true, size: size.header }),
    centred(report, { italics: true, size: size.header }),
    drawnLine(Math.round(textWidth / 5), textWidth, 240),
  ];
}

function sourcesTable({ sources }: GatheringFacts): Table {
  return printedTable(
    sourceColumns,
    sources.map(({ name, number, at, gathers, onBehalfBy }, index) => {
      const remarks = [
        ...(gathers ? ["báo cáo tổng hợp"] : []),
        ...(onBehalfBy === undefined ? [] : [`${onBehalfBy} gửi thay`]),
      ];
      const texts = [String(index + 1), name, counted(number), dayText(dayAt(at)), remarks.join("; ")];
      return texts.map((text) => ({ text }));
    }),
  );
}

function figuresIn({ figures }: DocumentFacts) {
  return ({ name, number, at, values }: SourceFacts, index: number): Block[] => [
    ...(index === 0 ? [] : [new Paragraph({})]),
    heading(`${index + 1}. ${name} (bản gửi lần ${counted(number)}, ${momentText(at)})`),
    printedTable(
      figureColumns,
      figures.map(({ label, unit }, place) => {
        const value = values[place];
        const texts = [String(place + 1), label, unit, value === undefined ? "Chưa có" : numberText(value)];
        return texts.map((text) => ({ text }));
      }),
    ),
  ];
}
