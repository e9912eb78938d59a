/**
 * Random histories of sending: processes that end before or after any call, a mail service in every mood, its events late, doubled and
 * out of order. Nothing is lost; one key is accepted once; more often only where the service lost its own event, and then it is counted.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle } from "../../functions/mail-feedback/settle.ts";
import { sendAll } from "../../functions/mail-sender/send.ts";
import { dispatch } from "../../functions/notice-dispatch/dispatch.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Notice } from "../../shared/notices/notice.ts";
import type { NoticeStore } from "../../shared/notices/notice-store.ts";
import { plannedNotices } from "../../shared/notices/plan-notices.ts";
import { tellingsOf } from "../../shared/notices/tellings.ts";
import { type ChangeEvent, changeEvent } from "../../shared/platform/events.ts";
import type { Log } from "../../shared/platform/log.ts";
import { questionHead } from "../../shared/questions/question.ts";
import { unit } from "../../shared/units/unit.ts";
import { errorNamed, type Mail, MailService, queueEvent } from "../support/notices.ts";
import { TestClock } from "../support/world.ts";

const start = "2024-02-05T08:00:00+07:00";
const calendar = workingCalendar([]);
const log: Log = { write: () => {} };
const place = unit.parse({
  id: "so-tu-phap",
  kind: "department",
  level: "province",
  names: [{ name: "Sở Tư pháp", from: "2020-01-01" }],
  from: "2020-01-01",
});

function eventOf(code: string): ChangeEvent {
  return changeEvent.parse({
    subject: `question#${code}`,
    sequence: 1,
    version: 1,
    kind: "question-received",
    at: new Date(start).toISOString(),
    by: { kind: "portal", id: "p" },
    unit: "so-tu-phap",
  });
}

function headOf(code: string) {
  return questionHead.parse({
    code,
    version: 1,
    sequence: 1,
    state: "received",
    unit: "so-tu-phap",
    portal: "p",
    class: "own",
    title: "t",
    asker: { name: "n", email: "a@example.com" },
    lookupKey: "k",
    receivedAt: new Date(start).toISOString(),
    firstReceivedAt: new Date(start).toISOString(),
    startsOn: null,
    dueOn: null,
    acceptBy: null,
    provisional: false,
    calendars: [],
    plan: { version: 1, ladder: "question-1", watermark: start, nextCheckAt: null },
  });
}

/** Ends a process before or after its n-th call out, and every call of it after that. */
class Ending {
  left = Number.POSITIVE_INFINITY;
  isBefore = true;
  async around<T>(call: () => Promise<T> | T): Promise<T> {
    this.left--;
    if (this.left < 0 || (this.left === 0 && this.isBefore)) throw new Error("ended");
    const value = await call();
    if (this.left === 0) throw new Error("ended");
    return value;
  }
}

class Machine {
  readonly clock = new TestClock(start);
  readonly rows = new Map<string, Notice>();
  readonly queue: string[] = [];
  readonly feedback: string[] = [];
  readonly service = new MailService(() => this.clock.now());
  readonly ending = new Ending();
  private seen: string | undefined;
  private heard = 0;
  private codes = 0;

  readonly store: NoticeStore = {
    add: async (row) => {
      if (this.rows.has(row.id)) return false;
      this.rows.set(row.id, row);
      return true;
    },
    addTogether: async () => false,
    get: async (id) => this.rows.get(id),
    change: (id, step) =>
      this.ending.around(() => {
        const before = this.rows.get(id);
        const after = before && step(before);
        if (after) this.rows.set(id, after);
        return after;
      }),
    waiting: async (shard, priority, now) =>
      shard > 0
        ? []
        : [...this.rows.values()]
            .filter((row) => row.priority === priority && row.lookAt !== undefined && row.lookAt <= now)
            .map(({ id }) => id),
    of: async () => ({ items: [] }),
    feedbackSeen: async () => this.seen,
    seeFeedback: async (at) => {
      this.seen = this.seen !== undefined && this.seen > at ? this.seen : at;
    },
  };
  private readonly queueOf = (waiting: string[]) => ({
    put: (ids: readonly string[]) =>
      this.ending.around(() => {
        waiting.push(...ids);
        return [...ids];
      }),
    isEmpty: async () => waiting.length === 0,
  });

  receive(): void {
    const event = eventOf(`AAAA-${String(this.codes++).padStart(4, "0")}-A`);
    const reason = { cause: event.kind, at: this.clock.now(), tellings: tellingsOf(event) };
    const facts = { event, people: {}, askerBy: "mail" as const, calendar, now: this.clock.now() };
    for (const row of plannedNotices(reason, facts)) this.rows.set(row.id, row);
  }

  async dispatch(): Promise<void> {
    const { store: notices, clock } = this;
    const calendars = { current: async () => calendar };
    await dispatch({
      notices,
      hold: { isHeld: async () => false },
      calendars,
      mail: this.queueOf(this.queue),
      feedback: this.queueOf(this.feedback),
      clock,
      log,
    });
  }

