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
  "rank-without-group": ["Thứ tự xếp hạng chỉ dùng kèm với nhóm.", "The order of rank goes with a group."],
  "kind-without-year": ["Loại báo cáo chỉ dùng kèm với năm.", "A kind goes with its year."],
  "unit-not-governing": [
    "Cơ quan này không phải là cơ quan chủ quản của Cổng TTĐT đã nêu.",
    "This body does not govern that portal.",
  ],
  "not-on-behalf": ["Chỉ nêu khi gửi thay đơn vị khác.", "Goes only with acting for another body."],
  "duplicate-id": ["Mã này được dùng hai lần.", "This id stands twice."],
  "group-unknown": ["Không có nhóm tiêu chí với mã này.", "There is no group of criteria with this id."],
  "criterion-unknown": ["Không có tiêu chí với mã này.", "There is no criterion with this id."],
  "maximum-not-above-zero": [
    "Tiêu chí tính điểm phải có điểm tối đa lớn hơn 0.",
    "A criterion that counts has a maximum above 0.",
  ],
  "informative-with-points": [
    "Chỉ báo thay thế không được tính điểm; điểm tối đa phải bằng 0.",
    "An informative criterion is worth nothing; its maximum is 0.",
  ],
  "groups-do-not-add-up": [
    "Tổng điểm tối đa của các tiêu chí không bằng điểm tối đa của nhóm.",
    "The maxima of its criteria do not add up to the maximum of the group.",
  ],
  "nothing-counts": ["Bộ tiêu chí không có tiêu chí nào tính điểm.", "No criterion of the set counts."],
  "bands-overlap": ["Các mức xếp loại chồng lên nhau.", "The grades overlap."],
  "bands-hole": [
    "Các mức xếp loại phải liền nhau, từ 0 đến 100% (0 đến 10000 phần vạn).",
    "The grades must follow each other without a hole, from 0 to 100 % (0 to 10000 hundredths).",
  ],
  "band-reversed": ["Mức xếp loại có điểm cuối nhỏ hơn điểm đầu.", "The grade ends below where it begins."],
  "depends-on-itself": ["Tiêu chí không thể phụ thuộc vào chính nó.", "A criterion cannot depend on itself."],
  "dependency-cycle": ["Các tiêu chí phụ thuộc lẫn nhau theo vòng tròn.", "The dependencies run in a circle."],
  "depends-on-informative": [
    "Tiêu chí tính điểm không được phụ thuộc vào chỉ báo thay thế.",
    "A criterion that counts cannot depend on an informative one.",
  ],
  "fact-missing": [
    "Tiêu chí do hệ thống đánh giá phải nêu số liệu của hệ thống.",
    "What the system judges must name the fact of the system.",
  ],
  "fact-unknown": ["Hệ thống không có số liệu với mã này.", "The system knows no such fact."],
  "fact-not-with-method": [
    "Số liệu này không dùng được với phương pháp chấm điểm đã chọn.",
    "This fact does not go with the method.",
  ],
  "fact-judged-by-reviewer": [
    "Tiêu chí có số liệu của hệ thống thì do hệ thống đánh giá; người thẩm định được điều chỉnh.",
    "What has a fact of the system is judged by it; the reviewer may correct it.",
  ],
  "lapse-kind-unknown": [
    "Số liệu của hệ thống không có loại thiếu sót này.",
    "The fact of the system does not count lapses of this kind.",
  ],
  "needed-by-method": ["Phương pháp chấm điểm này cần có trường này.", "The method needs this field."],
  "not-with-this-method": ["Không dùng với phương pháp chấm điểm này.", "Does not go with this method."],
  "evidence-not-https": [
    "Đường dẫn tài liệu kiểm chứng phải bắt đầu bằng https://.",
    "A link to evidence begins with https://.",
  ],
  "evidence-inside": [
    "Đường dẫn trỏ vào mạng nội bộ hoặc địa chỉ IP; cần dùng tên miền công khai.",
    "The link points inside, or at an IP address; it needs a public name.",
  ],
  "evidence-malformed": [
    "Đường dẫn không đúng dạng (không kèm tài khoản, số hiệu cổng hoặc ký tự ẩn).",
    "Not a plain link: no account, no port of its own, no hidden characters.",
  ],
  "evidence-missing": [
    "Tiêu chí này cần đường dẫn tới tài liệu kiểm chứng.",
    "This criterion asks for a link to evidence.",
  ],
  "criterion-not-asked": [
    "Tiêu chí này không áp dụng đối với cơ quan, đơn vị này.",
    "This criterion is not asked of this body.",
  ],
  "shape-mismatch": [
    "Số liệu không phù hợp với phương pháp chấm điểm của tiêu chí.",
    "A value of this shape does not go with the criterion's method.",
  ],
  "item-unknown": ["Tiêu chí không có mục này.", "The criterion has no such item."],
  "lapse-unknown": ["Tiêu chí không có loại thiếu sót này.", "The criterion knows no such lapse."],
  "more-than-all": ["Số đạt lớn hơn tổng số.", "More than there are in all."],
  "above-maximum": ["Vượt quá điểm tối đa của tiêu chí.", "Above the criterion's maximum."],
  "note-missing": ["Cần ghi chú lý do không áp dụng.", "A note must say why it does not apply."],
  "not-declared": [
    "Chưa được tự chấm điểm; hệ thống không có số liệu của tiêu chí này.",
    "Not declared, and the system has no figure of it.",
  ],
  "reason-missing": [
    "Khác với điểm tự chấm hoặc số liệu của hệ thống; cần nêu lý do.",
    "Differs from the body's or the system's value; it needs a reason.",
  ],
  "nothing-to-accept": ["Chưa có giá trị này để chấp nhận.", "There is no such value to accept."],
  "not-decided": [
    "Chưa được thẩm định; cần chấp nhận, nêu giá trị khác hoặc ghi là chưa đo được.",
    "Not decided: accept a value, give another, or leave it not measured.",
  ],
  "not-reconsidered": ["Không có đề nghị xem xét lại tiêu chí này.", "Nobody asked for this to be reconsidered."],
  "answer-missing": ["Tiêu chí được đề nghị xem xét lại chưa có trả lời.", "What was asked has no answer."],
  "day-ahead": ["Ngày này chưa đến.", "This day lies ahead."],
  "day-too-early": ["Sớm hơn ngày của bước trước đó.", "Lies before the day of the step before it."],
  "officer-not-registered": ["Không có cán bộ, công chức với mã này.", "The register has no such officer."],
  "officer-of-the-body": [
    "Người này có vai trò tại chính cơ quan, đơn vị được đánh giá.",
    "This person holds a role at the very body that is evaluated.",
  ],
  "not-evaluated": ["Cổng TTĐT này không được đánh giá trong kỳ.", "This portal is not evaluated in the period."],
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
