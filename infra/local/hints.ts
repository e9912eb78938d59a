/** The lines that are printed at the start: each works as printed, one after the other, in any shell. */
import type { Instant } from "../../shared/platform/clock.ts";
import { letterOrder } from "./demo/reports/letter-order.ts";
import { instantFrom } from "./moments.ts";

/** A Saturday night before Tết: the term starts on the next working day. */
const askedAt = "2024-02-03T22:15:00+07:00";

const question = {
  unit: "so-tu-phap",
  asker: { name: "Nguyễn Văn Mẫu", email: "nguoi.hoi@example.com" },
  title: "Thủ tục cấp phiếu lý lịch tư pháp",
  content: "Tôi cần chuẩn bị những giấy tờ gì để xin cấp phiếu lý lịch tư pháp số 1?",
  consent: true,
};

export interface Hint {
  readonly what: string;
  readonly line: string;
}

/** A question's way through the system, what the reports look like, and what was scored. */
export function hints(
  { apiUrl, consoleUrl }: { readonly apiUrl: string; readonly consoleUrl: string },
  now: Instant,
): Hint[] {
  const post = [
    `curl -s -w '\\n' -X POST ${apiUrl}/v1/questions`,
    '-H "Authorization: Bearer $KEY"',
    "-H 'Idempotency-Key: cau-hoi-mau-1'",
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(question))}`,
  ].join(" ");
  const officer = '-H "Authorization: Bearer $TOKEN"';
  return [
    clockHint(consoleUrl, now),
    {
      what: "The key of a portal",
      line: `KEY=$(curl -s '${consoleUrl}/keys?portal=cong-so-tu-phap' | ${only("key")})`,
    },
    { what: "The portal posts a question", line: `ANSWER=$(${post}); printf '%s\\n' "$ANSWER"` },
    { what: "The same again: the first answer once more, replayed", line: post.replace("curl -s", "curl -s -i") },
    {
      what: "The citizen looks it up",
      line: `CODE=${field("code")}; LOOKUP=${field("lookupKey")}; ${get} "${apiUrl}/v1/questions/$CODE?key=$LOOKUP"`,
    },
    {
      what: "The token of a clerk",
      line: `TOKEN=$(curl -s '${consoleUrl}/token?officer=so-tu-phap.clerk' | ${only("token")})`,
    },
    { what: "The worklist of the clerk", line: `${get} '${apiUrl}/v1/worklist?scope=unit' ${officer}` },
    { what: "The case and its ETag", line: `${get} -i "${apiUrl}/v1/questions/$CODE/case" ${officer}` },
    {
      what: "The proof of a due date",
      line: `${get} -G ${apiUrl}/v1/deadlines --data-urlencode 'receivedAt=${askedAt}' -d days=5`,
    },
    { what: "The mails so far", line: `${get} '${consoleUrl}/mailbox?limit=3'` },
    ...reportHints(apiUrl, consoleUrl),
    ...scoreHints(apiUrl),
  ];
}

/** What 2023 left of reports, and what the letter asks for. */
function reportHints(apiUrl: string, consoleUrl: string): Hint[] {
  const supervisor = '-H "Authorization: Bearer $SUPERVISOR"';
  return [
    {
      what: "The token of the province's supervisor",
      line: `SUPERVISOR=$(curl -s '${consoleUrl}/token?officer=van-phong-ubnd-tinh.supervisor' | ${only("token")})`,
    },
    { what: "Who reported on the year 2023: n of N", line: `${get} ${apiUrl}/v1/periods/2023-year ${supervisor}` },
    {
      what: "What a body owed and handed in that year",
      line: `${get} '${apiUrl}/v1/obligations?unit=so-tu-phap&year=2023' -H "Authorization: Bearer $TOKEN"`,
    },
    {
      what: "The letter's order, and who has answered",
      line: `${get} ${apiUrl}/v1/orders/${letterOrder.id} ${supervisor}`,
    },
  ];
}

/** What became of the evaluation of 2022: public, for it is decided. */
function scoreHints(apiUrl: string): Hint[] {
  return [
    {
      what: "The results of 2022, the districts by rank",
      line: `${get} '${apiUrl}/v1/scores?period=2022&group=districts&order=rank'`,
    },
    { what: "Why one of them has its points", line: `${get} ${apiUrl}/v1/scores/cong-huyen-mau-07/2022` },
  ];
}

const get = "curl -s -w '\\n'";

/** Takes one field out of a JSON answer. */
function only(name: string): string {
  return `sed 's/.*"${name}":"\\([^"]*\\)".*/\\1/'`;
}

function field(name: string): string {
  return `$(printf '%s' "$ANSWER" | ${only(name)})`;
}

/** Moves the clock to the night of the question; a clock that is past it is only read. */
function clockHint(consoleUrl: string, now: Instant): Hint {
  if (now > instantFrom(askedAt)) return { what: "What the clock shows", line: `${get} ${consoleUrl}/clock` };
  return {
    what: "Move the clock to a Saturday night",
    line: `${get} -X POST ${consoleUrl}/clock -H 'Content-Type: application/json' -d '{"now":"${askedAt}"}'`,
  };
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
