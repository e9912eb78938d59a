/** A text reduced to what the integrity list needs of it: how long it is, how much of it says something, and a hash of its words. */
import { createHash } from "node:crypto";
import { fold, lengthOf } from "../platform/text.ts";

export interface MeasuredText {
  /** Code points. */
  readonly length: number;
  /** Letters and digits beside greetings and formulas. */
  readonly substance: number;
  /** Of its words without case, accents, punctuation and spacing; a text that could be guessed from its hash has none. */
  readonly hash?: string;
}

/** Fewer letters and digits than this are not hashed: there are too few such texts for a hash to hide them. */
const hashedFrom = 40;

/** What says that something was said, and not what: folded. */
const formulas = [
  "kinh gui quy ong ba",
  "kinh gui quy ong",
  "kinh gui quy ba",
  "kinh gui ong ba",
  "kinh gui cong dan",
  "kinh gui ban doc",
  "kinh gui ong",
  "kinh gui ba",
  "kinh gui anh chi",
  "kinh gui ban",
  "kinh gui",
  "kinh chao ong ba",
  "kinh chao",
  "xin chao",
  "da tra loi qua dien thoai",
  "da tra loi truc tiep",
  "da tra loi ong ba",
  "da tra loi cong dan",
  "da tra loi cau hoi",
  "da tra loi",
  "da giai quyet xong",
  "da giai quyet",
  "da xu ly xong",
  "da xu ly",
  "da tiep nhan cau hoi",
  "da tiep nhan",
  "cam on ong ba da gui cau hoi",
  "cam on ong ba da quan tam",
  "cam on ong ba",
  "cam on cau hoi cua ong ba",
  "cam on da quan tam",
  "tran trong cam on",
  "tran trong kinh chao",
  "tran trong",
  "xin cam on",
  "xin tra loi nhu sau",
  "tra loi nhu sau",
];
const byLength = formulas.toSorted((one, other) => other.length - one.length);
const formula = new RegExp(`(?<![^ ])(?:${byLength.join("|")})(?![^ ])`, "g");

/** Measures a text; the time is linear in its length. */
export function measured(text: string): MeasuredText {
  const words = wordsOf(text);
  const substance = lettersIn(words.replace(formula, ""));
  const hash = lettersIn(words) < hashedFrom ? {} : { hash: hashOf(words) };
  return { length: lengthOf(text), substance, ...hash };
}

/** Its words, folded, with one space between. */
function wordsOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function lettersIn(words: string): number {
  return lengthOf(words.replaceAll(" ", ""));
}

/** 128 bits: nobody gains by finding a second text of the same hash. */
function hashOf(words: string): string {
  return createHash("sha256").update(words).digest("hex").slice(0, 32);
}
