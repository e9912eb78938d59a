/** Texts to bodies about one question: facts with dates, "đề nghị", no blame. */
import type { Template } from "./template.ts";

const toBody = { version: 1, group: "question", to: "body" } as const;

export const bodyTemplates = [
  {
    ...toBody,
    id: "question-new",
    subject: "[Hỏi - Đáp] Câu hỏi mới {{code}}[[, hạn trả lời {{dueOnShort}}]]",
    body: `Kính gửi công chức đầu mối chuyên mục Hỏi - Đáp của {{unitName}},

{{unitName}} có câu hỏi mới, mã {{code}}, gửi đến lúc {{receivedAt}}.
[[Đề nghị tiếp nhận, phân loại chậm nhất hết {{acceptBy}} và tham mưu lãnh đạo trả lời chậm nhất hết {{dueOn}} (thời gian tính từ 08h00 {{startsOn}}).]]
Nếu câu hỏi không thuộc thẩm quyền, đề nghị chuyển ngay đến cơ quan có thẩm quyền và nêu rõ lý do.
Nếu cần phối hợp liên ngành (08 ngày làm việc) hoặc là trường hợp đặc biệt phải hẹn trả lời (tối đa 10 ngày làm việc), đề nghị phân loại lại khi chưa hết thời hạn.
Người trả lời là lãnh đạo cơ quan, đơn vị; nội dung trả lời ngắn gọn, đúng trọng tâm.
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-due-soon",
    subject: "[Hỏi - Đáp] Còn {{daysLeft}} ngày làm việc: câu hỏi {{code}}, hạn {{dueOnShort}}",
    body: `Kính gửi công chức đầu mối chuyên mục Hỏi - Đáp của {{unitName}},

Câu hỏi mã {{code}} còn {{daysLeft}} ngày làm việc là hết thời hạn trả lời ({{dueOn}}).
Tình trạng hiện nay: {{stateLabel}}. [[Cơ quan phối hợp: {{coUnitNames}}.]]
Đề nghị hoàn thiện dự thảo, trình lãnh đạo duyệt và trả lời đúng thời hạn.
[[Trường hợp không thể trả lời đúng hạn vì lý do đặc biệt, đề nghị báo cáo lãnh đạo để hẹn trả lời; ngày hẹn không quá {{latestOn}}.]]
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-due-today",
    subject: "[Hỏi - Đáp] Đến hạn hôm nay: câu hỏi {{code}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Hôm nay, {{today}}, là ngày cuối của thời hạn trả lời câu hỏi mã {{code}}.
Tình trạng hiện nay: {{stateLabel}}. [[Dự thảo trả lời đang chờ lãnh đạo duyệt từ {{draftedAt}}.]]
Đề nghị duyệt và gửi trả lời trong ngày; sau ngày hôm nay câu hỏi được ghi nhận là quá hạn.
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-due-passed",
    subject: "[Hỏi - Đáp] Đã qua ngày đến hạn: câu hỏi {{code}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Thời hạn trả lời câu hỏi mã {{code}} là hết {{dueOn}}; đến nay đã quá hạn {{lateDays}} ngày làm việc.
Tình trạng hiện nay: {{stateLabel}}. [[Dự thảo trả lời đang chờ lãnh đạo duyệt từ {{draftedAt}}.]]
Đề nghị duyệt và gửi trả lời ngay.
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-appointment-broken",
    subject: "[Hỏi - Đáp] Quá hẹn: câu hỏi {{code}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Câu hỏi mã {{code}} đã được hẹn trả lời chậm nhất hết {{appointmentOn}}; ngày hẹn đã qua mà chưa có câu trả lời.
Tình trạng hiện nay: {{stateLabel}}. [[Thời hạn trả lời là hết {{dueOn}}.]]
Đề nghị duyệt và gửi trả lời ngay.
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-late-leader",
    subject: "[Hỏi - Đáp] Quá hạn {{lateDays}} ngày làm việc: câu hỏi {{code}}",
    body: `Kính gửi lãnh đạo {{unitName}},

Câu hỏi mã {{code}}, nhận lúc {{receivedAt}}, hết thời hạn trả lời {{dueOn}}, đến nay đã quá hạn {{lateDays}} ngày làm việc.
Tình trạng: {{stateLabel}}. [[Đã nhắc công chức đầu mối: {{reminderDates}}.]]
Đề nghị lãnh đạo chỉ đạo trả lời ngay và cho biết ngày dự kiến trả lời để thông báo cho người hỏi.
[[Nếu đến hết {{nextRungOn}} chưa trả lời, việc này được báo đến {{nextRecipientName}}.]]
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-late-governing",
    subject: "[Hỏi - Đáp] Câu hỏi {{code}} của {{unitShortName}} quá hạn trả lời",
    body: `Kính gửi {{governingUnitName}},

{{unitName}} chưa trả lời câu hỏi mã {{code}}; thời hạn trả lời là {{dueOn}}, đến nay đã quá hạn {{lateDays}} ngày làm việc.
[[Hệ thống đã nhắc công chức đầu mối và lãnh đạo {{unitName}} vào các ngày {{reminderDates}}.]]
Với trách nhiệm là cơ quan chủ quản, đề nghị {{governingUnitName}} đôn đốc, chỉ đạo việc trả lời và tháo gỡ vướng mắc (nếu có).
Thông tin theo dõi (không gồm thông tin cá nhân của người hỏi): {{caseUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "question-late-province",
    subject: "[Hỏi - Đáp] Câu hỏi {{code}} của {{unitShortName}} quá hạn trả lời",
    body: `Kính gửi {{governingUnitName}},

{{unitName}} chưa trả lời câu hỏi mã {{code}}; thời hạn trả lời là {{dueOn}}, đến nay đã quá hạn {{lateDays}} ngày làm việc.
[[Hệ thống đã nhắc công chức đầu mối và lãnh đạo {{unitName}} vào các ngày {{reminderDates}}.]]
Đề nghị {{governingUnitName}} theo dõi, đôn đốc việc trả lời và tháo gỡ vướng mắc (nếu có).
Thông tin theo dõi (không gồm thông tin cá nhân của người hỏi): {{caseUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "question-classified",
    subject: "[Hỏi - Đáp] Phân loại lại câu hỏi {{code}}[[, hạn mới {{dueOnShort}}]]",
    body: `Kính gửi lãnh đạo {{unitName}},

Câu hỏi mã {{code}} được công chức đầu mối phân loại: {{classLabel}}. [[Cơ quan phối hợp: {{coUnitNames}}.]]
[[Lý do: {{reason}}.]]
[[Thời hạn trả lời: chậm nhất hết {{dueOn}} ({{days}} ngày làm việc, tính từ 08h00 {{startsOn}}).]] [[Hẹn trả lời chậm nhất hết {{appointmentOn}}.]]
Nếu không đồng ý, đề nghị lãnh đạo phân loại lại khi chưa hết thời hạn.
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-reverted",
    subject: "[Hỏi - Đáp] Lãnh đạo phân loại lại câu hỏi {{code}}[[, hạn {{dueOnShort}}]]",
    body: `Kính gửi công chức đầu mối chuyên mục Hỏi - Đáp của {{unitName}},

Lãnh đạo đã phân loại lại câu hỏi mã {{code}}: {{classLabel}}. [[Lý do: {{reason}}.]]
[[Đề nghị hoàn thiện dự thảo, trình lãnh đạo duyệt và trả lời chậm nhất hết {{dueOn}}.]]
Xử lý tại: {{caseUrl}}`,
  },
  {
    ...toBody,
    id: "question-returned",
    subject: "[Hỏi - Đáp] Trả lại để hoàn thiện: câu hỏi {{code}}[[, hạn {{dueOnShort}}]]",
    body: `Kính gửi công chức đầu mối chuyên mục Hỏi - Đáp của {{unitName}},

Lãnh đạo trả lại dự thảo trả lời câu hỏi mã {{code}} để hoàn thiện. [[Lý do: {{reason}}.]]
[[Đề nghị hoàn thiện, trình lãnh đạo duyệt và trả lời chậm nhất hết {{dueOn}}.]]
Xử lý tại: {{caseUrl}}`,
  },
  {
    version: 1,
    group: "contact",
    to: "body",
    id: "contact-unreachable",
    subject: "[Đôn đốc] Chưa chuyển được thông báo đến {{unitShortName}}",
    body: `Kính gửi {{governingUnitName}},

Thông báo mã {{failedNoticeId}} gửi {{unitName}} lúc {{failedAt}} không chuyển đến được; hệ thống ghi nhận {{unitName}} chưa được thông báo.
Nội dung cần thông báo: {{noticeKindLabel}}, thời hạn {{dueOn}}.
Đề nghị {{governingUnitName}} báo cho {{unitName}} và cập nhật đầu mối liên hệ chậm nhất hết {{updateBy}}.
Cập nhật tại: {{contactUrl}}

Trân trọng.`,
  },
] as const satisfies readonly Template[];
