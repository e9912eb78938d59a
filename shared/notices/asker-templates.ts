/** Texts to those who ask: code and link, never the text of a question or an answer. */
import type { Template } from "./template.ts";

const toAsker = { version: 1, group: "question", to: "asker" } as const;

export const askerTemplates = [
  {
    ...toAsker,
    id: "question-received",
    subject: "[Hỏi - Đáp] Đã nhận câu hỏi, mã {{code}}",
    body: `Kính gửi {{asker}},

Hệ thống đã nhận câu hỏi của {{asker}} gửi đến {{unitName}} lúc {{receivedAt}}.
Mã câu hỏi: {{code}}. Mã tra cứu: {{lookupKey}} (đề nghị không cung cấp mã này cho người khác).
[[Thời gian trả lời được tính từ 08h00 {{startsOn}}; {{unitName}} trả lời chậm nhất hết {{dueOn}} ({{days}} ngày làm việc, không tính ngày nghỉ lễ, tết).]]
[[!dueOn Thời hạn trả lời được thông báo ngay sau khi có lịch ngày làm việc của năm cần tính.]]
[[Nếu câu hỏi cần nhiều cơ quan phối hợp hoặc là trường hợp đặc biệt, thời hạn có thể dài hơn nhưng không quá hết {{latestOn}}; khi đó {{asker}} sẽ được thông báo.]]
Tra cứu tình hình xử lý tại: {{statusUrl}}

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-due-moved",
    subject: "[Hỏi - Đáp] Thời hạn trả lời câu hỏi {{code}}: ngày {{dueOnShort}}",
    body: `Kính gửi {{asker}},

[[Thời hạn trả lời câu hỏi mã {{code}} trước đây là hết {{previousDueOn}}, nay được tính lại.]]
{{unitName}} trả lời câu hỏi mã {{code}} chậm nhất hết {{dueOn}} ({{days}} ngày làm việc, tính từ 08h00 {{startsOn}}, không tính ngày nghỉ lễ, tết).
[[Lý do: {{reason}}.]] [[Cơ quan phối hợp: {{coUnitNames}}.]]
Tra cứu tình hình xử lý tại: {{statusUrl}}

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-delayed",
    subject: "[Hỏi - Đáp] Câu hỏi {{code}} chưa được trả lời đúng hạn",
    body: `Kính gửi {{asker}},

Thời hạn trả lời câu hỏi mã {{code}} đã hết vào {{dueOn}} nhưng {{unitName}} chưa có câu trả lời. Chúng tôi xin lỗi {{asker}} về sự chậm trễ này.
[[{{unitName}} cho biết sẽ trả lời chậm nhất hết {{expectedOn}}.]] [[!expectedOn Hiện {{unitName}} chưa cho biết ngày dự kiến trả lời.]]
Việc chậm trả lời đã được báo đến {{informedNames}} và được theo dõi cho đến khi có câu trả lời; {{asker}} không phải gửi lại câu hỏi.
Tra cứu tình hình xử lý tại {{statusUrl}} bằng mã câu hỏi và mã tra cứu đã gửi.

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-appointment",
    subject: "[Hỏi - Đáp] Hẹn trả lời câu hỏi {{code}} vào ngày {{appointmentOnShort}}",
    body: `Kính gửi {{asker}},

Câu hỏi mã {{code}} được xác định là trường hợp đặc biệt, cần thêm thời gian để trả lời đầy đủ.
[[Lý do: {{reason}}.]] [[Cơ quan phối hợp: {{coUnitNames}}.]]
{{unitName}} hẹn trả lời {{asker}} chậm nhất hết {{appointmentOn}}. Ngày hẹn nằm trong thời hạn tối đa {{days}} ngày làm việc, tính từ 08h00 {{startsOn}}.
Tra cứu tình hình xử lý tại: {{statusUrl}}

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-refused",
    subject: "[Hỏi - Đáp] Kết quả xem xét câu hỏi {{code}}",
    body: `Kính gửi {{asker}},

{{unitName}} đã xem xét câu hỏi mã {{code}} và không thể tiếp nhận để trả lời tại chuyên mục Hỏi - Đáp.
Lý do: {{refusalReason}}. [[{{reason}}]]
[[{{asker}} có thể liên hệ: {{redirectText}}.]] [[Đơn khiếu nại, tố cáo được tiếp nhận theo quy định của pháp luật về khiếu nại, tố cáo tại {{complaintOffice}}.]]
Việc từ chối do {{leaderTitle}} xác nhận {{confirmedOn}}. Nếu có ý kiến khác, đề nghị gửi đến {{supportContact}}, nêu mã câu hỏi.

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-transferred",
    subject: "[Hỏi - Đáp] Câu hỏi {{code}} đã được chuyển đến cơ quan có thẩm quyền",
    body: `Kính gửi {{asker}},

Nội dung câu hỏi mã {{code}} thuộc thẩm quyền của {{newUnitName}}. {{oldUnitName}} đã chuyển câu hỏi {{transferredOn}}. [[Lý do: {{reason}}.]]
[[Thời gian trả lời được tính từ 08h00 {{startsOn}}; {{newUnitName}} trả lời chậm nhất hết {{dueOn}}.]]
Mã câu hỏi và mã tra cứu không thay đổi; {{asker}} không phải gửi lại. Tổng thời gian kể từ khi {{asker}} gửi câu hỏi ({{receivedAt}}) vẫn được theo dõi.
Tra cứu tình hình xử lý tại: {{statusUrl}}

Trân trọng.`,
  },
  {
    ...toAsker,
    id: "question-answered",
    subject: "[Hỏi - Đáp] Đã có trả lời cho câu hỏi {{code}}",
    body: `Kính gửi {{asker}},

{{unitName}} đã trả lời câu hỏi mã {{code}} lúc {{answeredAt}}. [[Câu trả lời chậm {{lateAnswerDays}} ngày làm việc so với thời hạn; chúng tôi xin lỗi {{asker}}.]]
Người trả lời: {{signatureLine}} {{leaderName}}.
{{asker}} xem nội dung trả lời tại {{statusUrl}} bằng mã câu hỏi và mã tra cứu đã gửi.
Nếu câu trả lời chưa rõ, {{asker}} có thể hỏi tiếp tại cùng địa chỉ. Rất mong {{asker}} cho biết câu trả lời có hữu ích hay không.

Trân trọng.`,
  },
] as const satisfies readonly Template[];
