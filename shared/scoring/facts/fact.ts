/**
 * Facts: what is known of a portal in a period, criterion by criterion. A fact comes from the system, from the body's declaration, or from
 * the reviewer; it is known, does not apply, or was not measured. Unknown is a value with a name, never zero.
 */
import * as z from "zod";

/** Counts stay so small that the product of two is an exact whole number. */
const count = z.number().int().min(0).max(90_000_000);

/** What a known fact holds; each shape goes with some methods (method.ts). */
export const factValue = z.union([
  /** So many of so many. Of nothing: not applicable. */
  z.strictObject({ n: count, of: count }),
  z.strictObject({ count }),
  z.strictObject({ yes: z.boolean() }),
  /** The items of a checklist that are there. */
  z.strictObject({ done: z.array(z.string().max(40)).max(60) }),
  /** Failings by kind, of so many occasions. */
  z.strictObject({ of: count, lapses: z.record(z.string().max(40), count) }),
  /** Given by hand, in hundredths of a point. */
  z.strictObject({ points: z.number().int().min(0).max(1_000_000) }),
]);
export type FactValue = z.output<typeof factValue>;

export const factShapes = ["share", "count", "flag", "checklist", "lapses", "points"] as const;
export type FactShape = (typeof factShapes)[number];

/** Why something does not apply. */
export const reasonsNotApplicable = [
  /** The set asks it of other bodies. */
  "other-bodies",
  /** There was nothing to be judged: no question received, no report owed. */
  "nothing-to-judge",
  /** The body says so, and the reviewer did not object. */
  "declared",
  /** The reviewer says so. */
  "reviewed",
  /** The criterion that it depends on does not apply. */
  "depends",
] as const;

/** Why something was not measured. */
export const reasonsNotMeasured = [
  /** Nobody has confirmed what the body declared. */
  "not-reviewed",
  /** The system does not keep this yet. */
  "no-source",
  /** The source did not answer, or holds nothing that early. */
  "source-silent",
  /** The reviewer could not tell. */
  "reviewed",
  /** The criterion that it depends on was not measured. */
  "depends",
  /** There is nothing to compare with: nobody has any of it. */
  "no-best",
] as const;

/** What is not known, each with why. */
export const unknownFacts = [
  z.strictObject({ is: z.literal("not-applicable"), why: z.enum(reasonsNotApplicable) }),
  z.strictObject({ is: z.literal("not-measured"), why: z.enum(reasonsNotMeasured) }),
] as const;

export const fact = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("known"), value: factValue }),
  ...unknownFacts,
]);
export type Fact = z.output<typeof fact>;

/** Which shape a value has. */
export function shapeOf(value: FactValue): FactShape {
  if ("n" in value) return "share";
  if ("count" in value) return "count";
  if ("yes" in value) return "flag";
  if ("done" in value) return "checklist";
  return "lapses" in value ? "lapses" : "points";
}

interface KnownFact {
  readonly shape: FactShape;
  /** Which area of the system knows it. */
  readonly source: "questions" | "reports";
  /** Of lapses: the kinds that are counted. */
  readonly kinds?: readonly string[];
  readonly text: string;
  readonly textEn: string;
}

/** The facts that the system itself knows: a criterion names one of them, or is declared by the body. */
export const systemFacts = {
  "questions-received": {
    shape: "count",
    source: "questions",
    text: "Số câu hỏi đã nhận, không kể câu hỏi đã chuyển đi",
    textEn: "Questions received and not passed on",
  },
  "questions-answered": {
    shape: "share",
    source: "questions",
    text: "Câu hỏi đã trả lời trên câu hỏi đã nhận, không kể câu hỏi đã chuyển đi hoặc được rút lại",
    textEn: "Questions answered, of those received and neither passed on nor withdrawn",
  },
  "questions-on-time": {
    shape: "share",
    source: "questions",
    text: "Câu hỏi trả lời đúng hạn trên tổng số câu hỏi trả lời đúng hạn và câu hỏi phát sinh quá hạn trong kỳ",
    textEn: "Questions answered on time, of those and of all that turned late in the period",
  },
  "questions-taken-in": {
    shape: "share",
    source: "questions",
    text: "Câu hỏi được tiếp nhận trong 01 ngày làm việc trên số câu hỏi phải tiếp nhận, không kể câu hỏi đã chuyển đi hoặc được rút lại",
    textEn: "Questions taken in within one working day, of those to be taken in, neither passed on nor withdrawn",
  },
  "questions-signed": {
    shape: "share",
    source: "questions",
    text: "Câu trả lời do lãnh đạo ký trên tổng số câu trả lời",
    textEn: "Answers signed by a leader, of all answers",
  },
  "questions-published": {
    shape: "share",
    source: "questions",
    text: "Câu trả lời đã công khai so với số câu trả lời thuộc diện công khai",
    textEn: "Answers published, of those that may be",
  },
  "questions-satisfaction": {
    shape: "share",
    source: "questions",
    text: "Lượt đánh giá hài lòng trên tổng số lượt đánh giá câu trả lời",
    textEn: "Ratings that say satisfied, of all ratings of answers",
  },
  "reports-dates": {
    shape: "lapses",
    source: "reports",
    kinds: ["late", "missing"],
    text: "Số đợt báo cáo định kỳ phải gửi; số đợt gửi chậm, không gửi",
    textEn: "Dates of periodic reports: how many, how many late, how many missing",
  },
} as const satisfies Record<string, KnownFact>;
export type SystemFact = keyof typeof systemFacts;

export function isSystemFact(id: string): id is SystemFact {
  return Object.hasOwn(systemFacts, id);
}

export const notReviewed: Fact = { is: "not-measured", why: "not-reviewed" };
