/** What CloudWatch shows to whoever edits a custom widget and asks for its documentation. */
import { widgetTitles } from "../../shared/statistics/widget.ts";

const explained = {
  "late-now": [
    "Từng câu hỏi đã hết thời hạn mà chưa trả lời: cơ quan, đơn vị; mã; thời hạn; số ngày làm việc quá hạn; tình trạng. Lâu nhất đứng trước.",
    "Every open question past its due day, the longest first.",
  ],
  "due-today": [
    "Từng câu hỏi có ngày cuối là hôm nay, theo cơ quan, đơn vị.",
    "Every open question whose last day is today, by unit.",
  ],
  "not-answering": [
    "Các cơ quan, đơn vị có câu hỏi đã hết thời hạn mà chưa trả lời: số câu hỏi quá hạn trên số chưa trả lời, thời hạn xa nhất.",
    "Units that let a due day pass: late of unanswered, and the oldest due day.",
  ],
  "questions-by-unit": [
    "Số liệu trong tháng của từng cơ quan, đơn vị, đếm từ các sự kiện; số đang xử lý là số hiện nay. Tỷ lệ ghi theo n/N.",
    "Counts of this month by unit, from the events; `Đang xử lý` is how many are open now. Shares are n of N.",
  ],
} as const satisfies Record<keyof typeof widgetTitles, readonly [string, string]>;

const tables = Object.entries(widgetTitles).flatMap(([name, title]) => {
  const [vi = "", en = ""] = Object.entries(explained).find(([key]) => key === name)?.[1] ?? [];
  return [`### ${title}`, vi, "", en, "", "```yaml", `widget: ${name}`, "```", ""];
});

export const description = {
  markdown: [
    ...tables,
    "Mỗi bảng ghi thời điểm của số liệu, được tính lại 05 phút một lần; số liệu cũ hơn 30 phút được ghi rõ là đã cũ.",
    "",
    "Each table says of when its facts are; they are made anew every five minutes, and older than 30 minutes they say so.",
  ].join("\n"),
};
