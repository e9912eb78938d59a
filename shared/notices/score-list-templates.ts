/** Texts to whoever follows the evaluation of many portals: one list, never one mail per portal. */
import type { Template } from "./template.ts";

export const scoreListTemplates = [
  {
    id: "score-self-late-list",
    version: 1,
    group: "score-list",
    to: "body",
    subject: "[Đánh giá] {{lateCount}}/{{owingCount}} Cổng TTĐT chưa gửi điểm tự chấm {{periodName}}",
    body: `Kính gửi {{addresseeName}},

Tính đến {{today}}, còn {{lateCount}}/{{owingCount}} Cổng TTĐT thành phần chưa gửi điểm tự chấm {{periodName}}; thời hạn là hết {{dueOn}}. Cơ quan, đơn vị vận hành:
{{lateList}}
Hệ thống đã nhắc từng cơ quan, đơn vị trước thời hạn và trong ngày đến hạn. Đề nghị {{addresseeName}} đôn đốc; điểm tự chấm gửi sau thời hạn vẫn được tiếp nhận cho đến khi thẩm định xong và được ghi nhận là gửi chậm.
Theo dõi tại: {{registerUrl}}

Trân trọng.`,
  },
] as const satisfies readonly Template[];
