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
  "section-unknown": ["Đề cương không có mục này.", "The outline has no such section."],
  "section-missing": ["Thiếu nội dung của mục bắt buộc.", "A required section is missing."],
  "section-too-long": ["Nội dung của mục dài quá giới hạn.", "The section is longer than allowed."],
  "figure-unknown": ["Biểu mẫu không có chỉ tiêu này.", "The tables have no such figure."],
  "figure-missing": ["Thiếu số liệu bắt buộc.", "A required figure is missing."],
  "not-finite": ["Phải là một số hữu hạn.", "Must be a finite number."],
  "too-many-decimals": ["Có nhiều chữ số thập phân hơn cho phép.", "Has more decimals than allowed."],
  "below-least": ["Nhỏ hơn giới hạn cho phép.", "Lies below what is allowed."],
  "above-most": ["Lớn hơn giới hạn cho phép.", "Lies above what is allowed."],
  "correction-without-sources": [
    "Chỉ điều chỉnh số liệu đã được tổng hợp.",
    "Only a figure that was gathered can be corrected.",
  ],
  "sum-differs": ["Tổng không khớp với các số thành phần.", "The total does not agree with its parts."],
  "jump-without-note": [
    "Chênh lệch lớn so với cùng kỳ năm trước; cần ghi chú lý do.",
    "Differs much from last year's figure; a note must say why.",
  ],
  "cell-unknown": ["Báo cáo không có ô này.", "The report has no such cell."],
  "path-in-name": [
    'Tên tệp không được có đường dẫn, ký tự / \\ : * ? " < > |, dấu chấm hoặc dấu cách ở đầu, cuối.',
    'A file name has no path, none of / \\ : * ? " < > |, and no dot or space at its ends.',
  ],
  "invisible-characters": ["Có ký tự không nhìn thấy được.", "Contains characters that cannot be seen."],
  "extension-differs": [
    "Phần mở rộng của tên tệp không khớp với loại tệp đã nêu.",
    "The name does not end as files of this type do.",
  ],
  "attachment-unknown": [
    "Không có tệp đính kèm đã sẵn sàng với mã này.",
    "There is no attachment of this id that is ready.",
  ],
  "kind-without-year": ["Loại báo cáo chỉ dùng kèm với năm.", "A kind goes with its year."],
  "unit-not-governing": [
    "Cơ quan này không phải là cơ quan chủ quản của Cổng TTĐT đã nêu.",
    "This body does not govern that portal.",
  ],
  "not-on-behalf": ["Chỉ nêu khi gửi thay đơn vị khác.", "Goes only with acting for another body."],
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
