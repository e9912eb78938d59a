/**
 * The days off and the worked days of state bodies, as announced. Data, with the number of each notice; never computed.
 * Notices as cited by public collections of them; where a number was not found, that is said. 2027 is our own estimate.
 */
import type { CalendarYear } from "./calendar-year.ts";

type OffDay = CalendarYear["offDays"][number];

const holiday = (name: string, ...days: string[]): OffDay[] => days.map((on) => ({ on, kind: "holiday", name }));
const inLieu = (name: string, ...days: string[]): OffDay[] =>
  days.map((on) => ({ on, kind: "in-lieu", name: `Nghỉ bù ${name}` }));
const swapped = (...days: string[]): OffDay[] =>
  days.map((on) => ({ on, kind: "swap", name: "Hoán đổi ngày làm việc" }));

const newYear = "Tết Dương lịch";
const tet = "Tết Nguyên đán";
const hungKings = "Giỗ Tổ Hùng Vương";
const victory = "Ngày Chiến thắng 30/4";
const labour = "Ngày Quốc tế lao động 01/5";
const national = "Quốc khánh 02/9";
const culture = "Ngày Văn hóa Việt Nam 24/11";
const weekend = [6, 7];

export const officialYears: readonly CalendarYear[] = [
  {
    year: 2021,
    version: 1,
    status: "official",
    notice: null,
    source: "Lịch nghỉ của cơ quan nhà nước năm 2021; chưa tìm thấy số thông báo (number not found)",
    weekend,
    offDays: [
      ...holiday(newYear, "2021-01-01"),
      ...holiday(tet, "2021-02-10", "2021-02-11", "2021-02-12"),
      ...inLieu(tet, "2021-02-15", "2021-02-16"),
      ...holiday(hungKings, "2021-04-21"),
      ...holiday(victory, "2021-04-30"),
      ...inLieu(labour, "2021-05-03"),
      ...holiday(national, "2021-09-02", "2021-09-03"),
    ],
    workedDays: [],
  },
  {
    year: 2022,
    version: 1,
    status: "official",
    notice: null,
    source: "Lịch nghỉ của cơ quan nhà nước năm 2022; chưa tìm thấy số thông báo (number not found)",
    weekend,
    offDays: [
      ...inLieu(newYear, "2022-01-03"),
      ...holiday(tet, "2022-01-31", "2022-02-01", "2022-02-02", "2022-02-03", "2022-02-04"),
      ...inLieu(hungKings, "2022-04-11"),
      ...inLieu(victory, "2022-05-02"),
      ...inLieu(labour, "2022-05-03"),
      ...holiday(national, "2022-09-01", "2022-09-02"),
    ],
    workedDays: [],
  },
  {
    year: 2023,
    version: 1,
    status: "official",
    notice: "5034/TB-LĐTBXH",
    source: "Thông báo của Bộ Lao động - Thương binh và Xã hội",
    weekend,
    offDays: [
      ...inLieu(newYear, "2023-01-02"),
      ...holiday(tet, "2023-01-20", "2023-01-23", "2023-01-24"),
      ...inLieu(tet, "2023-01-25", "2023-01-26"),
      ...holiday(labour, "2023-05-01"),
      ...inLieu(hungKings, "2023-05-02"),
      ...inLieu(victory, "2023-05-03"),
      ...holiday(national, "2023-09-01"),
      ...inLieu(national, "2023-09-04"),
    ],
    workedDays: [],
  },
  {
    year: 2024,
    version: 1,
    status: "official",
    notice: "5015/TB-LĐTBXH; 1570/TB-LĐTBXH",
    source: "Thông báo của Bộ Lao động - Thương binh và Xã hội; thông báo thứ hai bổ sung ngày hoán đổi 29/4",
    weekend,
    offDays: [
      ...holiday(newYear, "2024-01-01"),
      ...holiday(tet, "2024-02-08", "2024-02-09", "2024-02-12"),
      ...inLieu(tet, "2024-02-13", "2024-02-14"),
      ...holiday(hungKings, "2024-04-18"),
      ...swapped("2024-04-29"),
      ...holiday(victory, "2024-04-30"),
      ...holiday(labour, "2024-05-01"),
      ...holiday(national, "2024-09-02", "2024-09-03"),
    ],
    workedDays: [{ on: "2024-05-04", paysFor: "2024-04-29" }],
  },
  {
    year: 2025,
    version: 1,
    status: "official",
    notice: "6150/TB-BLĐTBXH",
    source: "Thông báo của Bộ Lao động - Thương binh và Xã hội",
    weekend,
    offDays: [
      ...holiday(newYear, "2025-01-01"),
      ...holiday(tet, "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"),
      ...holiday(hungKings, "2025-04-07"),
      ...holiday(victory, "2025-04-30"),
      ...holiday(labour, "2025-05-01"),
      ...swapped("2025-05-02"),
      ...holiday(national, "2025-09-01", "2025-09-02"),
    ],
    workedDays: [{ on: "2025-04-26", paysFor: "2025-05-02" }],
  },
  {
    year: 2026,
    version: 1,
    status: "official",
    notice: "9441/TB-BNV; 12729/VPCP-KGVX; 3383/BNV-CVL",
    source: "Thông báo của Bộ Nội vụ và ý kiến của Thủ tướng Chính phủ; 24/11 theo Nghị quyết 28/2026/QH16",
    weekend,
    offDays: [
      ...holiday(newYear, "2026-01-01"),
      ...swapped("2026-01-02"),
      ...holiday(tet, "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
      ...inLieu(hungKings, "2026-04-27"),
      ...holiday(victory, "2026-04-30"),
      ...holiday(labour, "2026-05-01"),
      ...swapped("2026-08-31"),
      ...holiday(national, "2026-09-01", "2026-09-02"),
      ...holiday(culture, "2026-11-24"),
    ],
    workedDays: [
      { on: "2026-01-10", paysFor: "2026-01-02" },
      { on: "2026-08-22", paysFor: "2026-08-31" },
    ],
  },
  {
    year: 2027,
    version: 1,
    status: "estimated",
    notice: null,
    source: "Ước tính theo Điều 111, 112 Bộ luật Lao động 45/2019/QH14; chưa có thông báo chính thức",
    weekend,
    offDays: [
      ...holiday(newYear, "2027-01-01"),
      ...holiday(tet, "2027-02-05", "2027-02-08", "2027-02-09"),
      ...inLieu(tet, "2027-02-10", "2027-02-11"),
      ...holiday(hungKings, "2027-04-16"),
      ...holiday(victory, "2027-04-30"),
      ...inLieu(labour, "2027-05-03"),
      ...holiday(national, "2027-09-02", "2027-09-03"),
      ...holiday(culture, "2027-11-24"),
    ],
    workedDays: [],
  },
];
