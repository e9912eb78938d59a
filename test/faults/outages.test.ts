/** 72 hours without schedules, without streams, without mail: all is there once afterwards, and what is late says so. */
import { describe, expect, it } from "vitest";
import { readMail } from "../support/notices.ts";
import { question } from "../support/province.ts";
import { isInWindow } from "./oracle.ts";
import { Simulation, type Trouble } from "./simulation.ts";

const hour = 3_600_000;
const saysLate = "lẽ ra được gửi lúc";

/** A question is posted; 72 hours of an outage begin at a moment; then everything runs again for a day and a half. */
async function outageOf(part: "schedules" | "streams" | "mail", postedAt: string, begins: string) {
  const trouble: Trouble = { killRate: 0, catchUpShare: 1, off: new Set() };
  const simulation = await Simulation.at(postedAt, 7, trouble);
  const { world } = simulation.inner;
  const code: string = (await world.post("cong-so-tu-phap", question())).body.code;
  const own = () => simulation.mail.accepted.filter(({ tag }) => tag.startsWith(`question_h${code}`));
  if (begins !== postedAt) await simulation.round();
  const before = own().length;
  const from = Date.parse(begins);
  trouble.off.add(part);
  for (let passed = 0; passed < 72; passed += 4) {
    world.clock.instant = Math.max(from + passed * hour, world.clock.instant);
    await simulation.round();
  }
  const during = own().length - before;
  trouble.off.clear();
  for (let passed = 72; passed <= 110; passed += 0.5) {
    world.clock.instant = from + passed * hour;
    if (passed % 6 === 0) await world.post("cong-so-mau", question({ unit: "so-mau" }));
    await simulation.round();
  }
  const mails = own().map(({ tag, at, raw }) => ({
    what: tag.split("_h")[2] ?? "",
    toAsker: tag.endsWith("asker"),
    tag,
    at,
    ...readMail(raw),
  }));
  expect(new Set(mails.map(({ tag }) => tag)).size, "each once").toBe(mails.length);
  return { before, during, mails };
}

describe("72 hours", () => {
  it("without mail: the receipt leaves once, afterwards, and says that it is late", async () => {
    const { during, mails } = await outageOf("mail", "2024-02-26T09:00:00+07:00", "2024-02-26T09:00:00+07:00");
    expect(during).toBe(0);
    const receipts = mails.filter(({ what }) => what === "question-received");
    expect(receipts).toHaveLength(1);
    expect(receipts[0]?.text).toContain(saysLate);
  });

  it("without streams: the job that catches up tells everything, once", async () => {
    const { during, mails } = await outageOf("streams", "2024-02-26T09:00:00+07:00", "2024-02-26T09:00:00+07:00");
    expect(during).toBeGreaterThan(0);
    expect(mails.filter(({ what }) => what === "question-received")).toHaveLength(1);
  });

  it("without schedules over the due day: what was missed leaves afterwards, within office hours, and says that it is late", async () => {
    const { before, during, mails } = await outageOf(
      "schedules",
      "2024-02-05T09:30:00+07:00",
      "2024-02-18T20:00:00+07:00",
    );
    expect([before, during]).toEqual([1, 0]);
    const late = mails.filter(({ what }) => what === "due-today" || what === "late-1");
    expect(late.map(({ what, toAsker }) => `${what} ${toAsker}`).toSorted()).toEqual([
      "due-today false",
      "due-today false",
      "due-today false",
      "due-today false",
      "late-1 false",
      "late-1 true",
    ]);
    for (const { toAsker, at, text } of late) {
      expect(text).toContain(saysLate);
      if (!toAsker) expect(isInWindow(at)).toBe(true);
    }
  });
});
