/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  SCORES_TABLE: z.string().min(3),
  REGISTER_TABLE: z.string().min(3),
  CALENDARS_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  ANSWERS_TABLE: z.string().min(3),
  /** Where snapshots lie. */
  DOCUMENTS_BUCKET: z.string().min(3),
  /** The unit at the root of the tree: its leader decides. */
  PROVINCE_UNIT: z.string().min(1),
  /** Who signs the officers' tokens, where its keys are, and for which clients. */
  OIDC_ISSUER: z.url(),
  OIDC_JWKS_URL: z.url(),
  OIDC_CLIENTS: z.string().min(1),
});
