/**
 * Every refusal that a caller can meet, in one list: code, HTTP status, Vietnamese and English sentence.
 * The rules throw a `Refusal`; it becomes `application/problem+json` (RFC 9457) in http/problem-details.ts and nowhere else.
 */
import { scoringRefusals } from "./scoring-refusals.ts";

const refusals = {
  ...scoringRefusals,
  // 400: the request cannot be read.
  "body-missing": [400, "Yêu cầu không có nội dung.", "The request has no body."],
  "body-not-json": [400, "Nội dung yêu cầu không phải là JSON hợp lệ.", "The body is not valid JSON."],
  "body-not-utf8": [400, "Nội dung yêu cầu không được mã hóa UTF-8.", "The body is not encoded in UTF-8."],
  "cursor-invalid": [
    400,
    "Con trỏ phân trang không hợp lệ; đề nghị lấy lại danh sách từ đầu.",
    "The cursor is not one that this list gave; start again from the first page.",
  ],
  "idempotency-key-missing": [400, "Thiếu tiêu đề Idempotency-Key.", "The header Idempotency-Key is missing."],
  "idempotency-key-malformed": [
    400,
    "Idempotency-Key phải có từ 1 đến 64 ký tự ASCII nhìn thấy được.",
    "Idempotency-Key must be 1 to 64 visible ASCII characters.",
  ],
  "if-match-malformed": [
    400,
    "If-Match phải là đúng giá trị ETag đã nhận.",
    "If-Match must be exactly the ETag that was received.",
  ],
  // 401: the caller is not known.
  "credentials-missing": [401, "Thiếu tiêu đề Authorization: Bearer.", "The header Authorization: Bearer is missing."],
  "portal-key-invalid": [
    401,
    "Khóa của Cổng TTĐT không đúng hoặc đã hết hiệu lực.",
    "The portal key is wrong or no longer valid.",
  ],
  "token-invalid": [401, "Mã truy cập không đúng.", "The access token is not valid here."],
  "token-expired": [
    401,
    "Mã truy cập đã hết hạn; đề nghị đăng nhập lại.",
    "The access token has expired; sign in again.",
  ],
  // 403: the caller is known and may not.
  "officer-unknown": [403, "Tài khoản chưa được đăng ký trong hệ thống.", "This account is not in the register."],
  "role-missing": [403, "Vai trò hiện nay không được thực hiện việc này.", "No role held today allows this."],
  "class-lowered-by-leader-only": [
    403,
    "Chỉ lãnh đạo được rút ngắn thời hạn đã phân loại.",
    "Only a leader may put the class back.",
  ],
  "unit-not-served": [
    403,
    "Cổng TTĐT này không được gửi câu hỏi thay cho cơ quan, đơn vị đã nêu.",
    "This portal may not post for that unit.",
  ],
  // 404
  "not-found": [404, "Không tìm thấy.", "Not found."],
  "question-not-found": [
    404,
    "Không tìm thấy câu hỏi với mã và mã tra cứu đã nêu.",
    "There is no question with this code and look-up key.",
  ],
  // 409: the state does not allow it.
  "already-accepted": [409, "Câu hỏi đã được tiếp nhận.", "The question has already been taken in."],
  "move-not-allowed": [409, "Tình trạng hiện nay không cho phép việc này.", "The present state does not allow this."],
  "term-over": [
    409,
    "Thời hạn trả lời đã hết; không thể phân loại lại.",
    "The term is over; the class can no longer change.",
  ],
  "own-draft": [
    409,
    "Người dự thảo không ký duyệt nội dung do chính mình dự thảo.",
    "Whoever wrote the draft may not sign it.",
  ],
  "call-not-owed": [
    409,
    "Không có cuộc gọi nào cần thực hiện cho câu hỏi này.",
    "No such call is owed for this question.",
  ],
  "period-not-closed": [
    409,
    "Kỳ số liệu chưa chốt; báo cáo được gửi từ ngày sau ngày chốt số liệu.",
    "The data period has not closed; a report is handed in from the day after.",
  ],
  "does-not-gather": [
    409,
    "Cơ quan, đơn vị này không tổng hợp báo cáo của đơn vị khác trong kỳ này.",
    "This body gathers no other reports in this period.",
  ],
  "draft-missing": [409, "Chưa có dự thảo mới để ký gửi.", "There is no new draft to be signed."],
  "not-a-child": [
    409,
    "Báo cáo này không có cơ quan tổng hợp có thể gửi thay.",
    "There is no consolidating parent that could act for this body.",
  ],
  "order-closed": [
    409,
    "Văn bản giao nhiệm vụ đã kết thúc theo dõi; không nhận thêm báo cáo.",
    "The order is closed; it takes no more reports.",
  ],
  "attachment-not-uploaded": [
    409,
    "Tệp chưa được tải lên; đề nghị tải lên theo địa chỉ đã cấp rồi kiểm tra lại.",
    "Nothing has been uploaded yet; upload it to the address that was given, then check again.",
  ],
  "too-many-attachments": [409, "Báo cáo này đã có quá nhiều tệp.", "This report has too many files already."],
  "report-unwritten": [
    409,
    "Chưa có dự thảo hoặc báo cáo để lập văn bản.",
    "There is neither a draft nor a report to make a document of.",
  ],
  "moved-meanwhile": [
    409,
    "Dữ liệu vừa được thay đổi; đề nghị thực hiện lại.",
    "It changed at the same moment; do it again.",
  ],
  "already-exists": [409, "Đã có bản ghi với mã này.", "A record with this id exists already."],
  "login-taken": [409, "Tài khoản đăng nhập này đã thuộc về người khác.", "This login belongs to another officer."],
  "too-many-keys": [
    409,
    "Cổng TTĐT đã có 02 khóa còn hiệu lực; đề nghị thu hồi 01 khóa trước.",
    "The portal has two valid keys already; revoke one first.",
  ],
  // 412, 413, 415
  "version-stale": [
    412,
    "Dữ liệu đã được thay đổi sau lần xem gần nhất; đề nghị xem lại rồi thực hiện.",
    "It has changed since it was read; read it again first.",
  ],
  "body-too-large": [413, "Nội dung yêu cầu vượt quá 256 KB.", "The body exceeds 256 KB."],
  "media-type-unsupported": [415, "Content-Type phải là application/json.", "Content-Type must be application/json."],
  // 422: it can be read, and its content is wrong.
  "invalid-content": [
    422,
    "Nội dung chưa hợp lệ; xem danh sách lỗi.",
    "The content is not valid; see the list of errors.",
  ],
  "idempotency-key-reused": [
    422,
    "Idempotency-Key này đã được dùng cho một nội dung khác.",
    "This Idempotency-Key was used for another body.",
  ],
  "template-variable-unknown": [
    422,
    "Mẫu thông báo có biến không nằm trong danh sách.",
    "The template has a variable that is not in the list.",
  ],
  "unit-unknown": [422, "Không có cơ quan, đơn vị với mã này.", "There is no unit with this id."],
  "unit-takes-no-questions": [
    422,
    "Cơ quan, đơn vị này không tham gia chuyên mục Hỏi - Đáp vào ngày gửi.",
    "This unit takes no questions on this day.",
  ],
  "does-not-coincide": [
    422,
    "Chỉ ghi nhận chung cho báo cáo của cùng cơ quan, đơn vị và cùng thời hạn gửi.",
    "Only a report of the same body with the same due day can be met as well.",
  ],
  "report-incomplete": [
    422,
    "Báo cáo còn thiếu hoặc chưa khớp số liệu; sửa các ô được nêu, hoặc gửi với despite: true.",
    "The report is incomplete or does not agree with itself; mend the cells, or hand it in with despite: true.",
  ],
  "day-not-ahead": [422, "Ngày này phải ở phía trước.", "This day must lie ahead."],
  "calendar-not-published": [
    422,
    "Chưa có lịch ngày làm việc của năm cần tính.",
    "No calendar of working days exists for a year that is needed.",
  ],
  "scope-not-held": [
    422,
    "Không có vai trò tại cơ quan, đơn vị nào trong phạm vi này.",
    "No role is held at a unit of this scope.",
  ],
  "unit-ambiguous": [
    422,
    "Người dùng có vai trò tại nhiều cơ quan, đơn vị; đề nghị nêu unit.",
    "Roles are held at several units; name one with unit.",
  ],
  // 428, 429, 500, 503
  "version-missing": [
    428,
    "Thiếu tiêu đề If-Match với ETag của lần xem gần nhất.",
    "The header If-Match with the last ETag is missing.",
  ],
  "too-busy": [
    503,
    "Hệ thống đang bận; đề nghị gửi lại sau ít giây.",
    "The system is busy; send it again in a few seconds.",
  ],
  "storage-unreachable": [
    503,
    "Kho lưu trữ tệp chưa trả lời; đề nghị thử lại sau ít giây.",
    "The storage of files does not answer; try again in a few seconds.",
  ],
  "issuer-unreachable": [
    503,
    "Chưa kiểm tra được mã truy cập do máy chủ đăng nhập không trả lời.",
    "The access token cannot be checked: its issuer does not answer.",
  ],
  "internal-error": [
    500,
    "Hệ thống gặp lỗi; đề nghị thử lại và báo mã yêu cầu nếu lỗi lặp lại.",
    "The system failed; try again, and report the request id if it happens again.",
  ],
} as const satisfies Record<string, readonly [status: number, detail: string, detailEn: string]>;

export type RefusalCode = keyof typeof refusals;

/** What is wrong with one field; `path` is written as in `asker.email` or `rows[3].unit`. */
export interface FieldError {
  path: string;
  code: string;
  detail: string;
  detailEn: string;
}

/** A named "no". Its code is stable; it carries no personal data. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly errors: readonly FieldError[];

  constructor(code: RefusalCode, errors: readonly FieldError[] = []) {
    super(code);
    this.code = code;
    this.errors = errors;
  }
}

export interface RefusalText {
  status: number;
  detail: string;
  detailEn: string;
}

/** Status and sentences of a code. */
export function textOf(code: RefusalCode): RefusalText {
  const [status, detail, detailEn] = refusals[code];
  return { status, detail, detailEn };
}

/** A refusal about one named field: the code stands at the top and at the field. */
export function refusalOf(code: RefusalCode, path: string): Refusal {
  const { detail, detailEn } = textOf(code);
  return new Refusal(code, [{ path, code, detail, detailEn }]);
}
