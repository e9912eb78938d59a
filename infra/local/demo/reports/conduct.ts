/**
 * Who reported in 2023, made up so that it comes to what letter 6821/UBND-BBT says: "gần 20 cơ quan, đơn vị, tổ chức, địa phương (chiếm
 * khoảng 30%)" reported by rule: 19 of the 65 bodies that report to the province, 29.2 %. Nothing is said of how a real body reported.
 */

/** The months of the year in which reports are due. */
export const dueMonths = ["03", "06", "09", "12"] as const;
export type DueMonth = (typeof dueMonths)[number];

/** What bodies handed in in some months. */
export interface Conduct {
  readonly units: readonly string[];
  readonly months: readonly DueMonth[];
  /** Calendar days after the due day. @default in time */
  readonly lateDays?: number;
  /** The quarter's report alone: nobody said that it meets the longer one too. */
  readonly onlyQuarter?: true;
  /** A section of the outline that was left out. */
  readonly lacks?: string;
}

/** Every report of the year: in time, complete, valid. */
export const byRule: readonly string[] = [
  "van-phong-ubnd-tinh",
  "so-tu-phap",
  "so-tai-nguyen-va-moi-truong",
  "uy-ban-mttq-viet-nam-tinh",
  ...numbered("so-mau", 1, 9),
  "ban-mau-01",
  "ban-dang-mau-01",
  "to-chuc-chinh-tri-xa-hoi-mau-01",
  "co-quan-trung-uong-mau-01",
  "don-vi-su-nghiep-mau-01",
  "huyen-mau-08",
];

/** All that the bodies of the province handed in. Who is not named handed in nothing. */
export const conducts: readonly Conduct[] = [
  { units: byRule, months: dueMonths },
  { units: numbered("so-mau", 10, 12), months: ["03", "06"] },
  { units: ["so-mau-13", "so-mau-14"], months: ["03", "06", "09"] },
  { units: ["so-mau-13"], months: ["12"], lateDays: 3 },
  { units: ["so-mau-14"], months: ["12"], lateDays: 9 },
  { units: ["so-mau-15", "co-quan-trung-uong-mau-02"], months: ["03", "06", "09"], onlyQuarter: true },
  { units: ["ban-mau-02"], months: ["12"], lateDays: 7, lacks: "kho-khan" },
  { units: ["hoi-mau-01"], months: ["03"] },
  { units: ["huyen-mau-07"], months: ["12"], lateDays: 3 },
];

/** So long after a due day nothing more of the year was handed in. */
export const settledAfterDays = 10;

/** Districts whose communes handed in to them, in time; of one, every `skipped`th did not. */
export const districtsOfReportingCommunes: readonly {
  readonly district: string;
  readonly months: readonly DueMonth[];
  readonly skipped?: number;
}[] = [
  { district: "huyen-mau-08", months: dueMonths },
  { district: "huyen-mau-07", months: ["12"], skipped: 3 },
  // Theirs never went on to the province.
  { district: "thanh-pho-mau-09", months: ["06", "12"], skipped: 2 },
];

function numbered(series: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${series}-${String(first + index).padStart(2, "0")}`);
}
