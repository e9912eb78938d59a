/** Filter patterns of CloudWatch Logs for JSON lines: `{ $.code = "x" }`, with `&&`, `||`, brackets, comparisons, `*`, EXISTS and IS. */
import { TemplateError } from "../template.ts";

/** Whether a line that was parsed from JSON is meant. */
export type LogPattern = (parsed: unknown) => boolean;

/** Reads a pattern; one that the runner does not know is an error, never a pattern that lets everything through. */
export function logPatternOf(text: string): LogPattern {
  const [, inner] = /^\s*\{(.*)\}\s*$/s.exec(text) ?? [];
  const words = inner === undefined ? [] : wordsOf(inner, text);
  const reader = new PatternReader(words, text);
  return reader.whole();
}

/** The value at a selector (`$.record.metrics.initDurationMs`, `$.items[0]`); undefined when there is none. */
export function selected(selector: string, parsed: unknown): unknown {
  const names = selector.replace(/^\$\.?/, "").match(/[^.[\]"]+/g) ?? [];
  return names.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    parsed,
  );
}

const word = /\s*(&&|\|\||\(|\)|!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|[^\s()=!<>&|"]+)/y;

function wordsOf(inner: string, text: string): string[] {
  const words: string[] = [];
  word.lastIndex = 0;
  while (inner.slice(word.lastIndex).trim() !== "") {
    const found = word.exec(inner)?.[1];
    if (found === undefined) throw unknown(text);
    words.push(found);
  }
  return words;
}

class PatternReader {
  private at = 0;
  private readonly words: readonly string[];
  private readonly text: string;

  constructor(words: readonly string[], text: string) {
    this.words = words;
    this.text = text;
  }

  whole(): LogPattern {
    const pattern = this.any();
    if (this.at < this.words.length) throw unknown(this.text);
    return pattern;
  }

  private any(): LogPattern {
    const all = [this.all()];
    while (this.took("||")) all.push(this.all());
    return (parsed) => all.some((matches) => matches(parsed));
  }

  private all(): LogPattern {
    const ones = [this.one()];
    while (this.took("&&")) ones.push(this.one());
    return (parsed) => ones.every((matches) => matches(parsed));
  }

  private one(): LogPattern {
    if (this.took("(")) {
      const inner = this.any();
      if (!this.took(")")) throw unknown(this.text);
      return inner;
    }
    const selector = this.next();
    if (!selector.startsWith("$")) throw unknown(this.text);
    const test = this.test();
    return (parsed) => test(selected(selector, parsed));
  }

  private test(): (value: unknown) => boolean {
    const operator = this.next();
    switch (operator) {
      case "NOT":
        if (!this.took("EXISTS")) throw unknown(this.text);
        return (value) => value === undefined;
      case "EXISTS":
        return (value) => value !== undefined;
      case "IS":
        return isTest(this.next(), this.text);
      case "=":
        return equalTest(this.next());
      case "!=": {
        const isEqual = equalTest(this.next());
        return (value) => value !== undefined && !isEqual(value);
      }
      default:
        return numberTest(operator, this.next(), this.text);
    }
  }

  private took(expected: string): boolean {
    if (this.words[this.at] !== expected) return false;
    this.at++;
    return true;
  }

  private next(): string {
    const found = this.words[this.at++];
    if (found === undefined) throw unknown(this.text);
    return found;
  }
}

function isTest(what: string, text: string): (value: unknown) => boolean {
  const wanted = { TRUE: true, FALSE: false, NULL: null }[what.toUpperCase()];
  if (wanted === undefined) throw unknown(text);
  return (value) => value === wanted;
}

/** A text, with `*` for anything; a number also means itself. */
function equalTest(written: string): (value: unknown) => boolean {
  const isQuoted = written.startsWith('"');
  const text = isQuoted ? written.slice(1, -1).replace(/\\(.)/g, "$1") : written;
  if (!isQuoted && text !== "" && Number.isFinite(Number(text))) return (value) => value === Number(text);
  const parts = text.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  const whole = new RegExp(`^${parts.join(".*")}$`, "s");
  const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
  return (value) => isPlain(value) && whole.test(String(value));
}

function numberTest(operator: string, written: string, text: string): (value: unknown) => boolean {
  const than = Number(written);
  if (!Number.isFinite(than)) throw unknown(text);
  const compare = {
    "<": (value: number) => value < than,
    "<=": (value: number) => value <= than,
    ">": (value: number) => value > than,
    ">=": (value: number) => value >= than,
  }[operator];
  if (!compare) throw unknown(text);
  return (value) => typeof value === "number" && compare(value);
}

function unknown(text: string): TemplateError {
  return new TemplateError(`The runner does not know the filter pattern ${text}.`);
}
