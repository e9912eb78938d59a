/** Words, numbers and texts as a document prints them (Decree 30/2020/NĐ-CP; numbers in the Vietnamese manner). */

/** What XML 1.0 cannot hold: no reader opens a document with one of these in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** One line of text, in composed characters. */
export function printed(text: string): string {
  return text.toWellFormed().replace(notInXml, "").replace(/\s+/g, " ").normalize("NFC").trim();
}

/** The paragraphs of a text, without empty ones. */
export function paragraphsOf(text: string): string[] {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(printed)
    .filter((paragraph) => paragraph !== "");
}

/** `1.234,5`: a comma before decimals, a dot between thousands. In tables; a count in a sentence is `counted`. */
export function numberText(value: number): string {
  const [whole = "", decimals] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  const sign = value < 0 ? "-" : "";
  return decimals === undefined ? sign + grouped : `${sign}${grouped},${decimals}`;
}

/** A number in a sentence: whole ones under 10 with a leading zero. */
export function numberInSentence(value: number): string {
  return Number.isInteger(value) && value >= 0 && value < 10 ? `0${value}` : numberText(value);
}

/** In capitals, as letterheads and titles are. */
export function capitals(text: string): string {
  return printed(text).toLocaleUpperCase("vi");
}

/** With a capital at the beginning. */
export function capitalised(text: string): string {
  const [first = "", ...rest] = [...printed(text)];
  return first.toLocaleUpperCase("vi") + rest.join("");
}

const romans = ["I", "II", "III", "IV", "V"] as const;

/** Parts and annexes are numbered so; a document has at most five. */
export function roman(number: number): string {
  return romans[number - 1] ?? String(number);
}
