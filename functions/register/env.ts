/** The variables of this function. */
import * as z from "zod";

export const environment = z.object({
  REGISTER_TABLE: z.string().min(3),
  EVENTS_TABLE: z.string().min(3),
  ANSWERS_TABLE: z.string().min(3),
  /** Who signs the officers' tokens, where its keys are, and for which clients. */
  OIDC_ISSUER: z.url(),
  OIDC_JWKS_URL: z.url(),
  OIDC_CLIENTS: z.string().min(1),
});
