import { describe, expect, it } from "vitest";
import { factsFrom } from "../../shared/scoring/facts/fact-source.ts";
import { questionFactSource } from "../../shared/scoring/facts/fact-store.ts";
import { questionFactIds, questionFacts } from "../../shared/scoring/facts/question-facts.ts";
import { scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import type { Counts, Tally } from "../../shared/statistics/tally.ts";
import { known } from "../support/scoring.ts";

const nothing = { is: "not-applicable", why: "nothing-to-judge" };
const onTime = (counts: Counts) => questionFacts(counts)["questions-on-time"];

describe("the facts of questions", () => {
  it("count what came, less what was passed on; what was withdrawn is not to be answered", () => {
    const facts = questionFacts({
      ...{ received: 20, transferredIn: 3, transferredOut: 2, withdrawn: 1, accepted: 19, acceptedLate: 4 },
      ...{ answeredOnTime: 12, answeredLate: 2, answeredUndated: 1, late: 3, refused: 1 },
    });
    expect(facts).toEqual({
      "questions-received": known({ count: 21 }),
      "questions-answered": known({ n: 15, of: 20 }),
      "questions-on-time": known({ n: 12, of: 15 }),
      "questions-taken-in": known({ n: 15, of: 20 }),
      "questions-signed": known({ n: 15, of: 15 }),
      "questions-published": { is: "not-measured", why: "no-source" },
      "questions-satisfaction": { is: "not-measured", why: "no-source" },
    });
  });

  it.each([
    { why: "no question came", counts: {} },
    { why: "all of them were passed on", counts: { received: 3, transferredOut: 3 } },
    { why: "all of them were withdrawn", counts: { received: 3, withdrawn: 3 } },
  ])("are not applicable where $why: never full marks, never none", ({ counts }) => {
    const facts = questionFacts(counts);
    expect(facts["questions-answered"]).toEqual(nothing);
    expect(facts["questions-on-time"]).toEqual(nothing);
    expect(facts["questions-taken-in"]).toEqual(nothing);
    expect(facts["questions-signed"]).toEqual(nothing);
  });

  it.each<{ what: string; counts: Counts }>([
    { what: "answered late", counts: { answeredLate: 2 } },
    { what: "left alone", counts: {} },
    { what: "refused", counts: { refused: 2 } },
    { what: "passed on", counts: { transferredOut: 2 } },
    { what: "withdrawn at somebody's wish", counts: { withdrawn: 2 } },
  ])("two questions that turned late cost the same when they are $what", ({ counts }) => {
    expect(onTime({ received: 10, answeredOnTime: 8, late: 2, ...counts })).toEqual(known({ n: 8, of: 10 }));
  });

  it("a late answer to a question that turned late in an earlier period takes nothing more away", () => {
    expect(onTime({ received: 8, answeredOnTime: 8, answeredLate: 5 })).toEqual(known({ n: 8, of: 8 }));
  });

  it("what is answered beyond what came is of the period before: never more than the whole", () => {
    expect(questionFacts({ received: 2, answeredOnTime: 5 })["questions-answered"]).toEqual(known({ n: 2, of: 2 }));
  });

  it("a question that was never taken in counts as not taken in", () => {
    const takenIn = (counts: Counts) => questionFacts(counts)["questions-taken-in"];
    expect(takenIn({ received: 10, accepted: 8 })).toEqual(known({ n: 8, of: 10 }));
    expect(takenIn({ received: 10, accepted: 10, acceptedLate: 2 })).toEqual(known({ n: 8, of: 10 }));
  });
});

describe("the source of them", () => {
  const quarter = scorePeriodNamed("2024-quarter-1");
  if (!quarter) throw new Error("It is a period.");
  const bearers = [
    { portal: "cong-so-mau", unit: "so-mau" },
    { portal: "cong-so-mau-2", unit: "so-mau" },
    { portal: "cong-hoi-cu", unit: "hoi-cu" },
  ];
  const tallies = () => {
    const asked: string[] = [];
    const of = async (month: string): Promise<Tally[]> => {
      asked.push(month);
      return [
        { month, unit: "so-mau", counts: { received: 2, answeredOnTime: 1, late: 1 } },
        { month, unit: "khac", counts: { received: 9 } },
      ];
    };
    return { asked, of };
  };

  it("asks each month once for all bodies, and adds them up; both portals of a body have its facts; who is not there had no question", async () => {
    const read = tallies();
    const facts = await questionFactSource(read, "2024-01-01").of(bearers, quarter, "2024-04-01");
    expect(read.asked).toEqual(["2024-01", "2024-02", "2024-03"]);
    expect(facts.get("cong-so-mau")?.["questions-on-time"]).toEqual(known({ n: 3, of: 6 }));
    expect(facts.get("cong-so-mau-2")).toEqual(facts.get("cong-so-mau"));
    expect(facts.get("cong-hoi-cu")?.["questions-received"]).toEqual(nothing);
  });

  it("is silent on a period that began before anything was counted: a part would pass for the whole", async () => {
    const read = tallies();
    const facts = await questionFactSource(read, "2024-01-02").of(bearers, quarter, "2024-04-01");
    expect(read.asked).toEqual([]);
    expect(facts.get("cong-so-mau")).toMatchObject({
      "questions-on-time": { is: "not-measured", why: "source-silent" },
    });
  });

  it("is asked only where the set asks for one of its facts; a failure is no zero", async () => {
    const source = { keeps: questionFactIds, of: () => Promise.reject(new Error("out of reach")) };
    const unasked = await factsFrom([source], ["reports-dates"], bearers, quarter, "2024-04-01");
    expect(unasked.get("cong-so-mau")).toEqual({});
    const asked = factsFrom([source], ["questions-on-time"], bearers, quarter, "2024-04-01");
    await expect(asked).rejects.toThrow("out of reach");
  });
});
