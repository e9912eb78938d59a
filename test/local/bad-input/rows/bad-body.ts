/** Posted questions with one thing wrong. */
import { question } from "../../../support/province.ts";
import type { Fault } from "../../problems.ts";

/** What is sent, in words; the question; and the faults that must be named. */
export interface BadBody {
  readonly what: string;
  readonly body: unknown;
  readonly faults: readonly Fault[];
}

export const contact = { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" };

/** A question whose asker is given otherwise. */
export function asked(more: object): object {
  return question({ asker: { ...contact, ...more } });
}

/** A row with one fault. */
export function one(what: string, body: unknown, path: string, code: string): BadBody {
  return { what, body, faults: [[path, code]] };
}
