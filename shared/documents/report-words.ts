/** The sentences of a report's document. */
import { counted, shortDay } from "../notices/dates-for-people.ts";
import type { DocumentFacts, GatheringFacts } from "./document-facts.ts";
import { capitalised, paragraphsOf, printed } from "./document-text.ts";
import { momentText } from "./figure-notes.ts";

const shortForm = "Cổng TTĐT";
const fullForm = "Cổng thông tin điện tử";

/** What the report is about (trích yếu): the name of its form without the kind of document. */
export function aboutOf({ subject }: Pick<DocumentFacts, "subject">): string {
  return capitalised(nameOf(subject).replace(shortForm, fullForm));
}

function nameOf({ name }: DocumentFacts["subject"]): string {
  return printed(name).replace(/^báo cáo( định kỳ)?\s+/iu, "");
}

/** On what order, who reports what, and of which days. */
export function openingSentence(facts: DocumentFacts): string {
  const { subject, legalBasis, issuer, inPlaceOf } = facts;
  const what = uncapitalised(nameOf(subject).replace(shortForm, `${fullForm} (TTĐT)`));
  const days =
    subject.kind === "periodic"
      ? ` (số liệu tính từ ngày ${shortDay(subject.dataFrom)} đến hết ngày ${shortDay(subject.dataTo)})`
      : "";
  const acts = inPlaceOf ? `báo cáo thay ${inPlaceOf.name}${reasonText(inPlaceOf.reason)} về` : "báo cáo";
  return printed(`Thực hiện ${legalBasis}, ${issuer.name} ${acts} ${what}${days} như sau:`);
}

function reasonText(reason: string | undefined): string {
  return reason === undefined ? "" : ` (lý do: ${paragraphsOf(reason).join(" ").replace(/\.$/, "")})`;
}

export function closingSentence({ subject, issuer, inPlaceOf }: DocumentFacts): string {
  const whose = inPlaceOf ? `${inPlaceOf.name} do ${issuer.name} gửi thay` : issuer.name;
  return printed(`Trên đây là báo cáo ${uncapitalised(nameOf(subject))} của ${whose}./.`);
}

/** How many reports were gathered, of how many, when, and where they are listed. */
export function gatheringSentences({ sources, gaps, at }: GatheringFacts): string[] {
  const all = counted(sources.length + gaps.length);
  const annexed = sources.length === 0 ? "" : "; danh sách tại Phụ lục I, số liệu của từng báo cáo tại Phụ lục II";
  const missing =
    gaps.length === 0
      ? "Không có cơ quan, đơn vị, tổ chức, địa phương nào chưa gửi báo cáo."
      : `Còn ${counted(gaps.length)}/${all} cơ quan, đơn vị, tổ chức, địa phương chưa gửi báo cáo tại thời điểm tổng hợp; số liệu của các nơi này không có trong báo cáo:`;
  return [
    `Đã tổng hợp ${counted(sources.length)}/${all} báo cáo của các cơ quan, đơn vị, tổ chức, địa phương (tổng hợp lúc ${momentText(at)}${annexed}).`,
    missing,
  ];
}

/** "tình hình …" within a sentence; what begins with two capitals keeps them. */
function uncapitalised(text: string): string {
  const [first = "", second = "", ...rest] = [...text];
  const isWord = second === second.toLocaleLowerCase("vi");
  return (isWord ? first.toLocaleLowerCase("vi") : first) + second + rest.join("");
}
