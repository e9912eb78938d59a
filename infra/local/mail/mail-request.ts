/** Reads what a function asks of the mail service: the Query protocol of SES, as far as mails are sent with it. */
import PostalMime from "postal-mime";

/** A mail as it was handed in. */
export interface HandedMail {
  /** The address that it comes from. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Whoever gets it, hidden ones too. */
  readonly destinations: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** A "no" of the mail service, in its own words. */
export class MailRefusal extends Error {
  override readonly name = "MailRefusal";
  readonly status: number;
  readonly code: string;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Reads the body of a request. */
export async function mailRequest(body: string): Promise<HandedMail> {
  const fields = new URLSearchParams(body);
  switch (fields.get("Action")) {
    case "SendRawEmail":
      return rawMail(fields);
    case "SendEmail":
      return plainMail(fields);
    default:
      throw new MailRefusal("InvalidAction", `The action ${fields.get("Action")} is not valid for this endpoint.`);
  }
}

async function rawMail(fields: URLSearchParams): Promise<HandedMail> {
  const raw = Buffer.from(fields.get("RawMessage.Data") ?? "", "base64");
  if (raw.length === 0) throw new MailRefusal("InvalidParameterValue", "The raw message is empty.");
  const mail = await PostalMime.parse(raw);
  const addressesOf = (name: "to" | "cc" | "bcc") => (mail[name] ?? []).flatMap(({ address }) => address ?? []);
  const given = listOf(fields, "Destinations");
  const destinations =
    given.length > 0 ? given.map(bareAddress) : [...addressesOf("to"), ...addressesOf("cc"), ...addressesOf("bcc")];
  const cc = addressesOf("cc").filter((address) => destinations.includes(address));
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
  return {
    from: bareAddress(fields.get("Source") ?? mail.from?.address ?? ""),
    to: destinations.filter((address) => !cc.includes(address)),
    cc,
    destinations,
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html,
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    configurationSet: fields.get("ConfigurationSetName") ?? header("x-ses-configuration-set"),
    tags: { ...headerTags(header("x-ses-message-tags")), ...tagsOf(fields) },
  };
}

function plainMail(fields: URLSearchParams): HandedMail {
  const listed = (name: string) => listOf(fields, `Destination.${name}Addresses`).map(bareAddress);
  const [to, cc, hidden] = [listed("To"), listed("Cc"), listed("Bcc")];
  return {
    from: bareAddress(fields.get("Source") ?? ""),
    to,
    cc,
    destinations: [...to, ...cc, ...hidden],
    subject: fields.get("Message.Subject.Data") ?? "",
    text: fields.get("Message.Body.Text.Data") ?? "",
    html: fields.get("Message.Body.Html.Data") ?? undefined,
    headers: [],
    configurationSet: fields.get("ConfigurationSetName") ?? undefined,
    tags: tagsOf(fields),
  };
}

/** `Name.member.1`, `Name.member.2`, … */
function listOf(fields: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let number = 1; ; number++) {
    const value = fields.get(`${name}.member.${number}`);
    if (value === null) return values;
    values.push(value);
  }
}

function tagsOf(fields: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let number = 1; ; number++) {
    const name = fields.get(`Tags.member.${number}.Name`);
    if (name === null) return tags;
    tags[name] = fields.get(`Tags.member.${number}.Value`) ?? "";
  }
}

/** `name=value, name=value` */
function headerTags(text: string | undefined): Record<string, string> {
  const pairs = (text ?? "").split(",").map((pair) => pair.trim().split("="));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name, value]] : [])));
}

/** `Name <address>` is the address. */
function bareAddress(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();
}
