/** An obligation as the indexes show it, of a department for the year 2023. */
import type { SeenObligation } from "../../shared/statistics/widget-reports.ts";

export const owed: SeenObligation = {
  unit: "so-tu-phap",
  group: "departments",
  to: "ubnd-tinh",
  tier: "direct",
  state: "owed",
  dueOn: "2023-12-18",
};
