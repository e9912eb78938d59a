/** The one mail per officer and day. */
import type { Template } from "./template.ts";

export const digestTemplates = [
  {
    id: "digest",
    version: 1,
    group: "digest",
    to: "body",
    subject: "[Đôn đốc] Việc ngày {{todayShort}}: {{lateCount}} quá hạn, {{dueTodayCount}} đến hạn",
    body: `Kính gửi {{roleLabel}} của {{unitName}},

Các việc cần xử lý, tính đến {{moment}}:
1. Quá hạn: {{lateCount}}.
[[{{lateList}}]]
2. Đến hạn hôm nay: {{dueTodayCount}}.
[[{{dueTodayList}}]]
3. Sắp đến hạn: {{dueSoonCount}}.
[[{{dueSoonList}}]]
4. Chờ lãnh đạo duyệt: {{waitingCount}}.
[[{{waitingList}}]]
5. Trả lại để hoàn thiện: {{returnedCount}}.
[[{{returnedList}}]]
6. Chưa tiếp nhận: {{notAcceptedCount}}.
[[{{notAcceptedList}}]]
7. Cần gọi điện cho người hỏi (không có thư điện tử): {{callCount}}.
[[{{callList}}]]
Danh sách đầy đủ: {{worklistUrl}}`,
  },
  {
    id: "digest",
    version: 2,
    group: "digest",
    to: "body",
    subject: "[Đôn đốc] Việc ngày {{todayShort}}: {{lateCount}} quá hạn, {{dueTodayCount}} đến hạn",
    body: `Kính gửi {{roleLabel}} của {{unitName}},

Các việc cần xử lý, tính đến {{moment}}:
1. Quá hạn: {{lateCount}}.
[[{{lateList}}]]
2. Đến hạn hôm nay: {{dueTodayCount}}.
[[{{dueTodayList}}]]
3. Sắp đến hạn: {{dueSoonCount}}.
[[{{dueSoonList}}]]
4. Chờ lãnh đạo duyệt: {{waitingCount}}.
[[{{waitingList}}]]
5. Trả lại để hoàn thiện: {{returnedCount}}.
[[{{returnedList}}]]
6. Chưa tiếp nhận: {{notAcceptedCount}}.
[[{{notAcceptedList}}]]
7. Cần gọi điện cho người hỏi (không có thư điện tử): {{callCount}}.
[[{{callList}}]]
8. Báo cáo phải gửi: {{reportCount}}.
[[{{reportList}}]]
Danh sách đầy đủ: {{worklistUrl}}`,
  },
] as const satisfies readonly Template[];
