/** Rules of composite alarms: `ALARM("name") AND NOT (OK("other") OR TRUE)`, by name or ARN. */
import { TemplateError } from "../template.ts";
import type { AlarmState } from "./alarm-state.ts";

export interface CompositeRule {
  /** The alarms that it names, each once. */
  readonly names: readonly string[];
  /** Whether it rings, by the states of other alarms. */
  holds(stateOf: (name: string) => AlarmState): boolean;
}

type Holds = CompositeRule["holds"];

const states: Readonly<Record<string, AlarmState>> = {
  ALARM: "alarm",
  OK: "ok",
  INSUFFICIENT_DATA: "insufficient-data",
};

/** Reads a rule; one that the runner does not know is an error, never a rule that always holds. */
export function compositeRuleOf(text: string): CompositeRule {
  const words = text.match(/[A-Z_]+(?=[\s()]|$)|[()]|"[^"]*"|'[^']*'|[^\s()"']+/g) ?? [];
  const names = new Set<string>();
  let at = 0;
  const took = (word: string) => {
    if (words[at] !== word) return false;
    at++;
    return true;
  };
  const need = (isThere: boolean) => {
    if (!isThere) throw new TemplateError(`The runner does not know the rule of a composite alarm ${text}.`);
  };
  const any = (): Holds => {
    const all = [every()];
    while (took("OR")) all.push(every());
    return (stateOf) => all.some((holds) => holds(stateOf));
  };
  const every = (): Holds => {
    const ones = [one()];
    while (took("AND")) ones.push(one());
    return (stateOf) => ones.every((holds) => holds(stateOf));
  };
  const one = (): Holds => {
    if (took("NOT")) {
      const inner = one();
      return (stateOf) => !inner(stateOf);
    }
    if (took("TRUE")) return () => true;
    if (took("FALSE")) return () => false;
    if (took("(")) {
      const inner = any();
      need(took(")"));
      return inner;
    }
    return stateTest();
  };
  const stateTest = (): Holds => {
    const wanted = states[words[at++] ?? ""];
    need(wanted !== undefined && took("("));
    const name = nameIn(words[at++] ?? "");
    need(name !== "" && took(")"));
    names.add(name);
    return (stateOf) => stateOf(name) === wanted;
  };
  const holds = any();
  need(at === words.length);
  return { names: [...names], holds };
}

/** The name of an alarm that is written in quotes or as an ARN. */
function nameIn(written: string): string {
  return written.replace(/^["']|["']$/g, "").replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, "");
}
