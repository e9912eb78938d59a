/** What can be wrong with a field: a closed list of codes and their sentences, and the translation of zod's issues into it. */
import type * as z from "zod";
import type { FieldError } from "./refusals.ts";

const sentences = {
  missing: ["Thiếu trường này.", "This field is missing."],
  "unknown-field": ["Không có trường này.", "There is no such field."],
  "wrong-type": ["Kiểu dữ liệu không đúng.", "The type is wrong."],
  "not-one-of": ["Giá trị không thuộc danh sách cho phép.", "The value is not in the list of allowed ones."],
  "too-long": ["Dài quá giới hạn.", "Longer than allowed."],
  "too-short": ["Ngắn hơn mức tối thiểu.", "Shorter than allowed."],
  "too-large": ["Lớn hơn giới hạn.", "Larger than allowed."],
  "too-small": ["Nhỏ hơn giới hạn.", "Smaller than allowed."],
  "not-an-integer": ["Phải là số nguyên.", "Must be a whole number."],
  blank: ["Không được để trống.", "Must not be blank."],
  "control-characters": ["Có ký tự điều khiển không được phép.", "Contains control characters."],
  "unpaired-surrogate": ["Có ký tự Unicode bị hỏng (surrogate lẻ).", "Contains an unpaired surrogate."],
  "email-malformed": ["Địa chỉ thư điện tử không đúng.", "Not an e-mail address."],
  "phone-malformed": ["Số điện thoại không đúng.", "Not a telephone number."],
  "contact-missing": [
    "Cần ít nhất một trong hai: thư điện tử, số điện thoại.",
    "At least one of e-mail and phone is needed.",
  ],
  "representative-missing": ["Tổ chức cần nêu người đại diện.", "An organisation must name its representative."],
  "consent-missing": [
    "Cần có sự đồng ý của người hỏi về việc xử lý thông tin cá nhân.",
    "The asker's consent is needed.",
  ],
  "instant-malformed": ["Thời điểm phải theo ISO 8601, có múi giờ.", "Must be an ISO 8601 instant with its offset."],
  "day-malformed": ["Ngày phải có dạng YYYY-MM-DD và có thật.", "Must be a real day, YYYY-MM-DD."],
  "id-malformed": [
    "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
    "Ids are lower-case letters without diacritics, digits and hyphens.",
  ],
  "days-reversed": ["Ngày cuối đứng trước ngày đầu.", "The last day lies before the first."],
  "deadline-differs": [
    "Ngày cuối không khớp với thời hạn được trích (“trước ngày” không gồm ngày đó).",
    'Is not the last day of the quoted deadline ("trước ngày" leaves that day out).',
  ],
  "co-unit-missing": ["Cần nêu ít nhất một cơ quan phối hợp.", "At least one co-body is needed."],
  "co-unit-itself": ["Cơ quan phối hợp không thể là chính cơ quan trả lời.", "A body cannot be its own co-body."],
  "co-unit-twice": ["Cơ quan phối hợp bị nêu hai lần.", "The co-body is named twice."],
  "not-with-this-class": ["Không dùng với cách phân loại này.", "Does not go with this class."],
  "appointment-past": ["Ngày hẹn đã qua.", "The appointment lies in the past."],
  "appointment-on-day-off": ["Ngày hẹn phải là ngày làm việc.", "The appointment must be on a working day."],
  "appointment-too-late": ["Ngày hẹn vượt quá 10 ngày làm việc.", "The appointment lies beyond day 10."],
  "title-mismatch": [
    "Chức danh được ký thay chỉ nêu khi không ký với tư cách cấp trưởng.",
    "The title signed for goes with every capacity but the own.",
  ],
  "authorisation-mismatch": [
    "Văn bản ủy quyền chỉ nêu, và phải nêu, khi ký thừa ủy quyền (TUQ.).",
    "The authorisation goes with TUQ., and TUQ. with it.",
  ],
  "authorisation-not-in-force": [
    "Văn bản ủy quyền không có hiệu lực vào ngày ký.",
    "The authorisation is not in force today.",
  ],
  "deputy-signs-for-another": [
    "Người được giao thay phải nêu tư cách ký (KT., TL., TUQ., Q.).",
    "A deputy must say in which capacity they sign.",
  ],
  malformed: ["Giá trị không đúng dạng.", "The value has the wrong form."],
  "unit-unknown": ["Không có cơ quan, đơn vị với mã này.", "There is no unit with this id."],
  "portal-unknown": ["Không có Cổng TTĐT với mã này.", "There is no portal with this id."],
  "tree-cycle": [
    "Cơ quan, đơn vị không thể trực thuộc chính mình hoặc cấp dưới của mình.",
    "A unit cannot stand under itself or its own subtree.",
  ],
  "periods-overlap": ["Các khoảng thời gian chồng lên nhau.", "The periods overlap."],
  "duplicate-row": ["Trùng với một dòng khác trong tệp.", "Another row of the file has this id."],
  "login-taken": ["Tài khoản đăng nhập này đã thuộc về người khác.", "This login belongs to another officer."],
  "swap-unpaired": [
    "Ngày hoán đổi phải có ngày làm bù tương ứng.",
    "A swapped day off needs the worked day that pays for it.",
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type FieldCode = keyof typeof sentences;

export function isFieldCode(code: unknown): code is FieldCode {
  return typeof code === "string" && code in sentences;
}

/** One field error with its sentences. */
export function fieldError(path: string, code: FieldCode): FieldError {
  const [detail, detailEn] = sentences[code];
  return { path, code, detail, detailEn };
}

/** Writes a path as people read it: `asker.email`, `rows[3].unit`. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else text += text === "" ? String(step) : `.${String(step)}`;
  }
  return text;
}

/** So many errors of one input are named; a body of nothing but errors would make an answer far larger than itself. */
export const errorsAtMost = 25;

/** Zod's issues as our field errors, the first of them: unknown fields are named one by one, every code is from the list above. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], input: unknown): FieldError[] {
  const errors = issues.slice(0, errorsAtMost).flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys
        .slice(0, errorsAtMost)
        .map((key) => fieldError(pathText([...issue.path, key]), "unknown-field"));
    }
    return [fieldError(pathText(issue.path), codeOf(issue, input))];
  });
  return errors.slice(0, errorsAtMost);
}

function codeOf(issue: z.core.$ZodIssue, input: unknown): FieldCode {
  switch (issue.code) {
    case "custom":
      return isFieldCode(issue.params?.code) ? issue.params.code : "malformed";
    case "invalid_type":
      if (valueAt(input, issue.path) === undefined) return "missing";
      return issue.expected === "int" ? "not-an-integer" : "wrong-type";
    case "invalid_value":
      return valueAt(input, issue.path) === undefined ? "missing" : "not-one-of";
    case "invalid_union":
      return valueAt(input, issue.path) === undefined ? "missing" : "malformed";
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? "too-long" : "too-large";
    case "too_small":
      return issue.origin === "string" || issue.origin === "array" ? "too-short" : "too-small";
    default:
      return "malformed";
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
