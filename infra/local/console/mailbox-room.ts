/** Shows the mails that the mail service accepted: as JSON for programs, as pages for people. */

import { escaped } from "../../../shared/platform/html.ts";
import type { KeptMail, Mailbox } from "../mail/mailbox.ts";
import { provinceText } from "../moments.ts";
import { type Asked, limitOf, type Room } from "./asked.ts";
import { both, page, table } from "./html.ts";
import { ConsoleRefusal, html, json, type Reply } from "./reply.ts";

/** So many are shown unless asked otherwise. */
const usual = 1_000;
const most = 100_000;
const onPage = 200;

export function mailboxRoom(mailbox: Mailbox): Room {
  return async (asked) => {
    if (asked.method !== "GET") return undefined;
    if (asked.path === "/mailbox") return list(asked, mailbox);
    const [, id] = /^\/mailbox\/([^/]+)$/.exec(asked.path) ?? [];
    return id === undefined ? undefined : one(id, asked, mailbox);
  };
}

function list({ query, wantsPage }: Asked, mailbox: Mailbox): Reply {
  const to = query.get("to") ?? undefined;
  const after = query.get("after") ?? undefined;
  if (after !== undefined && !mailbox.mail(after)) throw unknownMail(after);
  const items = mailbox.mails({ to, after, limit: limitOf(query, wantsPage ? onPage : usual, most) });
  return wantsPage ? html(listPage(items)) : json({ items });
}

function one(id: string, { wantsPage }: Asked, mailbox: Mailbox): Reply {
  const mail = mailbox.mail(id);
  if (!mail) throw unknownMail(id);
  return wantsPage ? html(mailPage(mail)) : json(mail);
}

function listPage(items: readonly KeptMail[]): string {
  const head = [both("Lúc", "At"), both("Gửi đến", "To"), both("Tiêu đề", "Subject")];
  const rows = items
    .toReversed()
    .map((mail) => [
      escaped(momentOf(mail)),
      escaped([...mail.to, ...mail.cc].join(", ")),
      `<a href="/mailbox/${mail.id}">${escaped(mail.subject)}</a>${mail.bounced ? ` (${both("bị trả lại", "bounced")})` : ""}`,
    ]);
  const shown = rows.length > 0 ? table("Thư", head, rows) : `<p>${both("Chưa có thư nào.", "No mail yet.")}</p>`;
  return page("Hộp thư", `<p class="en" lang="en">Mailbox: everything that was sent</p>${shown}`);
}

function mailPage(mail: KeptMail): string {
  const facts = [
    [both("Lúc", "At"), escaped(momentOf(mail))],
    [both("Gửi đến", "To"), escaped(mail.to.join(", "))],
    ...(mail.cc.length > 0 ? [[both("Đồng gửi", "Cc"), escaped(mail.cc.join(", "))]] : []),
    [both("Nhãn", "Tags"), `<code>${escaped(JSON.stringify(mail.tags))}</code>`],
  ];
  const frame =
    mail.html === undefined
      ? ""
      : `<h2>HTML</h2><iframe title="HTML" sandbox="" width="100%" height="480" srcdoc="${escaped(mail.html)}"></iframe>`;
  return page(
    mail.subject,
    `${table("Thư", ["", ""], facts)}<h2>${both("Văn bản", "Text")}</h2><pre>${escaped(mail.text)}</pre>${frame}
<p><a href="/mailbox">${both("Hộp thư", "Mailbox")}</a></p>`,
  );
}

function momentOf({ sentAt }: KeptMail): string {
  return provinceText(Date.parse(sentAt)).replace(/\[.*$/, "");
}

function unknownMail(id: string): ConsoleRefusal {
  return new ConsoleRefusal(404, "mail-unknown", `Không có thư ${id}.`, `There is no mail ${id}.`);
}
