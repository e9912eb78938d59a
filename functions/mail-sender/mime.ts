/** A mail as it goes over the wire: UTF-8, encoded subject, text and HTML. Date and Message-ID are the mail service's. */
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import type { MailText } from "../../shared/notices/mail-text.ts";
import type { Instant } from "../../shared/platform/clock.ts";

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** The raw mail; nobody is meant to answer a machine, and no machine is to answer it. */
export async function rawMail(
  { from, to }: Envelope,
  { subject, text, html }: MailText,
  now: Instant,
): Promise<Uint8Array> {
  const composer = new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    date: new Date(now),
    textEncoding: "base64",
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": "vi" },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