  async send(): Promise<void> {
    const ids = this.queue.splice(0);
    const mail = { send: (command: never) => this.ending.around(() => this.service.client.send(command)) };
    await sendAll(queueEvent(ids), {
      notices: this.store,
      hold: { isHeld: async () => false },
      between: 0,
      questions: { head: async (code: string) => headOf(code) },
      events: { of: async (subject: string) => ({ items: [eventOf(subject.slice("question#".length))] }) },
      calendars: { current: async () => calendar },
      people: { unitOf: async () => place, officersAt: async () => [], officer: async () => undefined },
      provinceOffice: "vp",
      provinceName: "tỉnh Mẫu",
      supportContact: "s",
      publicUrl: "https://api.example",
      mail,
      from: "a@b.example",
      configurationSet: "c",
      clock: this.clock,
      log,
    } as never);
  }

  /** The service tells of what it has accepted; `isLost`: it never does. */
  tell(isLost: boolean): Mail[] {
    const untold = this.service.mails.slice(this.heard);
    this.heard = this.service.mails.length;
    if (!isLost)
      this.feedback.push(
        ...untold.flatMap((mail) => ["Send", "Delivery"].map((kind) => this.service.event(mail, kind))),
      );
    return isLost ? untold : [];
  }

  async hear(count: number, isBackwards: boolean, isTwice: boolean): Promise<void> {
    if (isBackwards) this.feedback.reverse();
    const some = this.feedback.splice(0, count);
    const bodies = isTwice ? [...some, ...some] : some;
    const { batchItemFailures } = await settle(queueEvent(bodies), { notices: this.store, log });
    this.feedback.push(...batchItemFailures.map(({ itemIdentifier }) => bodies[Number(itemIdentifier.slice(2))] ?? ""));
  }
}

const moods = [
  "ok",
  { accepts: true, error: errorNamed("TimeoutError") },
  { accepts: false, error: errorNamed("TimeoutError") },
  { accepts: true, error: errorNamed("InternalFailure", 500) },
  { accepts: false, error: errorNamed("ThrottlingException", 400) },
] as const;
const step = fc.record({
  act: fc.constantFrom("receive", "dispatch", "send", "send", "tell", "hear", "wait", "dispatch-and-send"),
  mood: fc.constantFrom(...moods, "ok" as const),
  endsAfter: fc.option(fc.integer({ min: 1, max: 4 })),
  isBefore: fc.boolean(),
  isBackwards: fc.boolean(),
  isTwice: fc.boolean(),
  isLost: fc.nat(9).map((drawn) => drawn === 0),
  count: fc.integer({ min: 1, max: 6 }),
  minutes: fc.integer({ min: 1, max: 30 }),
});
type Step = typeof step extends fc.Arbitrary<infer Drawn> ? Drawn : never;

async function take(machine: Machine, drawn: Step, mayLose: boolean): Promise<Mail[]> {
  machine.service.mood = drawn.mood;
  machine.ending.left = drawn.endsAfter ?? Number.POSITIVE_INFINITY;
  machine.ending.isBefore = drawn.isBefore;
  let lost: Mail[] = [];
  try {
    if (drawn.act === "receive") machine.receive();
    if (drawn.act === "dispatch" || drawn.act === "dispatch-and-send") await machine.dispatch();
    if (drawn.act === "send" || drawn.act === "dispatch-and-send") await machine.send();
    if (drawn.act === "tell") lost = machine.tell(mayLose && drawn.isLost);
    if (drawn.act === "hear") await machine.hear(drawn.count, drawn.isBackwards, drawn.isTwice);
    if (drawn.act === "wait") machine.clock.instant += drawn.minutes * 60_000;
  } catch (error) {
    if (!(error instanceof Error && error.message === "ended")) throw error;
  }
  machine.ending.left = Number.POSITIVE_INFINITY;
  machine.service.mood = "ok";
  return lost;
}

/** Everything works again; a new mail now and then, so that later events are heard of. */
async function comeToRest(machine: Machine): Promise<void> {
  for (let round = 0; round < 36; round++) {
    if (round % 6 === 0 && round < 25) machine.receive();
    await machine.dispatch();
    await machine.send();
    machine.tell(false);
    await machine.hear(1_000, false, false);
    machine.clock.instant += 15 * 60_000;
  }
}

describe("random histories of sending", () => {
  it.each([
    [false, "the service tells all that it accepted: every key is accepted exactly once"],
    [true, "the service loses events: never none; more than once only for those, and counted"],
  ])("events lost %s: %s", async (mayLose) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const machine = new Machine();
        machine.receive();
        const lost = new Set<string>();
        for (const drawn of steps) for (const mail of await take(machine, drawn, mayLose)) lost.add(mail.tag);
        await comeToRest(machine);
        const accepted = Map.groupBy(machine.service.mails, ({ tag }) => tag);
        for (const row of machine.rows.values()) {
          const times = accepted.get(row.id.replaceAll("#", "_h").replaceAll(".", "_d"))?.length ?? 0;
          expect(["sent", "delivered"]).toContain(row.state);
          expect(times).toBeGreaterThanOrEqual(1);
          if (times > 1) expect(lost).toContain(row.id.replaceAll("#", "_h"));
          expect(times).toBeLessThanOrEqual(1 + row.resends);
        }
      }),
      { numRuns: Number(process.env.HISTORIES ?? 60) },
    );
  });
});
