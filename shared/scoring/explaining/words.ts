/** What values, reasons and results are called where people read them, in both languages. */
import { counted } from "../../notices/dates-for-people.ts";
import type { Fact, FactValue } from "../facts/fact.ts";
import type { NotGraded } from "../results/results.ts";
import { pointsText } from "./points-text.ts";

/** The same said in Vietnamese and in English. */
export interface Said {
  readonly text: string;
  readonly textEn: string;
}

/** Beside every informative criterion: it stands in for what a survey asks people. */
export const informativeLabel: Said = {
  text: "chỉ báo thay thế, không phải điểm PAPI",
  textEn: "a proxy, not a PAPI score",
};

/** Of a set without a decision. */
export const proposalLabel: Said = {
  text: "Đề xuất, không phải Quyết định 4526/QĐ-HĐBT",
  textEn: "A proposal, not Decision 4526/QĐ-HĐBT",
};

export const notGradedWords: Readonly<Record<NotGraded, Said>> = {
  suspended: {
    text: "Không xếp loại: Cổng TTĐT tạm ngừng hoạt động",
    textEn: "Not graded: the portal is suspended",
  },
  "coverage-low": {
    text: "Không xếp loại: tỷ lệ điểm tối đa đã đo được thấp hơn mức tối thiểu của Bộ tiêu chí",
    textEn: "Not graded: less was measured than the criteria set asks for",
  },
  "nothing-measured": {
    text: "Không xếp loại: chưa đo được tiêu chí nào",
    textEn: "Not graded: nothing was measured",
  },
};

const notApplicableWords: Readonly<Record<Extract<Fact, { is: "not-applicable" }>["why"], Said>> = {
  "other-bodies": {
    text: "Không áp dụng: tiêu chí dành cho cơ quan, đơn vị khác",
    textEn: "Not applicable: asked of other bodies",
  },
  "nothing-to-judge": {
    text: "Không áp dụng: trong kỳ không phát sinh nội dung để đánh giá",
    textEn: "Not applicable: there was nothing to be judged in the period",
  },
  declared: {
    text: "Không áp dụng: theo nội dung tự chấm điểm của cơ quan, đơn vị",
    textEn: "Not applicable: as the body declares",
  },
  reviewed: { text: "Không áp dụng: theo kết quả thẩm định", textEn: "Not applicable: as reviewed" },
  depends: {
    text: "Không áp dụng: tiêu chí liên quan không áp dụng",
    textEn: "Not applicable: neither is a criterion that it depends on",
  },
};

const notMeasuredWords: Readonly<Record<Extract<Fact, { is: "not-measured" }>["why"], Said>> = {
  "not-reviewed": { text: "Chưa đo được: chưa được thẩm định", textEn: "Not measured: not reviewed" },
  "no-source": { text: "Chưa đo được: hệ thống chưa có nguồn số liệu", textEn: "Not measured: there is no source yet" },
  "source-silent": {
    text: "Chưa đo được: nguồn số liệu không có dữ liệu của kỳ",
    textEn: "Not measured: the source holds nothing of the period",
  },
  reviewed: {
    text: "Chưa đo được: người thẩm định chưa đủ căn cứ xác định",
    textEn: "Not measured: the reviewer could not tell",
  },
  depends: {
    text: "Chưa đo được: tiêu chí liên quan chưa đo được",
    textEn: "Not measured: neither was a criterion that it depends on",
  },
  "no-best": {
    text: "Chưa đo được: không có giá trị để so sánh",
    textEn: "Not measured: there is nothing to compare with",
  },
};

/** Of a normalised criterion before any result was published: whose value is best is not known yet. */
export const notComparableYet: Said = {
  text: "Chưa so sánh được: điểm tính theo giá trị tốt nhất, giá trị này được xác định khi công bố kết quả",
  textEn: "Not comparable yet: points follow the best value, which is known when results are published",
};

/** Why there are no points. */
export function unscoredWords(fact: Exclude<Fact, { is: "known" }>): Said {
  return fact.is === "not-applicable" ? notApplicableWords[fact.why] : notMeasuredWords[fact.why];
}

/** What kinds of lapses are called; one that a set brings along is called as it calls it. */
const lapseWords: Readonly<Record<string, Said>> = {
  late: { text: "gửi chậm", textEn: "late" },
  missing: { text: "không gửi", textEn: "missing" },
};

export function lapseName(kind: string): Said {
  return (Object.hasOwn(lapseWords, kind) && lapseWords[kind]) || alike(kind);
}

/** A fact in words: `31/35`, `Có`, `05/06 mục`. `items`: how many a checklist has. */
export function factWords(fact: Fact, items: number): Said {
  return fact.is === "known" ? valueWords(fact.value, items) : unscoredWords(fact);
}

function valueWords(value: FactValue, items: number): Said {
  if ("n" in value) return shareWords(value.n, value.of);
  if ("count" in value) return { text: counted(value.count), textEn: String(value.count) };
  if ("yes" in value) return value.yes ? { text: "Có", textEn: "Yes" } : { text: "Không", textEn: "No" };
  if ("done" in value) {
    const { text, textEn } = shareWords(value.done.length, items);
    return { text: `${text} mục`, textEn: `${textEn} items` };
  }
  if ("lapses" in value) return lapsesWords(value);
  return { text: `${pointsText(value.points)} điểm`, textEn: `${pointsTextEn(value.points)} points` };
}

function lapsesWords({ of, lapses }: Extract<FactValue, { lapses: unknown }>): Said {
  const found = Object.entries(lapses).filter(([, count]) => count > 0);
  if (found.length === 0)
    return { text: `${counted(of)} lần, không có thiếu sót`, textEn: `${of} occasions, no lapse` };
  const text = found.map(([kind, count]) => `${lapseName(kind).text} ${counted(count)} lần`).join(", ");
  const textEn = found.map(([kind, count]) => `${lapseName(kind).textEn} ${count}`).join(", ");
  return { text: `${counted(of)} lần, trong đó ${text}`, textEn: `${of} occasions: ${textEn}` };
}

/** `07/38` and `7/38`. */
export function shareWords(n: number, of: number): Said {
  return { text: `${counted(n)}/${counted(of)}`, textEn: `${n}/${of}` };
}

function alike(text: string): Said {
  return { text, textEn: text };
}

/** `1063` is `10.63` in English. */
export function pointsTextEn(hundredths: number): string {
  return pointsText(hundredths).replace(",", ".");
}
