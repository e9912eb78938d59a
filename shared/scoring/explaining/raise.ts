/**
 * What would raise the points of a criterion: concrete steps, each with what it is worth. They say what was missing in the period; of
 * figures of the past they are what to do better in the next one. Pure.
 */
import { counted } from "../../notices/dates-for-people.ts";
import type { Criterion } from "../criteria/criteria-set.ts";
import type { SheetEntry } from "../evaluations/sheet.ts";
import type { Fact, FactValue } from "../facts/fact.ts";
import { check, type Outcome } from "../results/check.ts";
import type { ShareOfMax } from "../results/method.ts";
import { pointsText } from "./points-text.ts";
import { lapseName, pointsTextEn, type Said } from "./words.ts";

export interface Raise extends Said {
  /** Points more, in hundredths; of what was not measured: at most so many. */
  readonly points: number;
}

/** What a criterion came to for a body. */
export interface Reached {
  readonly criterion: Criterion;
  readonly entry: SheetEntry;
  readonly fact: Fact;
  readonly outcome: Outcome;
  readonly best: ShareOfMax | undefined;
}

/** The steps that would raise it; none where all is earned, where it does not apply, or where it is worth nothing. */
export function raisesOf(reached: Reached): Raise[] {
  const { criterion, fact, outcome } = reached;
  if (criterion.isInformative || criterion.max === 0 || outcome.is === "not-applicable") return [];
  if (outcome.is === "not-measured") return whenNotMeasured(reached);
  if (fact.is !== "known" || outcome.points >= criterion.max) return [];
  return stepsOf(fact.value, reached, outcome.points);
}

function stepsOf(value: FactValue, { criterion, best }: Reached, earned: number): Raise[] {
  /** What another value would earn, above what was earned. */
  const gain = (other: FactValue) => {
    const outcome = check(criterion, { is: "known", value: other }, best);
    return outcome.is === "scored" ? outcome.points - earned : 0;
  };
  if ("done" in value) return missingItems(value, criterion, gain);
  if ("lapses" in value) return avoidedLapses(value, criterion, gain);
  if ("yes" in value) return [raise(gain({ yes: true }), provide)];
  if ("points" in value) return [raise(criterion.max - earned, byOpinion)];
  if (criterion.method === "normalised") return best ? [raise(criterion.max - earned, asTheBest(best))] : [];
  if ("count" in value) return [raise(criterion.max - earned, upToTarget(value.count, criterion.target ?? 1))];
  return [raise(gain({ n: value.of, of: value.of }), theRest(value, criterion))];
}

function missingItems(
  value: Extract<FactValue, { done: unknown }>,
  { items = [] }: Criterion,
  gain: (other: FactValue) => number,
): Raise[] {
  return items
    .filter(({ id }) => !value.done.includes(id))
    .map(({ id, text, textEn }) =>
      raise(gain({ done: [...value.done, id] }), {
        text: `Bổ sung mục “${text}”`,
        textEn: `Add the item “${textEn}”`,
      }),
    );
}

function avoidedLapses(
  value: Extract<FactValue, { lapses: unknown }>,
  { deductions = {} }: Criterion,
  gain: (other: FactValue) => number,
): Raise[] {
  const counts = new Map(Object.entries(value.lapses));
  return Object.keys(deductions)
    .map((kind) => ({ kind, count: counts.get(kind) ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => {
      const { text, textEn } = lapseName(kind);
      return raise(gain({ ...value, lapses: { ...value.lapses, [kind]: 0 } }), {
        text: `Khắc phục việc ${text} (${counted(count)} lần trong kỳ)`,
        textEn: `Avoid what was ${textEn} (${count} in the period)`,
      });
    });
}

const provide: Said = {
  text: "Thực hiện nội dung này và gửi tài liệu kiểm chứng",
  textEn: "Do this, and show evidence of it",
};
const byOpinion: Said = {
  text: "Khắc phục theo ý kiến thẩm định",
  textEn: "Mend what the reviewer found",
};

function asTheBest({ n, of }: ShareOfMax): Said {
  const best = of === 1 ? String(n) : `${n}/${of}`;
  return { text: `Đạt bằng giá trị tốt nhất (${best})`, textEn: `Reach the best value (${best})` };
}

function upToTarget(count: number, target: number): Said {
  const left = target - count;
  return {
    text: `Thêm ${counted(left)} để đạt chỉ tiêu ${counted(target)}`,
    textEn: `${left} more reach the target of ${target}`,
  };
}

/** What is missing to the whole, by what the system counts. */
const restNames: Readonly<Record<string, Said>> = {
  "questions-answered": { text: "câu hỏi chưa trả lời", textEn: "questions not answered" },
  "questions-on-time": { text: "câu hỏi quá hạn", textEn: "questions late" },
  "questions-taken-in": {
    text: "câu hỏi tiếp nhận chậm hoặc chưa tiếp nhận",
    textEn: "questions taken in late, or not taken in",
  },
  "questions-signed": { text: "câu trả lời chưa do lãnh đạo ký", textEn: "answers not signed by a leader" },
  "questions-published": { text: "câu trả lời chưa được công khai", textEn: "answers not published" },
  "questions-satisfaction": { text: "lượt đánh giá chưa hài lòng", textEn: "ratings not satisfied" },
};

function theRest({ n, of }: { n: number; of: number }, { fact, method }: Criterion): Said {
  const ofMethod =
    method === "on-time"
      ? { text: "trường hợp chậm", textEn: "late" }
      : { text: "trường hợp chưa đạt", textEn: "not reached" };
  const name = (fact !== undefined && Object.hasOwn(restNames, fact) && restNames[fact]) || ofMethod;
  return { text: `Còn ${counted(of - n)} ${name.text}`, textEn: `${of - n} ${name.textEn}` };
}

/** A step with what it is worth. */
function raise(points: number, { text, textEn }: Said): Raise {
  return { points, text: `${text}: +${pointsText(points)} điểm`, textEn: `${textEn}: +${pointsTextEn(points)} points` };
}

/** What the body can do where nothing was measured; nothing where the system itself is silent. */
function whenNotMeasured({ criterion, entry, outcome }: Reached): Raise[] {
  const step = outcome.is === "not-measured" && measuringStep(outcome.why, criterion, entry);
  if (!step) return [];
  const { max } = criterion;
  return [
    {
      points: max,
      text: `${step.text}: tối đa +${pointsText(max)} điểm`,
      textEn: `${step.textEn}: at most +${pointsTextEn(max)} points`,
    },
  ];
}

function measuringStep(
  why: Extract<Outcome, { is: "not-measured" }>["why"],
  { dependsOn, evidence }: Criterion,
  { self }: SheetEntry,
): Said | undefined {
  const isSilent = why === "no-source" || why === "source-silent";
  if (why === "no-best" || (isSilent && !self)) return undefined;
  if (why === "depends") {
    const others = dependsOn.join(", ");
    return { text: `Cần có kết quả của tiêu chí ${others}`, textEn: `Needs the result of ${others}` };
  }
  const isUnproven = evidence !== undefined && self?.evidence.length === 0;
  if (why === "reviewed" || isUnproven) return showEvidence;
  return self ? awaitReview : scoreYourself;
}

const showEvidence: Said = {
  text: "Bổ sung tài liệu kiểm chứng",
  textEn: "Show evidence",
};
const awaitReview: Said = {
  text: "Đã tự chấm điểm, chờ thẩm định",
  textEn: "Self-scored, waits for its review",
};
const scoreYourself: Said = {
  text: "Tự chấm điểm và gửi tài liệu kiểm chứng",
  textEn: "Score yourself, and show evidence",
};
