/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  REPORTS_TABLE: z.string().min(3),
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  ANSWERS_TABLE: z.string().min(3),
  DOCUMENTS_BUCKET: z.string().min(3),
  /** Where ids of jobs wait for the worker. */
  DOCUMENTS_QUEUE_URL: z.url(),
  /** The unit at the root of the tree: it receives the reports of the first tier. */
  PROVINCE_UNIT: z.string().min(1),
  /** Who signs the officers' tokens, where its keys are, and for which clients. */
  OIDC_ISSUER: z.url(),
  OIDC_JWKS_URL: z.url(),
  OIDC_CLIENTS: z.string().min(1),
});
