/** Who sees and who writes what belongs to an obligation: the report itself and its files alike. */
import type { OfficerRule } from "../access/roles.ts";

/** A body's own people, who gathers or receives its reports, and who follows the province up. */
export const obligationReaders: OfficerRule = {
  atUnit: ["clerk", "leader", "editor", "consolidator"],
  atRecipient: ["leader", "consolidator"],
  anywhere: ["supervisor", "auditor"],
};

/** A body's own, and whoever gathers its report where it cannot write one. */
export const obligationWriters: OfficerRule = {
  atUnit: ["clerk", "leader", "consolidator"],
  atRecipient: ["leader", "consolidator"],
  anywhere: [],
};
