/** Made-up values with which a template can be seen, and is kept word for word in golden files. */
import type { Values } from "../../shared/notices/template.ts";
import { reportSamples, reportSpecials } from "./report-samples.ts";
import { scoreSamples, scoreSpecials } from "./score-samples.ts";

/** A value for every variable of every template. */
export const samples: Values = {
  code: "3K7A-9Q2M-T",
  lookupKey: "0123456789ABCDEFGHJKMNPQRS",
  asker: "Ông/Bà",
  unitName: "Sở Tư pháp",
  unitShortName: "Sở Tư pháp",
  governingUnitName: "Ủy ban nhân dân tỉnh",
  receivedAt: "22h15 thứ Bảy, ngày 03/02/2024",
  startsOn: "thứ Hai, ngày 05/02/2024",
  dueOn: "thứ Sáu, ngày 16/02/2024",
  dueOnShort: "16/02/2024",
  previousDueOn: "thứ Sáu, ngày 16/02/2024",
  days: "05",
  daysLeft: "02",
  latestOn: "thứ Sáu, ngày 23/02/2024",
  acceptBy: "thứ Hai, ngày 05/02/2024",
  appointmentOn: "thứ Năm, ngày 22/02/2024",
  appointmentOnShort: "22/02/2024",
  today: "thứ Sáu, ngày 16/02/2024",
  todayShort: "16/02/2024",
  lateDays: "03",
  stateLabel: "chờ lãnh đạo duyệt",
  classLabel: "câu hỏi cần phối hợp liên ngành",
  draftedAt: "09h30 thứ Năm, ngày 15/02/2024",
  reason: "Cần xác minh hồ sơ <b>lưu trữ</b> & ý kiến",
  coUnitNames: "Sở Tài chính; Sở Y tế",
  reminderDates: "15/02/2024, 16/02/2024",
  nextRungOn: "thứ Ba, ngày 20/02/2024",
  nextRecipientName: "Ủy ban nhân dân tỉnh",
  informedNames: "lãnh đạo Sở Tư pháp",
  answeredAt: "10h00 thứ Sáu, ngày 16/02/2024",
  signatureLine: "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC",
  leaderName: "Nguyễn Văn Mẫu",
  leaderTitle: "Giám đốc Sở Tư pháp",
  confirmedOn: "thứ Sáu, ngày 16/02/2024",
  refusalReason: "nội dung không thuộc phạm vi quản lý nhà nước",
  newUnitName: "Sở Tư pháp",
  oldUnitName: "Sở Mẫu",
  transferredOn: "thứ Hai, ngày 05/02/2024",
  supportContact: "ho-tro@tinh.example",
  statusUrl: "https://api.example/v1/questions/3K7A-9Q2M-T",
  caseUrl: "https://api.example/v1/questions/3K7A-9Q2M-T/case",
  roleLabel: "công chức đầu mối",
  moment: "08h00 thứ Sáu, ngày 16/02/2024",
  lateCount: "01",
  lateList:
    "- AAAA-AAAA-A: hạn 15/02/2024, quá hạn 01 ngày làm việc, https://api.example/v1/questions/AAAA-AAAA-A/case",
  dueTodayCount: "01",
  dueTodayList: "- 3K7A-9Q2M-T: hạn 16/02/2024, đến hạn hôm nay, https://api.example/v1/questions/3K7A-9Q2M-T/case",
  dueSoonCount: "00",
  waitingCount: "00",
  returnedCount: "00",
  notAcceptedCount: "00",
  callCount: "00",
  worklistUrl: "https://api.example/v1/worklist",
  failedNoticeId: "question#3K7A-9Q2M-T#late-1#p1#so-tu-phap.leader",
  failedAt: "08h00 thứ Hai, ngày 19/02/2024",
  noticeKindLabel: "câu hỏi quá hạn trả lời",
  updateBy: "thứ Tư, ngày 21/02/2024",
  contactUrl: "https://api.example/v1/contacts",
  ...reportSamples,
  ...scoreSamples,
};
/** Where a text belongs to another day or class. */
const special: Readonly<Record<string, Values>> = {
  "question-due-moved": { days: "08", dueOn: "thứ Tư, ngày 21/02/2024", dueOnShort: "21/02/2024" },
  "question-classified": {
    days: "08",
    dueOn: "thứ Tư, ngày 21/02/2024",
    dueOnShort: "21/02/2024",
    appointmentOn: undefined,
  },
  "question-reverted": { classLabel: "câu hỏi thuộc thẩm quyền giải quyết" },
  "question-appointment": { days: "10" },
  ...reportSpecials,
  ...scoreSpecials,
};
/** What stands around every text. */
export const frame = {
  provinceName: "tỉnh Mẫu",
  supportContact: "ho-tro@tinh.example",
  noticeId: "question#3K7A-9Q2M-T#due-today#p1#so-tu-phap.leader",
  asker: "Ông/Bà",
  lateSince: undefined,
};

/** The values with which a template is shown. */
export function valuesOf(template: string): Values {
  return { ...samples, ...special[template] };
}
