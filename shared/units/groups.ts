/** The groups in which bodies are counted and compared: like with like. */
import type { Unit } from "./unit.ts";

export const unitGroups = ["departments", "districts", "communes", "party-and-mass", "others"] as const;
export type UnitGroup = (typeof unitGroups)[number];

/** As they stand in tables. */
export const groupNames: Readonly<Record<UnitGroup, string>> = {
  departments: "Các sở, ban, ngành tỉnh",
  districts: "UBND các huyện, thị xã, thành phố",
  communes: "UBND cấp xã",
  "party-and-mass": "Cơ quan Đảng, MTTQ, tổ chức chính trị - xã hội, hội",
  others: "Cơ quan, đơn vị, tổ chức khác",
};

export function groupOf({ kind, level }: Pick<Unit, "kind" | "level">): UnitGroup {
  if (level === "district") return "districts";
  if (level === "commune") return "communes";
  if (kind === "department") return "departments";
  return kind === "party" || kind === "front" || kind === "mass-organisation" ? "party-and-mass" : "others";
}
