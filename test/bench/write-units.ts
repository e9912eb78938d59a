/** What a post, an acceptance and an answer cost in DynamoDB's units, as the engine counts them by DynamoDB's rules. */
import type { Clock } from "../../shared/platform/clock.ts";
import { dynamoClient } from "../../shared/platform/dynamo.ts";
import type { Benchmark, Detail, Figure } from "./figure.ts";
import { itemBytes } from "./item-size.ts";
import { type LocalStack, startLocalStack } from "./local-stack.ts";
import { metered, shortName, totalUnits, type Units } from "./metered.ts";
import { postedCalls, type TransactItems } from "./posted-calls.ts";
import { codeOf, questionsFunction } from "./questions-function.ts";
import { acceptanceRequest, actRequest, postRequest } from "./requests.ts";

interface Request {
  readonly name: string;
  /** Bytes of title and content. */
  readonly textBytes: number;
  readonly writes: Units;
  readonly reads: Units;
}

const usualTitle = "Thủ tục cấp phiếu lý lịch tư pháp số 1";
const fullAsker = {
  kind: "organisation",
  name: "Công ty trách nhiệm hữu hạn một thành viên Mẫu",
  representative: "Nguyễn Văn Mẫu",
  email: "nguoi.hoi@example.com",
  phone: "+84 20 3000 0000",
  address: "Số 1, đường Mẫu, phường Mẫu, thị xã Mẫu, tỉnh Lào Cai",
};
const sizes = [200, 1_000, 1_024, 2_048, 4_096];
const tenThousand = "Đề nghị quý cơ quan trả lời rõ: ".repeat(400).slice(0, 10_000);

export const writeUnits: Benchmark = {
  name: "write-units",
  run: async () => {
    const clock = steppedClock("2024-01-02T09:00:00+07:00");
    const stack = await startLocalStack(clock);
    try {
      const requests = await measure(stack, clock);
      return {
        method:
          "Consumed capacity that the engine returns with every call of a request (ReturnConsumedCapacity INDEXES); a transaction counts twice. Sizes are bytes of title and content together. Cold: nothing is remembered; warm: portal, unit and calendars are.",
        figures: figures(requests),
        details: [
          itemSizes((await postedCalls(stack, dynamoClient(), clock)).TransactItems),
          breakdown(requests, "writes", "Write units by table and index"),
          breakdown(requests, "reads", "Read units by table and index"),
        ],
      };
    } finally {
      stack.stop();
    }
  },
};

/** A clock that stands still but for its pauses: what is remembered stays remembered. */
function steppedClock(at: string): Clock {
  const instant = Date.parse(at);
  return { now: () => instant, pause: async () => undefined };
}

async function measure(stack: LocalStack, clock: Clock): Promise<Request[]> {
  const client = dynamoClient();
  const meter = metered(client);
  const call = questionsFunction(stack, client, clock, "login-so-tu-phap.clerk");
  const post = async (name: string, content: string, title = usualTitle): Promise<Request> => {
    await call(postRequest(stack.portalKey, name.replaceAll(/[ ,]/g, "-"), { title, content }));
    return { name, textBytes: Buffer.byteLength(title + content), ...meter.take() };
  };
  const requests = [await post("post of 200 bytes, cold", textOf(200))];
  for (const bytes of sizes) requests.push(await post(`post of ${bytes.toLocaleString("en-US")} bytes`, textOf(bytes)));
  requests.push(await post("post of 10,000 Vietnamese characters", tenThousand));
  requests.push(await post("post of 1,024 bytes, title of one letter", "x".repeat(1_023), "H"));
  const longTitle = "Đề nghị trả lời rõ ".repeat(11).slice(0, 200);
  await call(postRequest(stack.portalKey, "full", { title: longTitle, content: "x", asker: fullAsker }));
  requests.push({ name: "post with a title of 200 characters and a full asker", textBytes: 0, ...meter.take() });
  const code = codeOf(await call(postRequest(stack.portalKey, "to-accept")));
  meter.take();
  await call(acceptanceRequest(code, 1));
  requests.push({ name: "acceptance", textBytes: 0, ...meter.take() });
  const asLeader = questionsFunction(stack, client, clock, "login-so-tu-phap.leader");
  for (const bytes of [600, 3_600]) {
    const answered = codeOf(await call(postRequest(stack.portalKey, `to-answer-${bytes}`)));
    await call(actRequest("draft", answered, 1, { content: "x".repeat(bytes), submit: true }));
    meter.take();
    await asLeader(actRequest("answer", answered, 2, { capacity: "own" }));
    requests.push({ name: `answer of ${bytes.toLocaleString("en-US")} bytes`, textBytes: bytes, ...meter.take() });
  }
  return requests;
}

/** A content that makes title and content together so many bytes. */
function textOf(bytes: number): string {
  return "x".repeat(bytes - Buffer.byteLength(usualTitle));
}

/** Up to 1 KB of text: 12; two more for each further KB. */
function allowed(textBytes: number): number {
  return 12 + 2 * (Math.max(1, Math.ceil(textBytes / 1_024)) - 1);
}

function figures(requests: readonly Request[]): Figure[] {
  const [cold, warm] = requests;
  return [
    ...requests
      .filter(({ name, textBytes }) => textBytes > 0 && !name.endsWith("cold"))
      .map(({ name, textBytes, writes }) => ({
        name,
        measured: totalUnits(writes),
        unit: "write units",
        target: { atMost: allowed(textBytes) },
      })),
    { name: "post, nothing remembered", measured: totalUnits(cold?.reads ?? new Map()), unit: "read units" },
    { name: "post in a burst", measured: totalUnits(warm?.reads ?? new Map()), unit: "read units" },
    ...requests
      .filter(({ textBytes }) => textBytes === 0)
      .flatMap(({ name, writes, reads }) => [
        { name, measured: totalUnits(writes), unit: "write units" },
        ...(reads.size > 0 ? [{ name, measured: totalUnits(reads), unit: "read units" }] : []),
      ]),
  ];
}

/** Which item comes near the next KB. */
function itemSizes(items: TransactItems): Detail {
  return {
    title: "Bytes of the items of a post of few words; each begun KB is two write units",
    head: ["table", "item", "bytes"],
    rows: items.flatMap(({ Put }) => {
      if (!Put?.Item || Put.TableName === undefined) return [];
      const { part = "" } = Put.Item;
      return [[shortName(Put.TableName), String(part), itemBytes(Put.Item)]];
    }),
  };
}

function breakdown(requests: readonly Request[], kind: "writes" | "reads", title: string): Detail {
  const places = [...new Set(requests.flatMap((request) => [...request[kind].keys()]))].sort();
  return {
    title,
    head: ["request", "bytes of text", "all", ...places],
    rows: requests.map((request) => [
      request.name,
      request.textBytes.toLocaleString("en-US"),
      totalUnits(request[kind]),
      ...places.map((place) => request[kind].get(place) ?? 0),
    ]),
  };
}
