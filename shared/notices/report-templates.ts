/** Texts to bodies about one report that they owe. Each quotes what is true when it leaves; no figures, no words of the report itself. */
import type { Template } from "./template.ts";

const toBody = { version: 1, group: "report", to: "body" } as const;

export const reportTemplates = [
  {
    ...toBody,
    id: "report-due-soon",
    subject: "[Báo cáo] Nhắc gửi {{reportNameShort}}, hạn {{dueOnShort}}",
    body: `Kính gửi {{unitName}},

Theo {{legalBasis}}, đề nghị {{unitName}} gửi {{reportName}} về tình hình hoạt động của Cổng TTĐT thành phần chậm nhất hết {{dueOn}} (còn {{workingDaysLeft}} ngày làm việc).
Số liệu tính từ ngày {{dataFromShort}} đến hết ngày {{dataToShort}}. [[Một lần gửi được ghi nhận cho cả {{otherReportName}}.]]
[[Báo cáo đã được trả lại để bổ sung ngày {{returnedOnShort}}.]] [[Thời hạn đã được gia hạn, trước đây là hết {{previousDueOn}}.]]
[[Ngày {{dueOnShort}} là ngày nghỉ và thời hạn không lùi; đề nghị gửi trong {{lastWorkingDayBefore}}.]]
[[Còn {{missingCount}}/{{childCount}} đơn vị cấp xã chưa gửi về để tổng hợp chung: {{missingNames}}.]]
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; ngày nhắc là tạm tính.]]
Mẫu đề cương và số liệu đã có sẵn trên hệ thống: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "directed-report-due-soon",
    subject: "[Báo cáo] Nhắc báo cáo theo {{orderNumberShort}}, chậm nhất {{dueOnShort}}",
    body: `Kính gửi {{unitName}},

Tại {{orderName}} số {{orderNumber}} ngày {{orderOn}}, {{orderIssuer}} đề nghị {{unitName}}[[, là cơ quan chủ quản của {{portalName}},]] báo cáo {{orderSubject}} về {{recipientName}} {{quotedDeadline}}.
Như vậy, ngày cuối để gửi báo cáo là {{dueOn}} (còn {{workingDaysLeft}} ngày làm việc).
[[Báo cáo đã được trả lại để bổ sung ngày {{returnedOnShort}}.]] [[Thời hạn đã được gia hạn, trước đây là hết {{previousDueOn}}.]]
[[Ngày {{dueOnShort}} là ngày nghỉ và thời hạn không lùi; đề nghị gửi trong {{lastWorkingDayBefore}}.]]
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; ngày nhắc là tạm tính.]]
Gửi báo cáo tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-due-today",
    subject: "[Báo cáo] Đến hạn hôm nay: {{reportNameShort}}",
    body: `Kính gửi {{unitName}},

[[!lastWorkingDayBefore Hôm nay, {{today}}, là ngày cuối của thời hạn gửi {{reportName}}.]] [[?lastWorkingDayBefore Hôm nay, {{today}}, là ngày làm việc cuối cùng trước khi hết thời hạn gửi {{reportName}}; ngày {{dueOnShort}} là ngày nghỉ và thời hạn không lùi.]]
Tình trạng hiện nay: {{stateLabel}}. [[Một lần gửi được ghi nhận cho cả {{otherReportName}}.]]
[[Còn {{missingCount}}/{{childCount}} đơn vị chưa gửi về để tổng hợp chung: {{missingNames}}.]]
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; ngày nhắc là tạm tính.]]
Đề nghị trình lãnh đạo ký và gửi trong ngày.
Gửi báo cáo tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-late",
    subject: "[Báo cáo] Quá hạn {{lateDays}} ngày: {{reportNameShort}}",
    body: `Kính gửi {{unitName}},

