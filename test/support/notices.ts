/** A world with notices: the stream, the queue and the mail service are held in memory and are worked off when a test says so. */

import type { SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { DeleteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import { settle } from "../../functions/mail-feedback/settle.ts";
import { wire as wireFeedback } from "../../functions/mail-feedback/wire.ts";
import { type MailClient, sendAll } from "../../functions/mail-sender/send.ts";
import { wire as wireSender } from "../../functions/mail-sender/wire.ts";
import { dispatch } from "../../functions/notice-dispatch/dispatch.ts";
import { wire as wireDispatch } from "../../functions/notice-dispatch/wire.ts";
import { follow } from "../../functions/notices/follow.ts";
import { wire as wireNotices } from "../../functions/notices/wire.ts";
import { type Notice, notice } from "../../shared/notices/notice.ts";
import { type NoticeStore, noticeStore } from "../../shared/notices/notice-store.ts";
import { type ChangeEvent, changeEvent, eventItem } from "../../shared/platform/events.ts";
import { marks } from "../../shared/platform/marks.ts";
import type { QueueClient } from "../../shared/platform/queue.ts";
import { transactions } from "../../shared/platform/transaction.ts";
import type { QuestionHead } from "../../shared/questions/question.ts";
import { questionStore } from "../../shared/questions/question-store.ts";
import { registerStore } from "../../shared/register/register-store.ts";
import { officerIds } from "./province.ts";
import { World } from "./world.ts";

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly tag: string;
  readonly raw: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: string;
}

/** How the mail service behaves: it answers, or it throws after having accepted or not. */
export type Mood = "ok" | { readonly accepts: boolean; readonly error: Error };

/** The mail service: keeps what it accepted. */
export class MailService {
  mood: Mood = "ok";
  readonly mails: Mail[] = [];
  /** Called before each answer. */
  onSend: () => void = () => {};
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  readonly client = {
    send: async (command: SendRawEmailCommand) => {
      const { input } = command;
      this.onSend();
      if (this.mood === "ok" || this.mood.accepts) this.mails.push(mailOf(input, this.mails.length + 1, this.now()));
      if (this.mood !== "ok") throw this.mood.error;
      return { MessageId: `mail-${this.mails.length}` };
    },
  } as unknown as MailClient;

  /** Its event about a mail, as the topic carries it. */
  event(mail: Pick<Mail, "id" | "tag" | "at">, eventType = "Delivery", more: object = {}): string {
    const Message = JSON.stringify({
      eventType,
      mail: {
        timestamp: mail.at,
        messageId: mail.id,
        destination: ["nguoi.hoi@example.com"],
        tags: { notice: [mail.tag], "ses:configuration-set": ["dondoc"] },
      },
      ...more,
    });
    return JSON.stringify({ Type: "Notification", MessageId: "n-1", Message });
  }
}

export function errorNamed(name: string, status?: number, code?: string): Error {
  const more = {
    ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
    ...(code !== undefined && { code }),
  };
  return Object.assign(new Error(name), { name }, more);
}

function mailOf(input: SendRawEmailCommand["input"], number: number, now: number): Mail {
  const raw = Buffer.from(input.RawMessage?.Data ?? []).toString("utf8");
  return {
    id: `mail-${number}`,
    to: input.Destinations?.[0] ?? "",
    tag: input.Tags?.[0]?.Value ?? "",
    raw,
    ...readMail(raw),
    at: new Date(now).toISOString(),
  };
}

/** Reads our own mails: base64 parts, an encoded subject. */
export function readMail(raw: string): Pick<Mail, "subject" | "text" | "html"> {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const unfolded = head.replace(/\r\n[ \t]+/g, " ");
  const subject = /^Subject: (.*)$/m.exec(unfolded)?.[1] ?? "";
  const body = rest.join("\r\n\r\n");
  const part = (type: string) => {
    const found = new RegExp(`Content-Type: ${type}[\\s\\S]*?\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`).exec(
      `${head}\r\n\r\n${body}`,
    );
    return Buffer.from(found?.[1] ?? "", "base64").toString("utf8");
  };
  return { subject: decodedWords(subject), text: part("text/plain"), html: part("text/html") };
}

function decodedWords(header: string): string {
  const joined = header.replace(/\?=\s+=\?/g, "?==?");
  const bytes: Buffer[] = [];
  for (const [, encoding, word = "", plain] of joined.matchAll(/=\?UTF-8\?([BQ])\?(.*?)\?=|([^=]+|=)/gi)) {
    if (plain !== undefined) bytes.push(Buffer.from(plain));
    else if (encoding?.toUpperCase() === "B") bytes.push(Buffer.from(word, "base64"));
    else {
      const text = word
        .replace(/_/g, " ")
        .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
      bytes.push(Buffer.from(text, "latin1"));
    }
  }
  return Buffer.concat(bytes).toString("utf8");
}

export function queueEvent(bodies: readonly string[]): SQSEvent {
  return { Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body })) } as unknown as SQSEvent;
}

