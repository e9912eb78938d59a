/**
 * An item as one line of plain JSON, exact and readable: a text is a text, a number that JSON's readers take without loss is a number.
 * What JSON has no word for is an object with one name: `$number` (digits that a reader would round), `$binary` (base64), `$strings`,
 * `$numbers`, `$binaries` (sets, in order), and `$map` around a map that has itself a name beginning with `$`.
 */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";

export type Item = Record<string, AttributeValue>;
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The line of an item: key attributes first, the others by name. Equal items give equal lines. */
export function lineOf(item: Item, keys: readonly string[]): string {
  const others = Object.keys(item)
    .filter((name) => !keys.includes(name))
    .sort();
  const ordered = [...keys, ...others].flatMap((name) => (item[name] ? [[name, item[name]] as const] : []));
  return JSON.stringify(mapJson(ordered));
}

/** The item of a line; a line that is none is an error that says why. */
export function itemOf(line: string): Item {
  const { M } = attributeOf(JSON.parse(line));
  if (!M) throw new Error("it is no object");
  return M;
}

function jsonOf(value: AttributeValue): Json {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return isExact(value.N) ? Number(value.N) : { $number: value.N };
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(jsonOf);
  if (value.M !== undefined) return mapJson(Object.entries(value.M).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (value.B !== undefined) return { $binary: base64(value.B) };
  if (value.SS !== undefined) return { $strings: value.SS.toSorted() };
  if (value.NS !== undefined) return { $numbers: value.NS.toSorted() };
  if (value.BS !== undefined) return { $binaries: value.BS.map(base64).sort() };
  throw new Error(`There is an attribute of an unknown kind: ${Object.keys(value).join(", ")}.`);
}

/** A list of members, so that a name such as `__proto__` is a name like others. */
function mapJson(members: readonly (readonly [string, AttributeValue])[]): Json {
  const map = Object.fromEntries(members.map(([name, value]) => [name, jsonOf(value)]));
  return members.some(([name]) => name.startsWith("$")) ? { $map: map } : map;
}

/** Whether every reader of JSON gets these digits back. */
function isExact(digits: string): boolean {
  return String(Number(digits)) === digits;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function attributeOf(json: unknown): AttributeValue {
  if (json === null) return { NULL: true };
  if (typeof json === "string") return { S: json };
  if (typeof json === "number") return { N: String(json) };
  if (typeof json === "boolean") return { BOOL: json };
  if (Array.isArray(json)) return { L: json.map(attributeOf) };
  const members = Object.entries(Object(json));
  const [first] = members;
  if (members.length === 1 && first?.[0].startsWith("$")) return wordOf(first[0], first[1]);
  if (members.some(([name]) => name.startsWith("$"))) throw new Error(`it has the unknown word ${members[0]?.[0]}`);
  return mapOf(members);
}

function wordOf(word: string, json: unknown): AttributeValue {
  switch (word) {
    case "$number":
      return { N: textOf(json) };
    case "$binary":
      return { B: bytesOf(json) };
    case "$strings":
      return { SS: listOf(json).map(textOf) };
    case "$numbers":
      return { NS: listOf(json).map(textOf) };
    case "$binaries":
      return { BS: listOf(json).map(bytesOf) };
    case "$map":
      return mapOf(Object.entries(Object(json)));
    default:
      throw new Error(`it has the unknown word ${word}`);
  }
}

function mapOf(members: readonly [string, unknown][]): AttributeValue {
  return { M: Object.fromEntries(members.map(([name, value]) => [name, attributeOf(value)])) };
}

function bytesOf(json: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(textOf(json), "base64"));
}

function textOf(json: unknown): string {
  if (typeof json !== "string") throw new Error("it has a word without its text");
  return json;
}

function listOf(json: unknown): unknown[] {
  if (!Array.isArray(json)) throw new Error("it has a word without its list");
  return json;
}