{{unitName}} chưa gửi {{reportName}}; thời hạn là hết {{dueOn}}, đến nay đã quá hạn {{lateDays}} ngày. Tình trạng: {{stateLabel}}.
[[Hệ thống đã nhắc vào các ngày: {{reminderDates}}.]] [[Một lần gửi được ghi nhận cho cả {{otherReportName}}.]]
Đề nghị lãnh đạo {{unitName}} chỉ đạo gửi báo cáo ngay; báo cáo gửi sau thời hạn vẫn được tiếp nhận và ghi nhận ngày gửi thực tế.
[[Nếu đến hết {{nextRungOn}} chưa gửi, việc này được báo đến {{nextRecipientName}}.]]
Gửi báo cáo tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-children-missing",
    subject: "[Báo cáo] Còn {{missingCount}}/{{childCount}} đơn vị chưa gửi {{reportNameShort}}",
    body: `Kính gửi đầu mối tổng hợp của {{unitName}},

Thời hạn để các đơn vị gửi {{reportName}} về {{unitName}} là hết {{childrenDueOn}}. Đến nay còn {{missingCount}}/{{childCount}} đơn vị chưa gửi:
{{missingList}}
Đề nghị đôn đốc các đơn vị trên; đơn vị chưa gửi được nêu tên trong báo cáo tổng hợp chung. Thời hạn của {{unitName}} là hết {{dueOn}}.
Theo dõi tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-received",
    subject: "[Báo cáo] Đã nhận {{reportNameShort}}",
    body: `Kính gửi {{unitName}},

Hệ thống đã nhận {{reportName}} của {{unitName}} lúc {{submittedAt}}[[, do {{onBehalfName}} gửi thay]]. [[Lần gửi này được ghi nhận cho cả {{otherReportName}}.]]
[[?isSupplement Đây là báo cáo bổ sung; ngày gửi lần đầu ({{firstSubmittedOnShort}}) vẫn được dùng để xác định đúng hạn.]]
[[?onTime Báo cáo được ghi nhận đúng hạn (thời hạn: hết {{dueOn}}).]] [[Báo cáo được ghi nhận quá hạn {{firstLateDays}} ngày so với thời hạn (hết {{dueOn}}).]]
[[?isIncomplete Báo cáo còn thiếu nội dung hoặc số liệu bắt buộc.]] [[?isInvalid Báo cáo có số liệu chưa khớp hoặc có chênh lệch chưa được giải trình.]]
Báo cáo được gửi đến {{recipientName}}. Xem tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-returned",
    subject: "[Báo cáo] Bổ sung {{reportNameShort}}, gửi lại chậm nhất {{newDueOnShort}}",
    body: `Kính gửi {{unitName}},

{{recipientName}} đã xem xét {{reportName}} của {{unitName}} gửi ngày {{submittedOnShort}} và đề nghị bổ sung, chỉnh sửa các nội dung sau:
[[{{fieldList}}]]
[[Lý do: {{reason}}.]]
Đề nghị hoàn thiện và gửi lại chậm nhất hết {{newDueOn}}.
Ngày gửi lần đầu ({{firstSubmittedOnShort}}) vẫn được dùng để xác định đúng hạn; bản gửi lại được ghi nhận là báo cáo bổ sung.
Xử lý tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-accepted",
    subject: "[Báo cáo] Đã tiếp nhận {{reportNameShort}}",
    body: `Kính gửi {{unitName}},

{{recipientName}} đã xem xét và tiếp nhận {{reportName}} của {{unitName}} gửi ngày {{submittedOnShort}}.
Xem tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-extended",
    subject: "[Báo cáo] Gia hạn gửi {{reportNameShort}} đến {{dueOnShort}}",
    body: `Kính gửi {{unitName}},

Thời hạn gửi {{reportName}} của {{unitName}} được gia hạn: chậm nhất hết {{dueOn}}. [[Thời hạn trước đây là hết {{previousDueOn}}.]]
[[Lý do: {{reason}}.]]
Gửi báo cáo tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-excused",
    subject: "[Báo cáo] Miễn gửi {{reportNameShort}}",
    body: `Kính gửi {{unitName}},

{{unitName}} được miễn gửi {{reportName}}. [[Lý do: {{reason}}.]]
Xem tại: {{reportUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-outdated",
    subject: "[Báo cáo] Có thay đổi sau tổng hợp: {{reportNameShort}}",
    body: `Kính gửi đầu mối tổng hợp của {{unitName}},

Sau khi {{unitName}} tổng hợp {{reportName}}, các đơn vị sau đã gửi hoặc gửi bổ sung báo cáo: {{outOfDateNames}}.
Báo cáo của {{unitName}} không tự thay đổi. Đề nghị xem xét tổng hợp lại và gửi báo cáo bổ sung nếu cần.
Xử lý tại: {{reportUrl}}

Trân trọng.`,
  },
] as const satisfies readonly Template[];
