/** Fields that are missing, unknown, of a wrong type, too long or blank. */
import { question } from "../../../support/province.ts";
import { asked, type BadBody, contact, one } from "./bad-body.ts";

function without(...names: string[]): object {
  return Object.fromEntries(Object.entries(question()).filter(([name]) => !names.includes(name)));
}

const missing: readonly BadBody[] = [
  ...["unit", "asker", "title", "content", "consent"].map((name) => one(`no ${name}`, without(name), name, "missing")),
  one("no name of the asker", question({ asker: { email: contact.email } }), "asker.name", "missing"),
  one("neither e-mail nor phone", question({ asker: { name: contact.name } }), "asker", "contact-missing"),
  one(
    "an organisation without representative",
    asked({ kind: "organisation" }),
    "asker.representative",
    "representative-missing",
  ),
  one("consent refused", question({ consent: false }), "consent", "consent-missing"),
  {
    what: "an empty object: every required field is named",
    body: {},
    faults: ["unit", "asker", "title", "content", "consent"].map((name) => [name, "missing"] as const),
  },
  {
    what: "several faults at once: each is named",
    body: question({ asker: { ...contact, email: "x", phone: "y" }, title: " ", content: 1, consent: false, extra: 1 }),
    faults: [
      ["asker.email", "email-malformed"],
      ["asker.phone", "phone-malformed"],
      ["title", "blank"],
      ["content", "wrong-type"],
      ["consent", "consent-missing"],
      ["extra", "unknown-field"],
    ],
  },
];

const unknown: readonly BadBody[] = [
  ...["class", "code", "receivedAt", "dueOn", "portal", "synthetic", "Title", "tiêu đề", "", "a.b"].map((name) =>
    one(`the unknown field "${name}"`, question({ [name]: "x" }), name, "unknown-field"),
  ),
  ...["constructor", "toString", "hasOwnProperty", "prototype"].map((name) =>
    one(`the unknown field ${name}`, question({ [name]: { title: "x" } }), name, "unknown-field"),
  ),
  one("an unknown field of the asker", asked({ idNumber: "012345678901" }), "asker.idNumber", "unknown-field"),
  one("constructor in the asker", asked({ constructor: {} }), "asker.constructor", "unknown-field"),
  {
    what: "two unknown fields, at the top and inside",
    body: { ...asked({ hobby: 1 }), colour: 2 },
    faults: [
      ["asker.hobby", "unknown-field"],
      ["colour", "unknown-field"],
    ],
  },
];

const notText = { "a number": 5, "a boolean": true, null: null, "a list": ["x"], "an object": { vi: "x" } };

const wrongTypes: readonly BadBody[] = [
  ...["unit", "title", "content", "portalReceivedAt"].flatMap((name) =>
    Object.entries(notText).map(([what, value]) =>
      one(`${name} as ${what}`, question({ [name]: value }), name, "wrong-type"),
    ),
  ),
  ...["name", "representative", "email", "phone", "address"].flatMap((name) =>
    Object.entries(notText).map(([what, value]) =>
      one(`asker.${name} as ${what}`, asked({ [name]: value }), `asker.${name}`, "wrong-type"),
    ),
  ),
  ...[null, "Nguyễn Văn Mẫu", 1, true].map((value) =>
    one(`the asker as ${JSON.stringify(value)}`, question({ asker: value }), "asker", "wrong-type"),
  ),
  one("the asker as a list", question({ asker: [contact] }), "asker", "wrong-type"),
  ...[null, "true", 1, [true], {}].map((value) =>
    one(`consent as ${JSON.stringify(value)}`, question({ consent: value }), "consent", "wrong-type"),
  ),
  ...["company", "", "ORGANISATION", 1, null].map((kind) =>
    one(`the asker's kind ${JSON.stringify(kind)}`, asked({ kind }), "asker.kind", "not-one-of"),
  ),
];

const tooLong: readonly BadBody[] = [
  one("a title of 201 characters", question({ title: "ế".repeat(201) }), "title", "too-long"),
  one(
    "a title of 201 decomposed characters",
    question({ title: "ế".normalize("NFD").repeat(201) }),
    "title",
    "too-long",
  ),
  one("a title of 201 faces", question({ title: "😀".repeat(201) }), "title", "too-long"),
  one("content of 10,001 characters", question({ content: "a".repeat(10_001) }), "content", "too-long"),
  one(
    "content of 10,001 decomposed characters",
    question({ content: "ữ".normalize("NFD").repeat(10_001) }),
    "content",
    "too-long",
  ),
  one("a name of 201 characters", asked({ name: "Đ".repeat(201) }), "asker.name", "too-long"),
  one(
    "a representative of 201 characters",
    asked({ representative: "x".repeat(201) }),
    "asker.representative",
    "too-long",
  ),
  one("an address of 301 characters", asked({ address: "x".repeat(301) }), "asker.address", "too-long"),
  one(
    "an e-mail address of 255 characters",
    asked({ email: `${"a".repeat(64)}@${"b.".repeat(93)}vn.vn` }),
    "asker.email",
    "email-malformed",
  ),
  one("a phone of 31 characters", asked({ phone: `0912345678${" ".repeat(21)}` }), "asker.phone", "phone-malformed"),
  one("a unit of 81 characters", question({ unit: "a".repeat(81) }), "unit", "id-malformed"),
  one(
    "a title that is one letter under 120,000 marks",
    question({ title: `a${"\u0301".repeat(60_000)}${"\u0323".repeat(60_000)}` }),
    "title",
    "too-long",
  ),
];

const spaces = {
  nothing: "",
  spaces: "   ",
  "no-break spaces": "\u00A0\u202F",
  "zero-width spaces": "\u200B\u200B",
  "byte order marks": "\uFEFF",
  "word joiners": "\u2060",
  "wide spaces": "\u3000\u2003",
  "soft hyphens": "\u00AD",
  "Hangul fillers": "\u3164\uFFA0",
  "an empty Braille cell": "\u2800",
  "a variation selector": "\uFE0F",
};

const blank: readonly BadBody[] = [
  ...Object.entries(spaces).flatMap(([what, value]) => [
    one(`a title of ${what}`, question({ title: value }), "title", "blank"),
    one(`content of ${what}`, question({ content: `${value}\n\t\r\n` }), "content", "blank"),
    one(`a name of ${what}`, asked({ name: value }), "asker.name", "blank"),
  ]),
  one(
    "a representative of spaces",
    asked({ kind: "organisation", representative: " " }),
    "asker.representative",
    "blank",
  ),
  one("an address of spaces", asked({ address: " " }), "asker.address", "blank"),
];

export const badFields: Readonly<Record<string, readonly BadBody[]>> = {
  "something missing": missing,
  "something unknown": unknown,
  "a wrong type": wrongTypes,
  "too much": tooLong,
  "only spaces": blank,
};
