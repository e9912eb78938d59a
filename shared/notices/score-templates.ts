/** Texts about the evaluation of one portal. Each quotes what is true when it leaves; no score and no person in a subject. */
import type { Template } from "./template.ts";

const toBody = { version: 1, group: "score", to: "body" } as const;

export const scoreTemplates = [
  {
    ...toBody,
    id: "score-self-opened",
    subject: "[Đánh giá] Mở kỳ chấm điểm {{periodName}}, tự chấm chậm nhất {{dueOnShort}}",
    body: `Kính gửi công chức đầu mối của {{unitName}},

Kỳ đánh giá, chấm điểm {{periodName}} đối với {{portalName}} đã được mở, thực hiện theo {{setName}}.
Đề nghị {{unitName}} tự chấm điểm theo từng tiêu chí, kèm tài liệu kiểm chứng, trình lãnh đạo duyệt, gửi chậm nhất hết {{dueOn}}.
Số liệu do hệ thống đo đã được điền sẵn. [[Còn {{missingCount}}/{{criteriaCount}} tiêu chí cần {{unitName}} tự chấm điểm.]]
Điểm tự chấm gửi sau thời hạn vẫn được tiếp nhận cho đến khi thẩm định xong và được ghi nhận là gửi chậm.
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; thời hạn là tạm tính.]]
Phiếu chấm điểm: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-self-due-soon",
    subject: "[Đánh giá] Nhắc gửi điểm tự chấm {{periodName}}, hạn {{dueOnShort}}",
    body: `Kính gửi công chức đầu mối của {{unitName}},

{{unitName}} chưa gửi điểm tự chấm {{periodName}} của {{portalName}}; thời hạn là hết {{dueOn}} (còn {{workingDaysLeft}} ngày làm việc).
Đề nghị tự chấm điểm theo từng tiêu chí, kèm tài liệu kiểm chứng, trình lãnh đạo duyệt, gửi đúng thời hạn.
[[Còn {{missingCount}}/{{criteriaCount}} tiêu chí chưa được tự chấm điểm.]]
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; ngày nhắc là tạm tính.]]
Phiếu chấm điểm: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-self-due-today",
    subject: "[Đánh giá] Đến hạn hôm nay: điểm tự chấm {{periodName}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Hôm nay, {{today}}, là ngày cuối của thời hạn gửi điểm tự chấm {{periodName}} của {{portalName}}.
[[Còn {{missingCount}}/{{criteriaCount}} tiêu chí chưa được tự chấm điểm.]]
Đề nghị hoàn thiện việc tự chấm điểm, kèm tài liệu kiểm chứng, và gửi trong ngày; điểm tự chấm gửi sau ngày hôm nay được ghi nhận là gửi chậm.
[[Lịch ngày làm việc năm {{provisionalYear}} chưa có thông báo chính thức; ngày nhắc là tạm tính.]]
Phiếu chấm điểm: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-self-late",
    subject: "[Đánh giá] Quá hạn {{lateDays}} ngày: điểm tự chấm {{periodName}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

{{unitName}} chưa gửi điểm tự chấm {{periodName}} của {{portalName}}; thời hạn là hết {{dueOn}}, đến nay đã quá hạn {{lateDays}} ngày.
[[Còn {{missingCount}}/{{criteriaCount}} tiêu chí chưa được tự chấm điểm.]]
Đề nghị hoàn thiện và gửi ngay; điểm tự chấm gửi sau thời hạn vẫn được tiếp nhận cho đến khi thẩm định xong và được ghi nhận là gửi chậm.
Phiếu chấm điểm: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-provisional",
    subject: "[Đánh giá] Kết quả dự kiến {{periodName}}, xem xét lại đến {{windowEndsOnShort}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Kết quả dự kiến đánh giá, chấm điểm {{periodName}} của {{portalName}}, theo {{setName}}:
[[- Điểm: {{score}}/100.]]
[[- Tỷ lệ điểm tối đa đã đo được: {{coverage}}.]]
[[- Xếp loại: {{gradeName}}.]]
[[- {{notGradedReason}}.]]
[[- Xếp hạng: {{rank}}/{{rankedCount}} trong nhóm "{{groupName}}".]] [[Có {{tiedCount}} Cổng TTĐT đồng hạng.]]
[[Điểm tự chấm được ghi nhận gửi chậm {{selfLateDays}} ngày.]] [[?noSelfScore Kết quả này không có điểm tự chấm của {{unitName}}.]]
[[?isWindowOpen Trường hợp chưa thống nhất với kết quả, lãnh đạo {{unitName}} gửi đề nghị xem xét lại chậm nhất hết {{windowEndsOn}}, nêu rõ từng tiêu chí, lý do và tài liệu kiểm chứng; mỗi kết quả được đề nghị xem xét lại 01 lần.]] [[!isWindowOpen Thời hạn đề nghị xem xét lại đã hết vào {{windowEndsOn}}.]]
Kết quả này là kết quả dự kiến, chưa phải kết quả chính thức và chưa được công khai.
Điểm từng tiêu chí, căn cứ, lý do và nơi gửi đề nghị xem xét lại: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "reconsideration-closes-today",
    subject: "[Đánh giá] Hôm nay hết hạn đề nghị xem xét lại kết quả {{periodName}}",
    body: `Kính gửi lãnh đạo {{unitName}},

Hôm nay, {{today}}, là ngày cuối để đề nghị xem xét lại kết quả dự kiến đánh giá, chấm điểm {{periodName}} của {{portalName}}. Đến nay {{unitName}} chưa có đề nghị.
Trường hợp thống nhất với kết quả dự kiến, {{unitName}} không cần gửi phản hồi.
Điểm từng tiêu chí, căn cứ, lý do và nơi gửi đề nghị xem xét lại: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "reconsideration-asked",
    subject: "[Đánh giá] Đề nghị xem xét lại {{periodName}}: {{unitShortName}}",
    body: `Kính gửi {{addresseeName}},

