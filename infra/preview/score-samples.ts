/** Made-up values for the mails about the evaluation of portals. */
import type { Values } from "../../shared/notices/template.ts";

export const scoreSamples: Values = {
  periodName: "năm 2023",
  setName: "Bộ tiêu chí mẫu (đề xuất, không phải Quyết định 4526/QĐ-HĐBT)",
  criteriaCount: "28",
  selfLateDays: "02",
  score: "87,35",
  coverage: "92,5%",
  gradeName: "Khá",
  rank: "02",
  rankedCount: "21",
  tiedCount: "02",
  groupName: "Các sở, ban, ngành tỉnh",
  resultBefore: "84,5/100, xếp loại Khá, xếp hạng 05/21",
  windowEndsOn: "thứ Năm, ngày 01/02/2024",
  windowEndsOnShort: "01/02/2024",
  isWindowOpen: "có",
  askedAt: "09h30 thứ Hai, ngày 29/01/2024",
  askedCount: "02",
  askedCriteria: "A1, D1",
  answerDueOn: "thứ Hai, ngày 05/02/2024",
  answerTiming: "còn 01 ngày làm việc",
  answerList:
    '- A1 (Thông tin giới thiệu): trước "03/04 mục", 15/20 điểm; sau "04/04 mục", 20/20 điểm. Lý do: Mục lịch sử đã có từ tháng 11/2023.\n- D1 (Trả lời đúng hạn): giữ nguyên "09/10", 27/30 điểm. Lý do: Câu hỏi nêu trong đề nghị được trả lời quá hạn 01 ngày.',
  answererName: "Trần Thị Mẫu",
  answererTitle: "Phó Chánh Văn phòng",
  decisionNumber: "12/QĐ-HĐBT",
  decisionNumberShort: "12/QĐ-HĐBT",
  decisionOn: "06/02/2024",
  amendmentNumber: "15/QĐ-HĐBT",
  amendmentNumberShort: "15/QĐ-HĐBT",
  amendmentOn: "12/3/2024",
  amendmentSignatureLine: "TM. HỘI ĐỒNG BIÊN TẬP, CHỦ TỊCH, Nguyễn Văn Mẫu",
  changeList:
    '- D1 (Trả lời đúng hạn): trước "09/10", 27/30 điểm; sau "10/10", 30/30 điểm. Lý do: Nhật ký hệ thống ghi chưa đúng thời điểm trả lời.',
  evaluationUrl: "https://api.example/v1/scores/cong-so-tu-phap/2023",
};

const opened: Values = {
  portalName: "Cổng TTĐT Sở Tư pháp",
  today: "thứ Hai, ngày 15/01/2024",
  dueOn: "thứ Hai, ngày 15/01/2024",
  dueOnShort: "15/01/2024",
  missingCount: "20",
  provisionalYear: undefined,
};
const judged: Values = {
  portalName: "Cổng TTĐT Sở Tư pháp",
  today: "thứ Năm, ngày 01/02/2024",
  signatureLine: "TM. HỘI ĐỒNG BIÊN TẬP, CHỦ TỊCH, Nguyễn Văn Mẫu",
};

/** Where a text belongs to another body or day. */
export const scoreSpecials: Readonly<Record<string, Values>> = {
  "score-self-opened": opened,
  "score-self-due-soon": opened,
  "score-self-due-today": opened,
  "score-self-late": { ...opened, lateDays: "01" },
  "score-provisional": judged,
  "reconsideration-closes-today": judged,
  "reconsideration-asked": judged,
  "reconsideration-due": judged,
  "reconsideration-answered": { ...judged, answeredAt: "15h00 thứ Sáu, ngày 02/02/2024" },
  "score-final": { ...judged, isUnanswered: "có" },
  "score-amended": { ...judged, reason: "Rà soát lại số liệu chuyên mục Hỏi - Đáp" },
  "score-self-late-list": {
    today: "thứ Ba, ngày 16/01/2024",
    dueOn: "thứ Hai, ngày 15/01/2024",
    lateCount: "02",
    owingCount: "195",
    lateList: "- Sở Tư pháp\n- UBND thị xã Sa Pa",
    registerUrl: "https://api.example/v1/scores?period=2023",
  },
};
