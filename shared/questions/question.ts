/** A citizen's question: its head (state, dates, versions), its texts, and what a portal sends. */
import * as z from "zod";
import { signature } from "../access/signature.ts";
import { plan } from "../deadlines/plan.ts";
import { email, instantText, line, must, paragraphs, phone, slug } from "../platform/schemas.ts";
import { questionStates } from "./moves.ts";
import { questionClasses } from "./terms.ts";

/** Who asks. At least one of e-mail and phone; an organisation names its representative. */
export const asker = z
  .strictObject({
    kind: z.enum(["individual", "organisation"]).default("individual"),
    name: line(200),
    representative: line(200).optional(),
    email: email.optional(),
    phone: phone.optional(),
    address: line(300).optional(),
  })
  .refine((value) => value.email !== undefined || value.phone !== undefined, must("contact-missing"))
  .refine((value) => value.kind === "individual" || value.representative !== undefined, {
    ...must("representative-missing"),
    path: ["representative"],
  });

/** The body of `POST /v1/questions`. */
export const postedQuestion = z.strictObject({
  unit: slug,
  asker,
  title: line(200),
  content: paragraphs(10_000),
  consent: z.boolean().refine((isGiven) => isGiven, must("consent-missing")),
  portalReceivedAt: instantText.optional(),
});
export type PostedQuestion = z.output<typeof postedQuestion>;

/** What an asker without e-mail has to be told by telephone. */
export const callReasons = ["appointment", "answered"] as const;
export type CallReason = (typeof callReasons)[number];

/** The small part that indexes see. Dates are null when no calendar existed at receipt. */
export const questionHead = z.object({
  code: z.string(),
  /** Of the content that people change: the ETag. */
  version: z.number().int().min(1),
  /** Of everything that happened, steps of the schedule included: the condition of every write. */
  sequence: z.number().int().min(1),
  state: z.enum(questionStates),
  unit: z.string(),
  portal: z.string(),
  class: z.enum(questionClasses),
  /** Units that answer together with the unit. */
  coUnits: z.array(z.string()).optional(),
  /** Why the class is above `own`; told to the asker. */
  classReason: z.string().optional(),
  /** The day promised to the asker. */
  appointmentOn: z.string().optional(),
  title: z.string(),
  asker: asker.optional(),
  lookupKey: z.string(),
  receivedAt: z.string(),
  /** When the citizen's question first arrived anywhere; differs from `receivedAt` after a transfer. */
  firstReceivedAt: z.string(),
  portalReceivedAt: z.string().optional(),
  startsOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** The last day on which taking it in is in time. */
  acceptBy: z.string().nullable(),
  provisional: z.boolean(),
  /** The calendars that the dates were counted by, `2024@1`. */
  calendars: z.array(z.string()),
  acceptedAt: z.string().optional(),
  acceptedLate: z.boolean().optional(),
  /** The newest draft: its number, who wrote it, when. */
  draft: z.object({ number: z.number().int().min(1), by: z.string(), at: z.string() }).optional(),
  /** Why the leader gave it back, until it is drafted anew. */
  returnReason: z.string().optional(),
  /** Fixed for ever by the answer; `onTime` null: there was no due day. */
  answered: z
    .object({
      at: z.string(),
      onTime: z.boolean().nullable(),
      lateDays: z.number(),
      appointmentBroken: z.boolean().optional(),
    })
    .optional(),
  /** Calls that the clerk owes an asker without e-mail. */
  callFor: z.array(z.enum(callReasons)).optional(),
  plan,
});
export type QuestionHead = z.output<typeof questionHead>;

/** The long part, written once. */
export const questionText = z.object({ content: z.string() });

/** A draft, one item per number. */
export const questionDraft = z.object({ content: z.string(), by: z.string(), at: z.string() });

/** The answer as it was signed. */
export const questionAnswer = z.object({ content: z.string(), signature });
export type QuestionAnswer = z.output<typeof questionAnswer>;
