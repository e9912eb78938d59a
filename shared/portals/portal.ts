/** A component portal (Cổng TTĐT thành phần): run by one unit, governed by one that may be the same. */
import * as z from "zod";
import { day, isOrdered, line, must, period, slug } from "../platform/schemas.ts";

export const portal = z
  .strictObject({
    id: slug,
    /** `provincial`: the one portal of the province that the others are components of. */
    kind: z.enum(["component", "provincial"]).default("component"),
    name: line(300),
    /** Its web address. */
    address: z.url({ protocol: /^https?$/ }).max(300),
    /** The unit that runs it. */
    unit: slug,
    /** The governing body (cơ quan chủ quản); may be the unit itself. */
    governingUnit: slug,
    handedOverOn: day.optional(),
    ...period,
    synthetic: z.boolean().default(false),
  })
  .refine(isOrdered, { ...must("days-reversed"), path: ["to"] });

export type Portal = z.output<typeof portal>;
