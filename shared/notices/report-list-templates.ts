/** Texts to whoever follows the reports of many bodies: one list a day, never one mail per body. */
import type { Template } from "./template.ts";

const toBody = { version: 1, group: "report-list", to: "body" } as const;

export const reportListTemplates = [
  {
    ...toBody,
    id: "report-late-recipient",
    subject: "[Báo cáo] {{lateCount}}/{{owingCount}} đơn vị quá hạn gửi {{reportNameShort}}",
    body: `Kính gửi {{addresseeName}},

Tính đến {{today}}, còn {{lateCount}}/{{owingCount}} đơn vị chưa gửi {{reportName}} về {{scopeName}}:
{{lateList}}
[[Đã trả lại để bổ sung, chưa gửi lại: {{returnedNames}}.]]
Hệ thống đã nhắc từng đơn vị trước và sau thời hạn. Đề nghị {{addresseeName}} đôn đốc các đơn vị trên; báo cáo gửi sau thời hạn vẫn được tiếp nhận và ghi nhận ngày gửi thực tế.
Theo dõi tại: {{registerUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-late-governing",
    subject: "[Báo cáo] {{lateCount}} đơn vị quá hạn gửi {{reportNameShort}}",
    body: `Kính gửi {{addresseeName}},

Tính đến {{today}}, {{lateCount}} đơn vị mà {{addresseeName}} là cơ quan chủ quản chưa gửi {{reportName}}:
{{lateList}}
Với trách nhiệm là cơ quan chủ quản, đề nghị {{addresseeName}} đôn đốc, chỉ đạo việc gửi báo cáo và tháo gỡ vướng mắc (nếu có).
Theo dõi tại: {{registerUrl}}

Trân trọng.`,
  },
  {
    ...toBody,
    id: "report-late-province",
    subject: "[Báo cáo] {{lateCount}}/{{owingCount}} đơn vị quá hạn gửi {{reportNameShort}}",
    body: `Kính gửi {{addresseeName}},

Tính đến {{today}}, còn {{lateCount}}/{{owingCount}} đơn vị phải gửi nhưng chưa gửi {{reportName}}:
{{lateList}}
[[Đã trả lại để bổ sung, chưa gửi lại: {{returnedNames}}.]]
Các đơn vị, cơ quan chủ quản và đầu mối tổng hợp đã được nhắc. Đề nghị {{addresseeName}} theo dõi, đôn đốc.
Theo dõi tại: {{registerUrl}}

Trân trọng.`,
  },
] as const satisfies readonly Template[];
