/** One story under faults: questions are posted, raised, answered; every function may be killed at any call; everything is run often. */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { catchUp } from "../../functions/catch-up/catch-up.ts";
import { wire as wireCatchUp } from "../../functions/catch-up/wire.ts";
import { sweep } from "../../functions/deadline-sweep/sweep.ts";
import { wire as wireSweep } from "../../functions/deadline-sweep/wire.ts";
import { settle } from "../../functions/mail-feedback/settle.ts";
import { wire as wireFeedback } from "../../functions/mail-feedback/wire.ts";
import { sendAll } from "../../functions/mail-sender/send.ts";
import { wire as wireSender } from "../../functions/mail-sender/wire.ts";
import { dispatch } from "../../functions/notice-dispatch/dispatch.ts";
import { wire as wireDispatch } from "../../functions/notice-dispatch/wire.ts";
import { follow } from "../../functions/notices/follow.ts";
import { wire as wireNotices } from "../../functions/notices/wire.ts";
import { wire as wireTallies } from "../../functions/tallies/wire.ts";
import { type ChangeEvent, changeEvent, eventItem } from "../../shared/platform/events.ts";
import type { Outside } from "../../shared/platform/outside.ts";
import { NoticeWorld } from "../support/notices.ts";
import type { TableName } from "../support/tables.ts";
import { Invocation } from "./killable.ts";
import { CalmRandom, SeededRandom } from "./seeded.ts";
import { MailService, Queue, queueClient } from "./services.ts";

export interface Trouble {
  readonly killRate: number;
  /** The share of rounds in which the catch-up job runs, too. */
  readonly catchUpShare: number;
  /** Parts that are switched off for a time. */
  readonly off: Set<"schedules" | "streams" | "mail">;
}

/** What every function is told of the world around it. */
const variables = {
  MAIL_QUEUE_URL: "http://queue.example/mail",
  FEEDBACK_QUEUE_URL: "http://queue.example/feedback",
  MAIL_SENDER: "Đôn đốc <don-doc@tinh.example>",
  MAIL_CONFIGURATION_SET: "dondoc",
  PUBLIC_URL: "https://api.example",
  PROVINCE_OFFICE: "van-phong-ubnd-tinh",
  PROVINCE_UNIT: "ubnd-tinh",
  PROVINCE_NAME: "tỉnh Mẫu",
  SUPPORT_CONTACT: "ho-tro@tinh.example",
  MAIL_PER_SECOND: 1e9,
};

export class Simulation {
  readonly inner: NoticeWorld;
  readonly names: Record<TableName, string>;
  readonly random: SeededRandom;
  readonly trouble: Trouble;
  readonly mailQueue = new Queue();
  readonly feedback = new Queue();
  readonly mail: MailService;
  private readonly places = { notices: 0, tallies: 0 };
  private stream: ChangeEvent[] = [];
  private isCalm = false;

  private constructor(
    inner: NoticeWorld,
    random: SeededRandom,
    trouble: Trouble,
    names: Record<TableName, string> = inner.world.tables,
  ) {
    this.inner = inner;
    this.names = names;
    this.random = random;
    this.trouble = trouble;
    this.mail = new MailService(random, () => inner.world.clock.now(), this.feedback);
  }

  static async at(at: string, seed: number, trouble: Trouble): Promise<Simulation> {
    return new Simulation(await NoticeWorld.at(at), new SeededRandom(seed), trouble);
  }

  /** Another stack beside this one: tables and queues of its own, the same clock; nothing goes wrong in it. */
  beside(names: Record<TableName, string>): Simulation {
    return new Simulation(this.inner, new CalmRandom(1), { killRate: 0, catchUpShare: 1, off: new Set() }, names);
  }

  get now(): number {
    return this.inner.world.clock.now();
  }

  private outside(invocation: Invocation): Outside {
    const { outside } = this.inner.world;
    return { ...outside, client: invocation.client(outside.client) };
  }

  private get tables() {
    const tables = this.names;
    return {
      QUESTIONS_TABLE: tables.Questions,
      REPORTS_TABLE: tables.Reports,
      SCORES_TABLE: tables.Scores,
      EVENTS_TABLE: tables.Events,
      REGISTER_TABLE: tables.Register,
      CALENDARS_TABLE: tables.Calendars,
      NOTICES_TABLE: Reflect.get(tables, "Notices"),
      MARKS_TABLE: Reflect.get(tables, "Marks"),
      TALLIES_TABLE: Reflect.get(tables, "Tallies"),
      ...variables,
    };
  }

