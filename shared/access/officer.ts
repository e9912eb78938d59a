/** An officer of the register: known by (issuer, subject) of their login; the register, never the token, gives their roles. */
import * as z from "zod";
import { email, line, must } from "../platform/schemas.ts";
import { grant } from "./roles.ts";

/** `<unit id>.<role>` in the demo; any slug with dots. */
export const officerId = z
  .string()
  .refine((value) => /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(value) && value.length <= 120, must("id-malformed"));

export const officer = z.strictObject({
  id: officerId,
  fullName: line(200),
  title: line(200),
  /** The official address; notices go there. */
  email: email.optional(),
  issuer: z.url().max(300),
  subject: line(200),
  grants: z.array(grant).max(50),
  /** Made up for the demonstration; never a real person. */
  synthetic: z.boolean().default(false),
});
export type Officer = z.output<typeof officer>;