export class NoticeWorld {
  readonly world: World;
  readonly notices: NoticeStore;
  readonly mail: MailService;
  readonly queue: string[] = [];
  isQueueDown = false;
  feedbackWaiting = 0;
  readonly following: ReturnType<typeof wireNotices>;
  readonly dispatching: ReturnType<typeof wireDispatch>;
  readonly sending: ReturnType<typeof wireSender>;
  readonly settling: ReturnType<typeof wireFeedback>;
  readonly tables: { notices: string; marks: string; events: string; questions: string; register: string };

  private constructor(world: World) {
    this.world = world;
    const table = (name: string): string => Reflect.get(world.tables, name);
    this.tables = {
      notices: table("Notices"),
      marks: table("Marks"),
      events: table("Events"),
      questions: table("Questions"),
      register: table("Register"),
    };
    this.mail = new MailService(() => world.clock.now());
    this.notices = noticeStore(world.client, this.tables.notices);
    const variables = {
      NOTICES_TABLE: this.tables.notices,
      MARKS_TABLE: this.tables.marks,
      QUESTIONS_TABLE: this.tables.questions,
      REPORTS_TABLE: table("Reports"),
      SCORES_TABLE: table("Scores"),
      REGISTER_TABLE: this.tables.register,
      CALENDARS_TABLE: table("Calendars"),
      EVENTS_TABLE: this.tables.events,
      MAIL_QUEUE_URL: "http://queue.example/mail",
      FEEDBACK_QUEUE_URL: "http://queue.example/feedback",
      MAIL_SENDER: "Đôn đốc <don-doc@tinh.example>",
      MAIL_CONFIGURATION_SET: "dondoc",
      PUBLIC_URL: "https://api.example",
      PROVINCE_OFFICE: "van-phong-ubnd-tinh",
      PROVINCE_UNIT: "ubnd-tinh",
      PROVINCE_NAME: "tỉnh Mẫu",
      SUPPORT_CONTACT: "ho-tro@tinh.example",
      // So quick that no pause moves the clock.
      MAIL_PER_SECOND: 1e9,
    };
    const queues = { send: (command: SendMessageBatchCommand) => this.takeCommand(command) } as unknown as QueueClient;
    this.following = wireNotices(variables, world.outside, queues);
    this.dispatching = wireDispatch(variables, world.outside, queues);
    this.sending = wireSender(variables, world.outside, this.mail.client);
    this.settling = wireFeedback(variables, world.outside);
  }

  /** A world in which every officer has an address. */
  static async at(at: string): Promise<NoticeWorld> {
    const made = new NoticeWorld(await World.at(at));
    await made.giveAddresses();
    return made;
  }

  private async giveAddresses(): Promise<void> {
    const { client, tables, outside, clock } = this.world;
    const register = registerStore(client, tables.Register);
    const writing = transactions({ ...outside, eventsTable: tables.Events });
    for (const id of officerIds) {
      const before = await register.get("officer", id);
      if (!before) continue;
      const writes = register.saveOfficer({ ...before.value, email: `${id}@tinh.example` }, before);
      await writing.commit({ writes, events: [] }, undefined, clock.now());
    }
  }

