/** The pace of mail: whatever the batches do, in no second do more leave than SES allows this account. */
import { describe, expect, it } from "vitest";
import { workers } from "../../functions/jobs.ts";
import { environment } from "../../functions/mail-sender/env.ts";
import { inPace, millisecondsBetween } from "../../functions/mail-sender/pace.ts";
import { sendAll } from "../../functions/mail-sender/send.ts";
import { NoticeWorld, queueEvent } from "../support/notices.ts";
import { question } from "../support/province.ts";

const { atOnce, batchSize, timeoutSeconds } = workers["mail-sender"];

/** Time that passes only when everybody waits: the earliest of those who do goes on. */
class VirtualTime {
  private instant = 0;
  private readonly waiting: { until: number; wake: () => void }[] = [];

  now(): number {
    return this.instant;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.waiting.push({ until: this.instant + milliseconds, wake }));
  }

  async run(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      // Everything that can go on without time does.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      const next = this.waiting.toSorted((one, other) => one.until - other.until)[0];
      if (!next) continue;
      this.waiting.splice(this.waiting.indexOf(next), 1);
      this.instant = next.until;
      next.wake();
    }
  }
}

/** When mails left, with every place for a batch taken again at once by another environment that knows of nothing. */
async function sendings(
  perSecond: number,
  mails: number,
  callMilliseconds: (mail: number) => number,
): Promise<number[]> {
  const time = new VirtualTime();
  const between = millisecondsBetween(perSecond, atOnce);
  const left: number[] = [];
  let taken = 0;
  const place = async () => {
    while (taken < mails) {
      const batch = Array.from({ length: Math.min(batchSize, mails - taken) }, () => taken++);
      for (const mail of batch) {
        await inPace(
          async () => {
            left.push(time.now());
            await time.pause(callMilliseconds(mail));
            return "in-pace";
          },
          between,
          time,
        );
      }
    }
  };
  await time.run(Promise.all(Array.from({ length: atOnce }, place)));
  return left.sort((one, other) => one - other);
}

/** The most that left within any span of so many milliseconds. */
function mostWithin(left: readonly number[], span: number): number {
  return Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + span).length));
}

describe("the pace", () => {
  it.each([2, 3, 14, 15, 50])(
    "at %i a second no second sees more, however quick or slow SES answers",
    async (perSecond) => {
      for (const call of [() => 0, () => 40, (mail: number) => (mail * 37) % 900]) {
        const left = await sendings(perSecond, 60, call);
        expect(left).toHaveLength(60);
        expect(mostWithin(left, 1_000)).toBeLessThanOrEqual(perSecond);
      }
    },
  );

  it("at 14 a second, 14 leave in a second when SES is quick: the pace is used, not only kept", async () => {
    expect(mostWithin(await sendings(14, 60, () => 10), 1_000)).toBe(14);
  });

  it("at 1 a second two batches that begin together soon take turns: hardly any mail is throttled", async () => {
    const time = new VirtualTime();
    const between = millisecondsBetween(1, atOnce);
    let accepted = Number.NEGATIVE_INFINITY;
    let throttled = 0;
    const place = async () => {
      for (let mail = 0; mail < 10; mail++) {
        await inPace(
          async () => {
            const isThrottled = time.now() - accepted < 1_000;
            if (isThrottled) throttled++;
            else accepted = time.now();
            return isThrottled ? "throttled" : "in-pace";
          },
          between,
          time,
        );
      }
    };
    await time.run(Promise.all([place(), place()]));
    expect(throttled).toBe(1);
  });

  it("at 1 a second, as in SES's sandbox, no more than one a second leaves over any two", async () => {
    const left = await sendings(1, 20, () => 15);
    expect(mostWithin(left, 2_000)).toBe(2);
    expect(left.at(-1)).toBeLessThanOrEqual(20_000);
  });

  it("a batch at 1 a second, each call at its slowest, ends within the worker's time", () => {
    const slowestCall = 10_000;
    const between = Math.max(millisecondsBetween(1, atOnce), slowestCall);
    expect(batchSize * between).toBeLessThan(timeoutSeconds * 1_000);
  });

  it("the next may leave after its time also when a sending has failed", async () => {
    const time = new VirtualTime();
    const failed = inPace(() => Promise.reject(new Error("no")), 500, time);
    await time.run(failed.catch(() => undefined));
    expect(time.now()).toBe(500);
  });

  it("the whole worker keeps it: two mails, two waits; a message that sends nothing waits for nothing", async () => {
    const world = await NoticeWorld.at("2024-02-03T22:15:00+07:00");
    for (let n = 0; n < 2; n++) await world.world.post("cong-so-tu-phap", question());
    await world.followAll();
    const between = millisecondsBetween(1, atOnce);
    await sendAll(queueEvent(["nonsense", ...world.queue.splice(0)]), { ...world.sending, between });
    expect(world.mail.mails).toHaveLength(2);
    expect(world.world.clock.paused).toBe(2 * between);
  });

  it("is a variable of the function; none, or nonsense, stops it before its first mail", () => {
    const { MAIL_PER_SECOND } = environment.shape;
    expect(MAIL_PER_SECOND.parse("14")).toBe(14);
    for (const wrong of ["", "0", "-1", "many", undefined])
      expect(MAIL_PER_SECOND.safeParse(wrong).success).toBe(false);
  });
});
