/** What each route of this area does. */
import type { Actions } from "../../shared/platform/http/route.ts";
import { attachmentActions } from "./attachment-actions.ts";
import type { DocumentDeps } from "./deps.ts";
import { jobActions } from "./job-actions.ts";
import type { documentRoutes } from "./routes.ts";

export const documentActions: Actions<typeof documentRoutes, DocumentDeps> = { ...attachmentActions, ...jobActions };
