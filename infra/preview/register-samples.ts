/** A made-up register of a period: on time, late, missing, given back, excused, handed in by the parent, and a name like a formula. */
import type { ListedObligation } from "../../shared/reports/report-store.ts";

const period = { kind: "half-year", year: 2024, dataFrom: "2023-12-15", dataTo: "2024-06-14" } as const;

function listed(unit: string, more: Partial<ListedObligation> = {}): ListedObligation {
  return {
    id: `2024-half-year.${unit}`,
    unit,
    group: "departments",
    of: "2024-half-year",
    period,
    dueOn: "2024-06-18",
    provisional: false,
    to: "ubnd-tinh",
    tier: "direct",
    gathers: false,
    state: "owed",
    version: 1,
    ...more,
  };
}

function handedIn(on: string, lateDays: number, number = 1): Partial<ListedObligation> {
  const at = `${on}T03:00:00.000Z`;
  return {
    state: "submitted",
    first: { at, on, lateDays },
    report: { number, by: "x.leader", at },
    isComplete: true,
    isValid: lateDays === 0,
  };
}

const names: Readonly<Record<string, string>> = {
  "ubnd-tinh": "Ủy ban nhân dân tỉnh Lào Cai",
  "so-tu-phap": "Sở Tư pháp",
  "so-mau": '=HYPERLINK("https://example.org";"Sở Mẫu")',
  "so-mau-2": "Sở Mẫu 2 <đang sắp xếp & sáp nhập>",
  "hoi-khuyen-hoc-tinh": "Hội Khuyến học tỉnh",
  "thi-xa-sa-pa": "Ủy ban nhân dân thị xã Sa Pa",
  "huyen-bac-ha": "Ủy ban nhân dân huyện Bắc Hà",
  "xa-mau-01": "Ủy ban nhân dân xã Mẫu 01",
};

/** The rows, as of 21/6/2024. */
export const registerSample = {
  title: "Sổ theo dõi báo cáo 6 tháng đầu năm 2024",
  today: "2024-06-21",
  nameOf: (unit: string) => names[unit] ?? unit,
  obligations: [
    listed("so-tu-phap", handedIn("2024-06-17", 0)),
    listed("so-mau", { ...handedIn("2024-06-20", 2, 2), isComplete: false }),
    listed("so-mau-2"),
    listed("hoi-khuyen-hoc-tinh", { group: "party-and-mass", state: "excused" }),
    listed("thi-xa-sa-pa", {
      ...handedIn("2024-06-18", 0),
      group: "districts",
      gathers: true,
      outOfDate: ["xa-mau-01"],
    }),
    listed("huyen-bac-ha", {
      group: "districts",
      gathers: true,
      extension: { until: "2024-06-25", reason: "Mưa lũ", by: "x", at: "2024-06-17T01:00:00.000Z" },
    }),
    listed("xa-mau-01", {
      ...handedIn("2024-06-19", 3),
      group: "communes",
      tier: "child",
      to: "thi-xa-sa-pa",
      dueOn: "2024-06-16",
      onBehalfBy: "thi-xa-sa-pa",
    }),
  ] satisfies ListedObligation[],
};
