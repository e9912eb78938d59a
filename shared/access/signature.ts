/**
 * How a leader signs (Decree 30/2020/NĐ-CP, Annex I): the head by title alone; a vice-head for the head KT.; for a collective TM.;
 * by order TL.; by written authorisation, limited in time and not passed on, TUQ.; as acting head Q. Never "thay mặt" for a person.
 */
import * as z from "zod";
import { type Day, dayAt } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { fieldError } from "../platform/field-errors.ts";
import { Refusal } from "../platform/refusals.ts";
import { isOrdered, line, must, period } from "../platform/schemas.ts";
import { nameOn, type Unit } from "../units/unit.ts";
import type { Officer } from "./officer.ts";
import type { Grant } from "./roles.ts";

export const capacities = ["own", "kt", "tm", "tl", "tuq", "q"] as const;

/** How a leader says that they sign. `forTitle`: in whose place, or for which collective. */
export const signing = z
  .strictObject({
    capacity: z.enum(capacities),
    forTitle: line(200).optional(),
    /** The written authorisation of TUQ. */
    authorisation: z
      .strictObject({ number: line(60), ...period })
      .refine(isOrdered, { ...must("days-reversed"), path: ["to"] })
      .optional(),
  })
  .refine(({ capacity, forTitle }) => (capacity === "own") === (forTitle === undefined), {
    ...must("title-mismatch"),
    path: ["forTitle"],
  })
  .refine(({ capacity, authorisation }) => (capacity === "tuq") === (authorisation !== undefined), {
    ...must("authorisation-mismatch"),
    path: ["authorisation"],
  });
export type Signing = z.output<typeof signing>;

/** The signature as it stands under the answer for ever. */
export const signature = z.object({
  officer: z.string(),
  fullName: z.string(),
  title: z.string(),
  unit: z.string(),
  unitName: z.string(),
  capacity: z.enum(capacities),
  /** As printed: `KT. GIÁM ĐỐC` over `PHÓ GIÁM ĐỐC`. */
  line: z.string(),
  authorisation: z.string().optional(),
  at: z.string(),
});
export type Signature = z.output<typeof signature>;

export interface Signer {
  readonly id: string;
  readonly fullName: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string;
  /** They stand in for another: they never sign as the head. */
  readonly isDeputy: boolean;
}

/** The signature of an officer by one of their grants; `unit`: the grant's, if the register has it. */
export function signatureBy(
  { id, fullName, title }: Officer,
  acting: Grant,
  unit: Unit | undefined,
  signing: Signing,
  now: Instant,
): Signature {
  const today = dayAt(now);
  const unitName = unit ? nameOn(unit, today) : acting.unit;
  const signer = { id, fullName, title, unit: acting.unit, unitName, isDeputy: acting.deputyFor !== undefined };
  return signatureOf(signer, signing, new Date(now).toISOString(), today);
}

/** Writes the signature of a leader, or refuses one that the law does not know. */
export function signatureOf(
  signer: Signer,
  { capacity, forTitle = "", authorisation }: Signing,
  at: string,
  today: Day,
): Signature {
  if (signer.isDeputy && capacity === "own")
    throw new Refusal("invalid-content", [fieldError("capacity", "deputy-signs-for-another")]);
  if (
    authorisation &&
    !(authorisation.from <= today && (authorisation.to === undefined || today <= authorisation.to))
  ) {
    throw new Refusal("invalid-content", [fieldError("authorisation", "authorisation-not-in-force")]);
  }
  const title = signer.title.toLocaleUpperCase("vi");
  const over = forTitle.toLocaleUpperCase("vi");
  const lines = { own: title, q: `Q. ${over}` };
  return {
    officer: signer.id,
    fullName: signer.fullName,
    title: signer.title,
    unit: signer.unit,
    unitName: signer.unitName,
    capacity,
    line: capacity === "own" || capacity === "q" ? lines[capacity] : `${capacity.toUpperCase()}. ${over}\n${title}`,
    authorisation: authorisation?.number,
    at,
  };
}