  private async takeCommand(command: SendMessageBatchCommand): Promise<unknown> {
    if (this.isQueueDown) throw errorNamed("ServiceUnavailable", 503);
    const { Entries } = command.input;
    if (!Entries) {
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(this.feedbackWaiting),
          ApproximateNumberOfMessagesNotVisible: "0",
        },
      };
    }
    this.queue.push(...Entries.map(({ MessageBody = "" }) => MessageBody));
    return { Successful: Entries.map(({ Id }) => ({ Id })) };
  }

  set(at: string): void {
    this.world.clock.set(at);
  }

  async events(): Promise<ChangeEvent[]> {
    const { Items = [] } = await this.world.client.send(new ScanCommand({ TableName: this.tables.events }));
    const all = Items.map((item) => changeEvent.parse(item)).filter(({ subject }) =>
      /^(question|obligation|evaluation)#/.test(subject),
    );
    return all.sort((a, b) => (`${a.at}${a.sequence}` < `${b.at}${b.sequence}` ? -1 : 1));
  }

  /** Hands events to the consumer, as the stream does. */
  async follow(events: readonly (ChangeEvent | Record<string, unknown>)[]) {
    const Records = events.map((event, index) => ({
      eventName: "INSERT",
      dynamodb: {
        SequenceNumber: String(index + 1),
        Keys: marshall({ subject: event.subject, sequence: event.sequence }),
        NewImage: marshall(isEvent(event) ? eventItem(event) : event, { removeUndefinedValues: true }),
      },
    }));
    return follow({ Records } as unknown as DynamoDBStreamEvent, this.following);
  }

  /** All events that have happened, to the consumer. */
  async followAll(): Promise<void> {
    await this.follow(await this.events());
  }

  /** Works off the sender's queue. */
  async sendQueued(): Promise<void> {
    await sendAll(queueEvent(this.queue.splice(0)), this.sending);
  }

  async dispatch() {
    return dispatch(this.dispatching);
  }

  async settle(bodies: readonly string[]) {
    return settle(queueEvent(bodies), this.settling);
  }

  /** Stream, dispatcher and sender once each. */
  async round(): Promise<void> {
    await this.followAll();
    await this.dispatch();
    await this.sendQueued();
  }

  async rows(): Promise<Notice[]> {
    const { Items = [] } = await this.world.client.send(new ScanCommand({ TableName: this.tables.notices }));
    const rows = Items.filter(({ revision }) => revision !== undefined).map((item) => notice.parse(item));
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async row(id: string): Promise<Notice> {
    const found = await this.notices.get(id);
    if (!found) throw new Error(`no row ${id}`);
    return found;
  }

  async head(code: string): Promise<QuestionHead> {
    const head = await questionStore(this.world.client, this.tables.questions).head(code);
    if (!head) throw new Error(`no question ${code}`);
    return head;
  }

  /** As after a crash between rows and mark, or when marks have expired. */
  async loseMarks(): Promise<void> {
    const { Items = [] } = await this.world.client.send(new ScanCommand({ TableName: this.tables.marks }));
    for (const { id, part } of Items) {
      await this.world.client.send(new DeleteCommand({ TableName: this.tables.marks, Key: { id, part } }));
    }
  }

  stuck() {
    return marks(this.world.client, this.tables.marks).allStuck("notices");
  }
}

function isEvent(event: ChangeEvent | Record<string, unknown>): event is ChangeEvent {
  return typeof event.at === "string" && typeof event.kind === "string";
}

/** A rung that was reached, as the deadline check writes it. */
export function rungEvent(
  head: QuestionHead,
  rungs: readonly string[],
  at: string,
  more: Partial<ChangeEvent> = {},
): ChangeEvent {
  return {
    subject: `question#${head.code}`,
    sequence: head.sequence + 1,
    version: head.version,
    kind: "deadline-rung-reached",
    at: new Date(at).toISOString(),
    by: { kind: "system", id: "deadline-sweep" },
    unit: head.unit,
    facts: {
      rungs: [...rungs],
      plan: head.plan.version,
      ladder: head.plan.ladder,
      at: new Date(at).toISOString(),
      dueOn: head.dueOn,
      lateDays: 0,
    },
    ...more,
  };
}
