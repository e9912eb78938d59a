/** A mail from a template and its values: subject, text, and HTML made from that same text. */

import { createHash } from "node:crypto";
import type { Instant } from "../platform/clock.ts";
import { escaped } from "../platform/html.ts";
import { longMoment } from "./dates-for-people.ts";
import { filled, filledSubject, type Template, type Values } from "./template.ts";

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What stands below every text. */
export interface MailFrame {
  readonly provinceName: string;
  readonly supportContact: string;
  readonly noticeId: string;
  /** The form of address of the asker. */
  readonly asker: string;
  /** When it should have left; undefined: it is not late. */
  readonly lateSince: Instant | undefined;
}

const footers = {
  body: "Thư điện tử này do hệ thống theo dõi, đôn đốc Cổng TTĐT {{provinceName}} gửi tự động, không thay thế văn bản hành chính; vui lòng không trả lời thư này. Đầu mối hỗ trợ: {{supportContact}}. Mã thông báo: {{noticeId}}.",
  asker:
    "Thư này được gửi tự động vì địa chỉ thư điện tử này đã được dùng để gửi câu hỏi tại chuyên mục Hỏi - Đáp; vui lòng không trả lời thư này. Nếu không phải {{asker}} gửi câu hỏi, đề nghị báo cho {{supportContact}}.",
};
const lateLine =
  "Thông báo này lẽ ra được gửi lúc {{plannedAt}}; do sự cố hệ thống nên gửi chậm. Thời hạn nêu trên không thay đổi.";

/** Renders a mail; a value that the template needs and nobody knows is an error. */
export function mailText(template: Template, values: Values, frame: MailFrame): MailText {
  const subject = filledSubject(template.subject, values);
  const body = filled(template.body, values);
  const late = frame.lateSince === undefined ? [] : [filled(lateLine, { plannedAt: longMoment(frame.lateSince) })];
  const footer = filled(footers[template.to], { ...frame, lateSince: undefined });
  return {
    subject,
    text: `${[body, ...late, footer].join("\n\n")}\n`,
    html: html(subject, body, late, footer),
  };
}

/** The hash that a notice keeps of what was sent. */
export function textHash({ subject, text, html }: MailText): string {
  return createHash("sha256").update([subject, text, html].join("\u0000")).digest("hex");
}

function html(subject: string, body: string, late: readonly string[], footer: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 Arial,sans-serif;color:#1a1a1a;background:#ffffff">
<main style="max-width:42em">
${htmlBlocks(body)}${late.map((line) => `\n<p><strong>${linked(line)}</strong></p>`).join("")}
</main>
<footer style="max-width:42em;margin-top:24px;border-top:1px solid #767676;font-size:14px;color:#4a4a4a">
<p><em>${linked(footer)}</em></p>
</footer>
</body>
</html>
`;
}

/** Lines as paragraphs, lines that begin with a hyphen as one list. */
function htmlBlocks(text: string): string {
  const blocks: string[] = [];
  let items: string[] = [];
  const endList = () => {
    if (items.length > 0) blocks.push(`<ul>\n${items.join("\n")}\n</ul>`);
    items = [];
  };
  for (const line of text.split("\n").filter((entry) => entry.trim() !== "")) {
    if (line.startsWith("- ")) {
      items.push(`<li>${linked(line.slice(2))}</li>`);
      continue;
    }
    endList();
    blocks.push(`<p>${linked(line)}</p>`);
  }
  endList();
  return blocks.join("\n");
}

/** Escaped text with its addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:)])/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
    .join("");
}
