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
    why: "Thời hạn hết vào cuối ngày; giờ làm việc hết lúc 17h00. Ký từ 05 câu trả lời trong 10 phút là khoảng 02 phút một câu, khó kịp đọc hết nội dung.",
    whyEn:
      "The term is over at the end of the day, office hours at 17:00. Five answers in ten minutes leave two minutes for each: hardly time to read them.",
  },
  "without-text": {
    fewerThan: 20,
    why: "Dưới 20 chữ và số, không kể lời chào và câu mẫu, thì chưa đủ nêu tên một văn bản hoặc một nơi giải quyết.",
    whyEn:
      "Fewer than 20 letters and digits beside greetings and formulas name neither a document nor an office that helps.",
  },
  "raised-late": {
    afterDay: 4,
    why: "Câu hỏi phức tạp được nhận ra khi phân loại trong những ngày đầu; nâng thời hạn khi chỉ còn ngày cuối cùng có thể là để khỏi quá hạn.",
    whyEn:
      "That a question is difficult is seen in its first days; a term that is lengthened when only the last day is left may be lengthened so as not to be late.",
  },
  "identical-answers": {
    questions: 2,
    leastLength: 100,
    why: "Câu mẫu ngắn (hướng dẫn liên hệ nơi khác) được dùng lại là bình thường; nội dung từ 100 chữ và số trở lên cho các câu hỏi khác nhau thì nên xem lại.",
    whyEn:
      "A short formula (ask there instead) may well be used again; 100 letters and digits and more for different questions deserve a look.",
  },
  "renewed-before-scoring": {
    workingDays: 1,
    why: "Nội dung chỉ được cập nhật vào ngày làm việc liền trước ngày đánh giá thì chưa cho thấy việc cập nhật thường xuyên.",
    whyEn: "What was renewed on the working day before scoring does not show that it is renewed regularly.",
  },
  "figure-jump": {
    why: "Mức thay đổi so với cùng kỳ năm trước mà biểu mẫu báo cáo yêu cầu phải giải trình.",
    whyEn: "The change against the same period of the year before for which the report's form wants a note.",
  },
};
