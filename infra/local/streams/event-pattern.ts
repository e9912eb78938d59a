/** Filter patterns of event source mappings, as far as the runner knows them: lists of values, `prefix`, `anything-but`, `exists`. */
import { TemplateError } from "../template.ts";

/** Whether an event is handed over. */
export type EventPattern = (event: unknown) => boolean;

/** Reads a pattern; one that the runner does not know is an error, never a pattern that lets everything through. */
export function patternOf(text: string): EventPattern {
  return nodePattern(JSON.parse(text), text);
}

function nodePattern(node: unknown, text: string): EventPattern {
  if (Array.isArray(node)) {
    const rules = node.map((rule: unknown) => rulePattern(rule, text));
    return (value) => rules.some((matches) => matches(value));
  }
  if (typeof node !== "object" || node === null) throw unknown(text);
  const inner = Object.entries(node).map(([name, below]) => [name, nodePattern(below, text)] as const);
  return (value) =>
    inner.every(([name, matches]) =>
      matches(typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    );
}

function rulePattern(rule: unknown, text: string): EventPattern {
  if (rule === null || ["string", "number", "boolean"].includes(typeof rule)) return (value) => value === rule;
  const [[name, argument] = ["", undefined], ...others] = Object.entries(Object(rule));
  if (others.length > 0) throw unknown(text);
  if (name === "prefix" && typeof argument === "string") {
    return (value) => typeof value === "string" && value.startsWith(argument);
  }
  if (name === "exists" && typeof argument === "boolean") return (value) => (value !== undefined) === argument;
  if (name === "anything-but") {
    const refused: unknown[] = Array.isArray(argument) ? argument : [argument];
    return (value) => value !== undefined && !refused.includes(value);
  }
  throw unknown(text);
}

function unknown(text: string): TemplateError {
  return new TemplateError(`The runner does not know the filter pattern ${text}.`);
}
