/** Made-up values for the mails about reports. */
import type { Values } from "../../shared/notices/template.ts";

export const reportSamples: Values = {
  reportName: "báo cáo 6 tháng đầu năm 2024",
  reportNameShort: "báo cáo 6 tháng đầu năm 2024",
  otherReportName: "báo cáo quý II năm 2024",
  legalBasis: "Quyết định số 44/2022/QĐ-UBND ngày 01/11/2022 của UBND tỉnh Lào Cai",
  workingDaysLeft: "02",
  dataFromShort: "15/12/2023",
  dataToShort: "14/6/2024",
  recipientName: "Ủy ban nhân dân tỉnh",
  childCount: "21",
  missingCount: "02",
  missingNames: "UBND xã Mẫu 01; UBND xã Mẫu 02",
  missingList: "- UBND xã Mẫu 01\n- UBND xã Mẫu 02",
  childrenDueOn: "thứ Hai, ngày 17/6/2024",
  submittedAt: "16h45 thứ Ba, ngày 18/6/2024",
  submittedOnShort: "18/6/2024",
  firstSubmittedOnShort: "18/6/2024",
  onTime: "có",
  fieldList: '- Mục "Khó khăn, vướng mắc và nguyên nhân"\n- Số liệu "Số lượt truy cập"',
  newDueOn: "thứ Ba, ngày 25/6/2024",
  newDueOnShort: "25/6/2024",
  outOfDateNames: "UBND xã Mẫu 01",
  orderName: "Công văn",
  orderNumber: "6821/UBND-BBT",
  orderNumberShort: "6821/UBND-BBT",
  orderOn: "31/12/2023",
  orderIssuer: "Ủy ban nhân dân tỉnh",
  orderSubject: "về tình hình hoạt động và giải pháp tháo gỡ khó khăn",
  portalName: "Cổng TTĐT Trung tâm Dịch vụ đấu giá tài sản tỉnh",
  quotedDeadline: "trước ngày 10/01/2024",
  reportUrl: "https://api.example/v1/obligations/2024-half-year.thi-xa-sa-pa",
  reportCount: "01",
  reportList:
    "- báo cáo 6 tháng đầu năm 2024: hạn 18/6/2024, https://api.example/v1/obligations/2024-half-year.so-tu-phap",
  addresseeName: "Văn phòng Ủy ban nhân dân tỉnh",
  scopeName: "Ủy ban nhân dân tỉnh",
  owingCount: "65",
  returnedNames: "Sở Mẫu",
  registerUrl: "https://api.example/v1/periods/2024-half-year/obligations",
};

const district: Values = {
  unitName: "UBND thị xã Sa Pa",
  dueOn: "thứ Ba, ngày 18/6/2024",
  dueOnShort: "18/6/2024",
  previousDueOn: undefined,
};
const lateList: Values = {
  today: "thứ Sáu, ngày 21/6/2024",
  lateCount: "02",
  lateList: "- Sở Tư pháp: hạn 18/6/2024, quá hạn 03 ngày\n- UBND thị xã Sa Pa: hạn 18/6/2024, quá hạn 03 ngày",
};

/** Where a text belongs to another body or day. */
export const reportSpecials: Readonly<Record<string, Values>> = {
  "report-due-soon": district,
  "directed-report-due-soon": { dueOn: "thứ Ba, ngày 09/01/2024", dueOnShort: "09/01/2024", previousDueOn: undefined },
  "report-due-today": { ...district, today: "thứ Ba, ngày 18/6/2024" },
  "report-late": { ...district, lateDays: "01", nextRungOn: "thứ Năm, ngày 20/6/2024" },
  "report-children-missing": district,
  "report-received": district,
  "report-returned": { ...district, reason: "Số liệu chưa khớp với biểu kèm theo" },
  "report-accepted": district,
  "report-extended": {
    ...district,
    dueOn: "thứ Ba, ngày 25/6/2024",
    dueOnShort: "25/6/2024",
    previousDueOn: "thứ Ba, ngày 18/6/2024",
    reason: "Khắc phục hậu quả mưa lũ",
  },
  "report-excused": { ...district, reason: "Cơ quan mới thành lập" },
  "report-outdated": district,
  "report-late-recipient": lateList,
  "report-late-governing": { ...lateList, addresseeName: "Sở Tư pháp" },
  "report-late-province": lateList,
};
