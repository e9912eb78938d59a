/** The footnote of a figure: what it is made of, from which version of whose report, and why it was corrected. */
import { dayAt } from "../calendar/province-time.ts";
import { clockTime, counted, shortDay } from "../notices/dates-for-people.ts";
import type { Instant } from "../platform/clock.ts";
import type { DocumentFacts, FigureFacts, GatheringFacts, OwnFigure } from "./document-facts.ts";
import { numberInSentence, paragraphsOf } from "./document-text.ts";

/** More sources than these are not told one by one at the foot of a page: the annex has them. */
const toldSources = 5;

/** The footnote of the figure at `index`; undefined: it needs none, the body itself says it and adds nothing. */
export function figureNote({ figures, gathering, issuer }: DocumentFacts, index: number): string | undefined {
  const figure = figures[index];
  if (!figure) return undefined;
  return gathering ? gatheredNote(figure, gathering, issuer.name, index) : ownNote(figure.own);
}

function ownNote(own: OwnFigure | undefined): string | undefined {
  if (!own) return undefined;
  const parts = [
    ...(own.countedAt === undefined
      ? []
      : [`Hệ thống theo dõi ghi nhận, lấy số liệu lúc ${momentText(own.countedAt)}`]),
    ...(own.note === undefined ? [] : [`Ghi chú: ${inline(own.note)}`]),
  ];
  return parts.length === 0 ? undefined : sentences(parts);
}

/** Of a report that gathers, each figure says all its parts, those too that are nothing. */
function gatheredNote(
  { own, gathered, correction, total, addsUp }: FigureFacts,
  gathering: GatheringFacts,
  issuerName: string,
  index: number,
): string | undefined {
  if (total === undefined) return undefined;
  const isMoreThanOwn = gathered !== undefined || correction !== undefined;
  return sentences([
    ownPart(own, issuerName),
    addsUp ? sourcesPart(gathered, gathering, index) : "Không cộng số liệu trong các báo cáo được tổng hợp",
    ...(correction ? [correctionPart(correction)] : []),
    ...(isMoreThanOwn ? [`Tổng cộng: ${numberInSentence(total)}`] : []),
  ]);
}

function ownPart(own: OwnFigure | undefined, issuerName: string): string {
  if (!own) return `${issuerName} không có số liệu riêng`;
  const beside = [
    ...(own.countedAt === undefined ? [] : [`hệ thống theo dõi ghi nhận lúc ${momentText(own.countedAt)}`]),
    ...(own.note === undefined ? [] : [`ghi chú: ${inline(own.note)}`]),
  ];
  const more = beside.length === 0 ? "" : ` (${beside.join("; ")})`;
  return `Số liệu của ${issuerName}: ${numberInSentence(own.value)}${more}`;
}

function sourcesPart(gathered: number | undefined, { sources }: GatheringFacts, index: number): string {
  const giving = sources.flatMap((source) => {
    const value = source.values[index];
    return value === undefined ? [] : [{ ...source, value }];
  });
  if (gathered === undefined || giving.length === 0) return "Không báo cáo nào được tổng hợp nêu số liệu này";
  const sum = `${counted(giving.length)}/${counted(sources.length)} báo cáo được tổng hợp: ${numberInSentence(gathered)}`;
  if (giving.length > toldSources) return `${sum} (Phụ lục I, Phụ lục II)`;
  const told = giving.map(
    ({ name, number, value }) => `${name}, bản gửi lần ${counted(number)}: ${numberInSentence(value)}`,
  );
  return `${sum} (${told.join("; ")})`;
}

function correctionPart({ by, note }: { readonly by: number; readonly note: string }): string {
  return `Điều chỉnh ${by < 0 ? "giảm" : "tăng"} ${numberInSentence(Math.abs(by))}, lý do: ${inline(note)}`;
}

function sentences(parts: readonly string[]): string {
  return parts.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(" ");
}

function inline(text: string): string {
  return paragraphsOf(text).join(" ");
}

/** `08h00 ngày 17/6/2024`. */
export function momentText(at: Instant): string {
  return `${clockTime(at)} ngày ${shortDay(dayAt(at))}`;
}
