/** Values of a wrong form, and characters that no text may have. */
import { question } from "../../../support/province.ts";
import { asked, type BadBody, one } from "./bad-body.ts";

const emails = [
  "",
  " ",
  "abc",
  "abc@",
  "@example.com",
  "a@b",
  "a b@example.com",
  "a@example..com",
  "a@-example.com",
  "a@example.com.",
  "a@@example.com",
  "Mẫu <a@example.com>",
  "a@example.com, b@example.com",
  "a@example.com\n",
  "a@example.com\r\nBcc: b@example.com",
  "nguyễn@example.com",
  "a@ví-dụ.vn",
  "a@127.0.0.1",
  " a@example.com",
  `${"a".repeat(65)}@example.com`,
  "a@example.com\u0000",
];

const phones = [
  "",
  " ",
  "abc",
  "0912",
  "0912 345 678 máy lẻ 9",
  "++84912345678",
  "84+912345678",
  "1234567890123456",
  "０９１２３４５６７８",
  "٠٩١٢٣٤٥٦٧٨",
  "0912345678\n",
  "0912\t345678",
  "+",
  "0912,345,678",
  "0912345678;ext=9",
];

const units = [
  "",
  " ",
  "So-Tu-Phap",
  "sở-tư-pháp",
  "so tu phap",
  "so_tu_phap",
  "-so-tu-phap",
  "so-tu-phap-",
  "so--tu-phap",
  "so-tu-phap\n",
  "../so-tu-phap",
  "unit#so-tu-phap",
  "so-tu-phap\u0000",
  "so-tu-phap' OR '1'='1",
];

const instants = [
  "",
  "now",
  "2024-02-05",
  "2024-02-05T09:00:00",
  "05/02/2024 09:00",
  "2024-02-30T09:00:00+07:00",
  "2024-02-05T25:00:00+07:00",
  "2024-02-05T09:60:00+07:00",
  "2024-02-05T09:00:00+0700",
  "2024-02-05T09:00:00 07:00",
  "2024-02-05 09:00:00+07:00",
  "1707098400000",
  "2024-W06-1T09:00:00Z",
  "+012024-02-05T09:00:00Z",
  "2024-02-05T09:00:00+07:00\n",
  "2024-02-05T09:00:00+99:00",
];

const malformed: readonly BadBody[] = [
  ...emails.map((email) =>
    one(`the e-mail address ${JSON.stringify(email)}`, asked({ email }), "asker.email", "email-malformed"),
  ),
  ...phones.map((phone) =>
    one(`the phone ${JSON.stringify(phone)}`, asked({ phone }), "asker.phone", "phone-malformed"),
  ),
  ...units.map((unit) => one(`the unit ${JSON.stringify(unit)}`, question({ unit }), "unit", "id-malformed")),
  ...instants.map((portalReceivedAt) =>
    one(
      `the moment ${JSON.stringify(portalReceivedAt)}`,
      question({ portalReceivedAt }),
      "portalReceivedAt",
      "instant-malformed",
    ),
  ),
];

const controls: readonly BadBody[] = [
  ...[
    "\u0000",
    "\u0007",
    "\n",
    "\r",
    "\t",
    "\u001B[31m",
    "\u007F",
    "\u0085",
    "\u009B",
    "\u2028",
    "\u202E",
    "\u2066",
  ].flatMap((character) => {
    const shown = JSON.stringify(character).replace(/[^ -~]/g, (letter) => `U+${letter.charCodeAt(0).toString(16)}`);
    return [
      one(`a title with ${shown}`, question({ title: `a${character}b` }), "title", "control-characters"),
      one(`a name with ${shown}`, asked({ name: `a${character}b` }), "asker.name", "control-characters"),
    ];
  }),
  ...["\u0000", "\u0007", "\u000B", "\u001B", "\u0085", "\u202E", "\u2069"].map((character) =>
    one(
      `content with U+${character.charCodeAt(0).toString(16)}`,
      question({ content: `a${character}b` }),
      "content",
      "control-characters",
    ),
  ),
];

export const badValues: Readonly<Record<string, readonly BadBody[]>> = {
  "a wrong form": malformed,
  "control characters": controls,
};
