/** What each route of this area does. */
import type { Actions } from "../../shared/platform/http/route.ts";
import { consolidateReports, traceFigures } from "./consolidation-actions.ts";
import type { ReportDeps } from "./deps.ts";
import { draftReport } from "./draft-action.ts";
import { listingActions, showObligation } from "./obligation-actions.ts";
import { orderActions } from "./order-actions.ts";
import { periodActions } from "./period-actions.ts";
import { recipientActions } from "./recipient-actions.ts";
import type { reportRoutes } from "./routes.ts";
import { submitReport } from "./submission-action.ts";
import { versionActions } from "./version-actions.ts";

export const reportActions: Actions<typeof reportRoutes, ReportDeps> = {
  ...listingActions,
  showObligation,
  draftReport,
  submitReport,
  ...recipientActions,
  consolidate: consolidateReports,
  traceFigures,
  ...versionActions,
  ...periodActions,
  ...orderActions,
};
