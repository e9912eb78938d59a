/**
 * From where on something stands on the integrity list: our own choice, as data, each with its reason; the list shows them beside what it
 * found. They say what deserves a second look, and not what is wrong.
 */

import * as z from "zod";

/** The reason, in both languages. */
const reason = { why: z.string(), whyEn: z.string() };

export const parametersOfKinds = z.object({
  /** At least so many answers of one unit, each on the last day of its own term from an hour on, within so many minutes. */
  "signed-in-bulk": z.object({ atLeast: z.number(), withinMinutes: z.number(), fromHour: z.number(), ...reason }),
  /** An answer with fewer letters and digits than this, greetings and formulas not counted. */
  "without-text": z.object({ fewerThan: z.number(), ...reason }),
  /** The class was raised after the end of so many working days of the term. */
  "raised-late": z.object({ afterDay: z.number(), ...reason }),
  /** So many different questions of one unit with one answer of at least so many letters and digits. */
  "identical-answers": z.object({ questions: z.number(), leastLength: z.number(), ...reason }),
  /** Renewed on one of so many working days before scoring, or on a day off after them. */
  "renewed-before-scoring": z.object({ workingDays: z.number(), ...reason }),
  /** The share is the report form's own. */
  "figure-jump": z.object(reason),
});
export type IntegrityParameters = z.output<typeof parametersOfKinds>;

export const integrityParameters: IntegrityParameters = {
  "signed-in-bulk": {
    atLeast: 5,
    withinMinutes: 10,
    fromHour: 16,
    why: "Thời hạn tính đến hết ngày; giờ làm việc kết thúc lúc 17h00. Từ 05 câu trả lời được ký trong 10 phút, bình quân 02 phút một câu: đề xuất rà soát nội dung trả lời.",
    whyEn:
      "The term runs to the end of the day, office hours to 17:00. Five answers in ten minutes are two minutes for each: what they say deserves a look.",
  },
  "without-text": {
    fewerThan: 20,
    why: "Dưới 20 chữ cái và chữ số, không kể lời chào, câu mẫu: thường chưa đủ để nêu tên một văn bản hoặc cơ quan giải quyết.",
    whyEn:
      "Fewer than 20 letters and digits beside greetings and formulas name neither a document nor an office that helps.",
  },
  "raised-late": {
    afterDay: 4,
    why: "Câu hỏi cần thêm thời gian thường được xác định khi phân loại trong những ngày đầu; thời hạn được nâng khi chỉ còn ngày cuối: đề xuất rà soát lý do.",
    whyEn:
      "That a question needs more time is mostly seen in its first days; where a term is lengthened when only the last day is left, the reason deserves a look.",
  },
  "identical-answers": {
    questions: 2,
    leastLength: 100,
    why: "Câu mẫu ngắn (hướng dẫn liên hệ nơi khác) được dùng lại là bình thường; cùng một nội dung từ 100 chữ cái và chữ số trở lên cho các câu hỏi khác nhau: đề xuất rà soát.",
    whyEn:
      "A short formula (ask there instead) may well be used again; 100 letters and digits and more for different questions deserve a look.",
  },
  "renewed-before-scoring": {
    workingDays: 1,
    why: "Nội dung được cập nhật vào ngày làm việc liền trước ngày mở kỳ đánh giá: đề xuất rà soát việc cập nhật trong cả kỳ.",
    whyEn:
      "Of what was renewed on the working day before scoring, how it was renewed through the period deserves a look.",
  },
  "figure-jump": {
    why: "Mức thay đổi so với cùng kỳ năm trước mà biểu mẫu báo cáo đề nghị ghi chú lý do.",
    whyEn: "The change against the same period of the year before for which the report's form wants a note.",
  },
};
