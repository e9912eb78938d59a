/**
 * Templates of mails are data. `{{name}}` prints a value; `[[…]]` appears when every value in it is known, `[[?name …]]` when that one
 * is, `[[!name …]]` when it is not. A template with a variable that nobody knows cannot be saved; a value that is missing is an error.
 */
import * as z from "zod";
import { fieldError } from "../platform/field-errors.ts";
import { Refusal } from "../platform/refusals.ts";
import { lengthOf } from "../platform/text.ts";
import { personalVariables, templateGroups, variablesOf } from "./variables.ts";

/** As people read it, in code points. */
export const longestSubject = 78;

export const template = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  version: z.number().int().min(1),
  /** Which values it may print. */
  group: z.enum(templateGroups),
  /** Decides the footer. */
  to: z.enum(["body", "asker"]),
  subject: z.string().min(1).max(200),
  body: z.string().min(1).max(10_000),
});
export type Template = z.output<typeof template>;

/** What a template prints; undefined: not known. */
export type Values = Readonly<Record<string, string | undefined>>;

type Piece = { readonly text: string } | { readonly name: string };
interface Block {
  readonly pieces: readonly Piece[];
  /** Null: it always appears. */
  readonly when: null | "all-known" | { readonly known: string } | { readonly unknown: string };
}

/** A value that a template needs is not known. */
export class MissingValue extends Error {
  override readonly name = "MissingValue";
}

/** A template that may be saved, or a refusal that names the field. */
export function checkedTemplate(input: unknown): Template {
  const read = template.safeParse(input);
  if (!read.success) throw new Refusal("invalid-content", [fieldError("template", "malformed")]);
  for (const field of ["subject", "body"] as const) checkText(read.data, field);
  return read.data;
}

function checkText(of: Template, field: "subject" | "body"): void {
  const blocks = of[field].split("\n").flatMap(blocksOf);
  if (blocks.some(({ pieces }) => pieces.some((piece) => "text" in piece && /\[\[|\]\]|\{\{|\}\}/.test(piece.text)))) {
    throw new Refusal("invalid-content", [fieldError(field, "malformed")]);
  }
  const known = variablesOf(of.group);
  const hasUnknown = namesIn(blocks).some((name) => !known.includes(name));
  if (hasUnknown) throw new Refusal("template-variable-unknown", [fieldError(field, "unknown-field")]);
  const isSubject = field === "subject";
  const hasPersonal = isSubject && namesIn(blocks).some((name) => personalVariables.includes(name));
  if (hasPersonal || (isSubject && of.subject.includes("\n"))) {
    throw new Refusal("invalid-content", [fieldError(field, "malformed")]);
  }
}

/** A text with its values; lines of which only conditions stood are gone. */
export function filled(text: string, values: Values): string {
  const lines = text.split("\n").map((line) => {
    const blocks = blocksOf(line);
    const shown = blocks.filter((block) => isShown(block, values));
    const printed = shown.map(({ pieces }) => pieces.map((piece) => printedPiece(piece, values)).join("")).join("");
    if (blocks.length === shown.length) return printed;
    const tidy = printed.replace(/ {2,}/g, " ").trim();
    return tidy === "" ? undefined : tidy;
  });
  return lines.filter((line) => line !== undefined).join("\n");
}

/** The subject with its values, within what people can read. */
export function filledSubject(text: string, values: Values): string {
  const subject = filled(text, values);
  if (lengthOf(subject) > longestSubject || /[\r\n]/.test(subject)) throw new MissingValue("The subject is too long.");
  return subject;
}

function printedPiece(piece: Piece, values: Values): string {
  if ("text" in piece) return piece.text;
  const value = values[piece.name];
  if (value === undefined) throw new MissingValue(`There is no value for ${piece.name}.`);
  return value;
}

function isShown({ when, pieces }: Block, values: Values): boolean {
  if (when === null) return true;
  if (when === "all-known") return namesOf(pieces).every((name) => values[name] !== undefined);
  return "known" in when ? values[when.known] !== undefined : values[when.unknown] === undefined;
}

function namesIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ pieces, when }) => [
    ...namesOf(pieces),
    ...(when === null || when === "all-known" ? [] : ["known" in when ? when.known : when.unknown]),
  ]);
}

function namesOf(pieces: readonly Piece[]): string[] {
  return pieces.flatMap((piece) => ("name" in piece ? [piece.name] : []));
}

function blocksOf(line: string): Block[] {
  return line.split(/(\[\[.*?\]\])/).map((part) => {
    const inside = /^\[\[(?:([?!])(\w+) )?(.*)\]\]$/.exec(part);
    if (!inside) return { pieces: piecesOf(part), when: null };
    const [, mark, name = "", text = ""] = inside;
    const when = mark === "?" ? { known: name } : mark === "!" ? { unknown: name } : "all-known";
    return { pieces: piecesOf(text), when };
  });
}

function piecesOf(text: string): Piece[] {
  return text.split(/(\{\{\w+\}\})/).map((part) => {
    const [, name] = /^\{\{(\w+)\}\}$/.exec(part) ?? [];
    return name === undefined ? { text: part } : { name };
  });
}
