/**
 * How many working days a class of question has. Settings with valid-from, because regulations change.
 * Source: Art. 25 of Regulation 25-QC/TU of 18/9/2020 as quoted in letter 6821/UBND-BBT item 1.2: "05 ngày đối với các câu hỏi
 * thuộc thẩm quyền giải quyết, 08 ngày đối với những câu hỏi cần sự phối hợp liên ngành, … tối đa không quá 10 ngày".
 */
import type { Day } from "../calendar/province-time.ts";

export const questionClasses = ["own", "joint", "special"] as const;
export type QuestionClass = (typeof questionClasses)[number];

export interface QuestionTerms {
  readonly validFrom: Day;
  readonly source: string;
  /** Working days by class, all from the same start. */
  readonly days: Readonly<Record<QuestionClass, number>>;
  /** Working days within which the body takes the question in. */
  readonly acceptanceDays: number;
  /** The hour of a working day at which the time starts. */
  readonly startHour: number;
}

export const questionTerms: readonly QuestionTerms[] = [
  {
    validFrom: "2020-09-18",
    source: "Điều 25 Quy chế 25-QC/TU ngày 18/9/2020",
    days: { own: 5, joint: 8, special: 10 },
    acceptanceDays: 1,
    startHour: 8,
  },
];

/** The settings in force on a day; before the first, the first. */
export function termsOn(on: Day, settings: readonly QuestionTerms[] = questionTerms): QuestionTerms {
  const inForce = settings.filter(({ validFrom }) => validFrom <= on).at(-1) ?? settings[0];
  if (!inForce) throw new Error("There are no question terms.");
  return inForce;
}
