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
  "reports-by-group": [
    "Báo cáo của kỳ đã chốt số liệu gần nhất (các kỳ cùng ngày chốt đứng cạnh nhau), theo nhóm cơ quan, đơn vị gửi trực tiếp về UBND tỉnh: đúng hạn trên số phải gửi (n/N), quá hạn, chưa gửi, trả lại, miễn, cần tổng hợp lại. Đơn vị gửi về cơ quan cấp trên để tổng hợp được tính riêng. Đếm lại 01 giờ một lần và khi sang ngày mới; giờ ghi trên bảng là giờ đếm.",
    "Reports of the period that closed last, by group of bodies that report to the province: on time of owed, late, missing, returned, excused, out of date. Those that a parent gathers stand apart. Counted once an hour and when a day begins; the table says when.",
  ],
  "reports-missing": [
    "Từng cơ quan, đơn vị chưa gửi báo cáo của kỳ đã chốt số liệu gần nhất: nơi nhận, kỳ báo cáo, hạn gửi (kể cả gia hạn), đã quá hạn hay chưa đến hạn. Đã quá hạn đứng trước; tối đa 100. Đếm lại 01 giờ một lần và khi sang ngày mới.",
    "Bodies that have not handed in for the period that closed last: to whom, for what, until when. What is late comes first; at most 100. Counted once an hour and when a day begins.",
  ],
  "scores-weakest": [
    "Mười Cổng TTĐT có điểm thấp nhất trong số được xếp loại ở kỳ đánh giá có kết quả gần nhất, mỗi Cổng TTĐT kèm các tiêu chí còn thiếu nhiều điểm nhất; số Cổng TTĐT theo từng mức xếp loại ghi theo n/N. Chưa có quyết định thì ghi rõ là kết quả dự kiến.",
    "The ten lowest scores of those graded in the newest published period, each with the criteria that cost it most; how many have each grade. Without the council's decision it says provisional.",
  ],
} as const satisfies Record<keyof typeof widgetTitles, readonly [string, string]>;

const tables = Object.entries(widgetTitles).flatMap(([name, title]) => {
  const [vi = "", en = ""] = Object.entries(explained).find(([key]) => key === name)?.[1] ?? [];
  return [`### ${title}`, vi, "", en, "", "```yaml", `widget: ${name}`, "```", ""];
});

export const description = {
  markdown: [
    ...tables,
    "Mỗi bảng ghi thời điểm của số liệu, được tính lại 05 phút một lần (bảng báo cáo: 01 giờ một lần); quá 30 phút chưa tính lại thì bảng ghi rõ là đã cũ.",
    "",
    "Each table says of when its facts are; they are made anew every five minutes (those of reports once an hour), and when the job has stood still for more than 30 minutes they say so.",
  ].join("\n"),
};
