/** Vietnamese text at the edge: stored as sent, measured and compared after normalization. */

/** Length in code points after NFC: "ế" is one, however it was typed. */
export function lengthOf(text: string): number {
  let points = 0;
  for (const _ of text.normalize("NFC")) points++;
  return points;
}

/** Whether a text has more than `most` code points after NFC. One that is far longer is not normalized: many marks on one letter would cost seconds. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most * unitsOfOnePoint || lengthOf(text) > most;
}
/** No code point of NFC is written with more units of text, however it is decomposed. */
const unitsOfOnePoint = 6;

/** The form in which texts are compared and searched: no case, no accents, đ as d, single spaces. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[\s\u200B\uFEFF]+/gu, " ")
    .trim();
}

/** True when nothing is left but spaces of any kind and characters that cannot be seen. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
}

/** Characters that never belong in a name or a title: controls, line ends, direction overrides. */
const controlsInLine = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
/** The same, but paragraphs may have tabs and line ends. */
const controlsInText = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

export function hasControlsInLine(text: string): boolean {
  return controlsInLine.test(text);
}

export function hasControlsInText(text: string): boolean {
  return controlsInText.test(text);
}