{{unitName}} đề nghị xem xét lại kết quả dự kiến đánh giá, chấm điểm {{periodName}} của {{portalName}} đối với {{askedCount}} tiêu chí ({{askedCriteria}}), gửi lúc {{askedAt}}.
Đề nghị xem xét, trả lời chậm nhất hết {{answerDueOn}}. Người trả lời không phải là người đã thẩm định kết quả này và không có vai trò tại {{unitName}}.
Lý do, tài liệu kiểm chứng và nơi trả lời: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "reconsideration-due",
    subject: "[Đánh giá] Xem xét lại, {{answerTiming}}: {{unitShortName}}",
    body: `Kính gửi {{addresseeName}},

Đề nghị xem xét lại kết quả dự kiến đánh giá, chấm điểm {{periodName}} của {{portalName}} ({{askedCount}} tiêu chí, gửi lúc {{askedAt}}) chưa được trả lời; thời hạn là hết {{answerDueOn}} ({{answerTiming}}).
Người trả lời không phải là người đã thẩm định kết quả này và không có vai trò tại {{unitName}}.
Trường hợp chưa trả lời trước khi có quyết định về kết quả, đề nghị xem xét lại được ghi nhận là chưa được trả lời.
Xử lý tại: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "reconsideration-answered",
    subject: "[Đánh giá] Trả lời đề nghị xem xét lại kết quả {{periodName}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

{{answererTitle}} {{answererName}} đã xem xét đề nghị của {{unitName}} đối với kết quả dự kiến đánh giá, chấm điểm {{periodName}} của {{portalName}} và trả lời lúc {{answeredAt}}:
{{answerList}}
Kết quả chính thức theo quyết định của cấp có thẩm quyền.
Điểm từng tiêu chí: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-final",
    subject: "[Đánh giá] Kết quả {{periodName}} theo Quyết định số {{decisionNumberShort}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Kết quả chính thức đánh giá, chấm điểm {{periodName}} của {{portalName}} theo Quyết định số {{decisionNumber}} ngày {{decisionOn}} ({{signatureLine}}):
[[- Điểm: {{score}}/100.]]
[[- Tỷ lệ điểm tối đa đã đo được: {{coverage}}.]]
[[- Xếp loại: {{gradeName}}.]]
[[- {{notGradedReason}}.]]
[[- Xếp hạng: {{rank}}/{{rankedCount}} trong nhóm "{{groupName}}".]] [[Có {{tiedCount}} Cổng TTĐT đồng hạng.]]
[[?isUnanswered Đề nghị xem xét lại gửi lúc {{askedAt}} chưa được trả lời khi có quyết định; việc này được ghi nhận trong kết quả.]]
Kết quả được công khai tại: {{evaluationUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "score-amended",
    subject: "[Đánh giá] Điều chỉnh kết quả {{periodName}} theo văn bản {{amendmentNumberShort}}",
    body: `Kính gửi lãnh đạo và công chức đầu mối của {{unitName}},

Kết quả đánh giá, chấm điểm {{periodName}} của {{portalName}} đã được điều chỉnh theo văn bản số {{amendmentNumber}} ngày {{amendmentOn}} ({{amendmentSignatureLine}}).
Lý do: {{reason}}.
[[{{changeList}}]] [[!changeList Không có tiêu chí nào của {{portalName}} được điều chỉnh; kết quả được tính lại cùng các Cổng TTĐT khác.]]
[[Kết quả trước khi điều chỉnh: {{resultBefore}}.]]
Kết quả sau khi điều chỉnh:
[[- Điểm: {{score}}/100.]]
[[- Tỷ lệ điểm tối đa đã đo được: {{coverage}}.]]
[[- Xếp loại: {{gradeName}}.]]
[[- {{notGradedReason}}.]]
[[- Xếp hạng: {{rank}}/{{rankedCount}} trong nhóm "{{groupName}}".]] [[Có {{tiedCount}} Cổng TTĐT đồng hạng.]]
Kết quả trước khi điều chỉnh vẫn được lưu giữ. Kết quả được công khai tại: {{evaluationUrl}}

Trân trọng.`,
  },
] as const satisfies readonly Template[];
