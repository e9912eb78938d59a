/** A fortnight of a province that the pictures show: drawn by a seed, played over HTTP as portals and officers would. */

import { SeededRandom } from "../faults/seeded.ts";
import { OverHttp } from "../local/over-http.ts";

/** How a body answers: after so many days, by day of the question; undefined: it does not. */
interface Body {
  readonly unit: string;
  readonly answersAfterDays: number | undefined;
  /** How many questions of ten are its own. */
  readonly share: number;
}

const bodies: readonly Body[] = [
  { unit: "so-tu-phap", answersAfterDays: 2, share: 3 },
  { unit: "so-tai-nguyen-va-moi-truong", answersAfterDays: 4, share: 3 },
  { unit: "thi-xa-sa-pa", answersAfterDays: 3, share: 2 },
  { unit: "huyen-bac-ha", answersAfterDays: 9, share: 1 },
  { unit: "huyen-bat-xat", answersAfterDays: undefined, share: 1 },
  { unit: "huyen-bao-thang", answersAfterDays: 5, share: 2 },
  { unit: "huyen-van-ban", answersAfterDays: 8, share: 1 },
  { unit: "huyen-si-ma-cai", answersAfterDays: undefined, share: 1 },
];

/** Working days, Tết is over. */
const workingDays = [20, 21, 22, 23, 26, 27, 28, 29].map((day) => `2024-02-${day}`);

export const storyBegins = "2024-02-20T07:00:00+07:00";
const lookedAt = "2024-02-29T16:00:00+07:00";

interface Open {
  readonly code: string;
  readonly body: Body;
  readonly askedOn: number;
  /** Taken in; those who answer slowly do not even do that. */
  isAccepted: boolean;
}

/** Plays it, and leaves the clock where the pictures are taken. */
export async function playStory(addresses: { apiUrl: string; consoleUrl: string }, seed = 20240229): Promise<void> {
  const http = new OverHttp(addresses);
  const random = new SeededRandom(seed);
  let open: Open[] = [];
  const moveTo = (now: string) => http.console("POST /clock", { body: { now } });
  try {
    await http.console("POST /faults", { body: { mail: "bounce:@khong-con.example" } });
    for (const [index, day] of workingDays.entries()) {
      const isLast = index === workingDays.length - 1;
      await moveTo(`${day}T08:30:00+07:00`);
      for (let count = 3 + random.below(4); count > 0; count--) open.push(await asked(http, random, index));
      if (isLast) await troubledHour(http, day);
      await moveTo(`${day}T14:00:00+07:00`);
      for (const one of open) await accept(http, one);
      const due = open.filter(({ body, askedOn }) => askedOn + (body.answersAfterDays ?? 99) <= index);
      for (const one of due) await answer(http, one);
      open = open.filter((one) => !due.includes(one));
    }
    await moveTo(lookedAt);
  } finally {
    http.close();
  }
}

let asks = 0;

async function asked(http: OverHttp, random: SeededRandom, day: number): Promise<Open> {
  const lots = bodies.flatMap((body) => Array.from({ length: body.share }, () => body));
  const body = lots[random.below(lots.length)];
  if (!body) throw new Error("Nobody is asked.");
  const number = ++asks;
  const {
    status,
    text,
    body: answer,
  } = await http.post(`cong-${body.unit}`, {
    body: {
      unit: body.unit,
      asker: {
        name: `Người hỏi ${number}`,
        email: `nguoi.hoi.${number}@${number % 9 === 0 ? "khong-con" : "thu"}.example`,
      },
      title: `Câu hỏi ${number}`,
      content: `Nội dung của câu hỏi ${number}.`,
      consent: true,
    },
    headers: { "idempotency-key": `hinh-${number}` },
  });
  if (status !== 201) throw new Error(`A question was answered with ${status}: ${text}`);
  return { code: answer.code, body, askedOn: day, isAccepted: false };
}

/** The clerk of a body that does not dawdle takes it in on the day that it came. */
async function accept(http: OverHttp, question: Open): Promise<void> {
  const { code, body, isAccepted } = question;
  if (isAccepted || (body.answersAfterDays ?? 99) > 5) return;
  await step(http, `${body.unit}.clerk`, `${code}/acceptance`, 1, undefined);
  question.isAccepted = true;
}

/** The clerk drafts, the leader signs. */
async function answer(http: OverHttp, { code, body: { unit }, isAccepted }: Open): Promise<void> {
  const version = isAccepted ? 2 : 1;
  await step(http, `${unit}.clerk`, `${code}/draft`, version, { content: "Trả lời của cơ quan.", submit: true });
  await step(http, `${unit}.leader`, `${code}/answer`, version + 1, { capacity: "own" });
}

async function step(http: OverHttp, officer: string, path: string, version: number, body: unknown): Promise<void> {
  const { body: given } = await http.console(`GET /token?officer=${officer}`);
  const { status, text } = await http.send(`POST /v1/questions/${path}`, {
    body,
    headers: { authorization: `Bearer ${given.token}`, "if-match": `"${version}"` },
  });
  if (status >= 300) throw new Error(`${path} was answered with ${status}: ${text}`);
}

/** An hour in which the tables refuse some calls. */
async function troubledHour(http: OverHttp, day: string): Promise<void> {
  await http.console("POST /faults", { body: { throttle: 0.15 } });
  await http.console("POST /clock", { body: { now: `${day}T09:30:00+07:00` } });
  await http.console("POST /faults", { body: { throttle: 0 } });
}