  /** Runs a function that may be killed; nobody hears of its death. */
  private async alive<Answer>(
    run: (outside: Outside, invocation: Invocation) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const invocation = new Invocation(this.random, this.isCalm ? 0 : this.trouble.killRate);
    return run(this.outside(invocation), invocation).catch(() => undefined);
  }

  /** Everything that runs by itself, once. */
  async round(): Promise<void> {
    const { off } = this.trouble;
    this.mail.isWell = !off.has("mail");
    if (!off.has("schedules")) {
      await this.alive((outside) => sweep(wireSweep(this.tables, outside), () => true));
      if (this.random.fraction() < this.trouble.catchUpShare)
        await this.alive((outside) => catchUp(wireCatchUp(this.tables, outside), () => true));
    }
    if (!off.has("streams")) {
      await this.readStream();
      await this.hand("notices", (outside, invocation) => {
        const deps = wireNotices(this.tables, outside, invocation.client(queueClient(this.mailQueue, this.feedback)));
        return (event) => follow(event, deps);
      });
      await this.hand("tallies", (outside) => wireTallies(this.tables, outside));
    }
    if (!off.has("schedules")) {
      await this.alive((outside, invocation) =>
        dispatch(wireDispatch(this.tables, outside, invocation.client(queueClient(this.mailQueue, this.feedback)))),
      );
    }
    await this.work();
  }

  /** A round in which nobody is killed: what was due before an officer acts has been told. */
  async calmRound(): Promise<void> {
    this.isCalm = true;
    await this.round();
    this.isCalm = false;
  }

  private async work(): Promise<void> {
    for (let batch = 0; batch < 3 && this.mailQueue.size > 0; batch++) {
      await this.mailQueue.handTo(async (event) => {
        const invocation = new Invocation(this.random, this.isCalm ? 0 : this.trouble.killRate);
        return sendAll(event, wireSender(this.tables, this.outside(invocation), invocation.client(this.mail.client)));
      });
    }
    for (let batch = 0; batch < 5 && this.feedback.size > 0; batch++) {
      await this.feedback.handTo(async (event) => {
        const invocation = new Invocation(this.random, this.isCalm ? 0 : this.trouble.killRate);
        return settle(event, wireFeedback(this.tables, this.outside(invocation)));
      });
    }
  }

  private async readStream(): Promise<void> {
    const { Items = [] } = await this.inner.world.client.send(new ScanCommand({ TableName: this.names.Events }));
    const known = new Set(this.stream.map(({ subject, sequence }) => `${subject}#${sequence}`));
    const fresh = Items.map((item) => changeEvent.parse(item)).filter(
      ({ subject, sequence }) => subject.startsWith("question#") && !known.has(`${subject}#${sequence}`),
    );
    this.stream = [
      ...this.stream,
      ...fresh.toSorted((a, b) => (a.at < b.at || (a.at === b.at && a.sequence < b.sequence) ? -1 : 1)),
    ];
  }

  /** Hands a consumer what it has not had; a batch that failed stands still until the next round. */
  private async hand(
    name: "notices" | "tallies",
    make: (outside: Outside, invocation: Invocation) => (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>,
  ): Promise<void> {
    const from = this.places[name];
    const batch = this.stream.slice(from, from + 20);
    if (batch.length === 0) return;
    const Records = batch.map((event, index) => ({
      dynamodb: {
        SequenceNumber: String(index),
        Keys: marshall({ subject: event.subject, sequence: event.sequence }),
        NewImage: marshall(eventItem(event), { removeUndefinedValues: true }),
      },
    }));
    const answer = await this.alive((outside, invocation) =>
      make(outside, invocation)({ Records } as unknown as DynamoDBStreamEvent),
    );
    const failed = (answer?.batchItemFailures ?? [{ itemIdentifier: "0" }]).map(({ itemIdentifier }) =>
      Number(itemIdentifier),
    );
    this.places[name] = from + Math.min(batch.length, ...failed);
  }
}
