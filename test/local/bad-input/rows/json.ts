/** Bodies as they are written: JSON that no value of this language can say, JSON that is no object, and no JSON. */
import { question } from "../../../support/province.ts";
import type { Fault } from "../../problems.ts";

/** A question into which JSON was written by hand. */
export function written(json: string): string {
  return JSON.stringify(question()).replace(/^\{/, `{${json},`);
}

const brackets = 10_000;

/** JSON as it is written, where a value cannot say it. */
export const badJson: readonly { readonly what: string; readonly json: string; readonly faults: readonly Fault[] }[] = [
  {
    what: "the unknown field __proto__",
    json: written('"__proto__": {"title": "x"}'),
    faults: [["__proto__", "unknown-field"]],
  },
  {
    what: "an asker whose prototype is to be exchanged",
    json: JSON.stringify(question({ asker: 0 })).replace(
      '"asker":0',
      '"asker":{"__proto__":{"name":"x","email":"a@example.com"}}',
    ),
    faults: [
      ["asker.name", "missing"],
      ["asker.__proto__", "unknown-field"],
    ],
  },
  {
    what: "10,000 brackets in place of the body",
    json: `${"[".repeat(brackets)}${"]".repeat(brackets)}`,
    faults: [["", "wrong-type"]],
  },
  {
    what: "10,000 braces in place of the title",
    json: JSON.stringify(question({ title: 0 })).replace(
      '"title":0',
      `"title":${'{"a":'.repeat(brackets)}1${"}".repeat(brackets)}`,
    ),
    faults: [["title", "wrong-type"]],
  },
  {
    what: "10,000 brackets in an unknown field",
    json: written(`"x": ${"[".repeat(brackets)}${"]".repeat(brackets)}`),
    faults: [["x", "unknown-field"]],
  },
  {
    what: "a number that is too large",
    json: JSON.stringify(question({ title: 0 })).replace('"title":0', '"title":1e400'),
    faults: [["title", "wrong-type"]],
  },
  {
    what: "a number of a thousand digits",
    json: written(`"x": ${"9".repeat(1_000)}`),
    faults: [["x", "unknown-field"]],
  },
  ...[
    ["title", "title"],
    ["content", "content"],
  ].map(([name = "", path = ""]) => ({
    what: `an unpaired surrogate in ${name}`,
    json: JSON.stringify(question({ [name]: 0 })).replace(`"${name}":0`, `"${name}":"a\\ud800b"`),
    faults: [[path, "unpaired-surrogate"]] as const,
  })),
  {
    what: "an unpaired low surrogate in the name",
    json: JSON.stringify(question({ asker: { name: 0, email: "a@example.com" } })).replace(
      '"name":0',
      '"name":"\\udfff"',
    ),
    faults: [["asker.name", "unpaired-surrogate"]],
  },
  {
    what: "an unpaired surrogate in the name of a field",
    json: written('"\\ud800": 1'),
    faults: [["\ud800", "unknown-field"]],
  },
  {
    what: "the same field twice, the second time wrong",
    json: JSON.stringify(question()).replace(/\}$/, ',"consent":false}'),
    faults: [["consent", "consent-missing"]],
  },
];

/** JSON that is no object. */
export const noObjects = ["null", "true", "5", '""', '"Xin chào"', "[]", `[${JSON.stringify(question())}]`];

/** Text that is no JSON. */
export const noJson: Readonly<Record<string, string>> = {
  "an open brace": "{",
  "a body cut off in the middle": JSON.stringify(question()).slice(0, -20),
  "two objects": `${JSON.stringify(question())}${JSON.stringify(question())}`,
  "single quotes": "{'unit': 'so-tu-phap'}",
  "a comma too many": '{"unit": "so-tu-phap",}',
  "a comment": `/* question */${JSON.stringify(question())}`,
  NaN: '{"unit": NaN}',
  "a form": "unit=so-tu-phap&title=x",
  XML: "<question/>",
  "only spaces": "   ",
  "a line end inside a string": '{"title": "a\nb"}',
  "10,000 open brackets": "[".repeat(brackets),
};
