/** Who is told of what, when, and under which key. */
import { describe, expect, it } from "vitest";
import type { Role } from "../../shared/access/roles.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { ladderOn } from "../../shared/deadlines/ladders.ts";
import { idOfTag, tagOf } from "../../shared/notices/notice.ts";
import { reasonsOf } from "../../shared/notices/notices-consumer.ts";
import { officersMeant } from "../../shared/notices/people.ts";
import { type AskerBy, type Facts, plannedNotices } from "../../shared/notices/plan-notices.ts";
import { scoreRungTellings } from "../../shared/notices/score-tellings.ts";
import { noticeShown } from "../../shared/notices/shown-notice.ts";
import { rungTellings, tellingsOf } from "../../shared/notices/tellings.ts";
import { type ChangeEvent, changeEvent } from "../../shared/platform/events.ts";
import { unit as unitSchema } from "../../shared/units/unit.ts";

const calendar = workingCalendar(officialYears);
const people = {
  clerk: ["so-tu-phap.clerk", "so-tu-phap.deputy"],
  leader: ["so-tu-phap.leader"],
  governing: ["ubnd-tinh.leader"],
  province: ["van-phong-ubnd-tinh.supervisor"],
};

function event(kind: string, more: Partial<ChangeEvent> = {}): ChangeEvent {
  return changeEvent.parse({
    subject: "question#3K7A-9Q2M-T",
    sequence: 4,
    version: 3,
    kind,
    at: "2024-02-05T03:00:00.000Z",
    by: { kind: "officer", id: "so-tu-phap.clerk", role: "clerk", unit: "so-tu-phap" },
    unit: "so-tu-phap",
    ...more,
  });
}
function rung(ids: string[], at: string, plan = 1): ChangeEvent {
  return event("deadline-rung-reached", {
    facts: { rungs: ids, plan, ladder: "question-1", at: new Date(at).toISOString(), dueOn: "2024-02-16", lateDays: 0 },
  });
}
function planned(of: ChangeEvent, more: { now?: string; askerBy?: AskerBy } = {}) {
  const now = Date.parse(more.now ?? of.at);
  const facts: Facts = { event: of, people, askerBy: more.askerBy ?? "mail", calendar, now };
  return reasonsOf(of).flatMap((reason) => plannedNotices(reason, facts));
}
const shown = (rows: ReturnType<typeof planned>) =>
  rows.map(({ id, template, dueAt }) => [id.replace("question#3K7A-9Q2M-T#", ""), template.id, dueAt]);

describe("events", () => {
  it("a new question: receipt at once, one digest per clerk on the next day", () => {
    expect(shown(planned(event("question-received")))).toEqual([
      ["question-received#e4#asker", "question-received", "2024-02-05T03:00:00.000Z"],
      ["digest#so-tu-phap.clerk#2024-02-06", "digest", "2024-02-06T01:00:00.000Z"],
      ["digest#so-tu-phap.deputy#2024-02-06", "digest", "2024-02-06T01:00:00.000Z"],
    ]);
  });

  const classes = {
    class: "joint",
    previousClass: "own",
    dueOn: "2024-02-21",
    previousDueOn: "2024-02-16",
    appointmentOn: null,
  };
  it.each<[string, Partial<ChangeEvent>, string[]]>([
    ["raised to joint", { facts: classes }, ["leader:question-classified", "asker:question-due-moved"]],
    [
      "raised to special, with an appointment",
      { facts: { ...classes, class: "special", dueOn: "2024-02-23", appointmentOn: "2024-02-22" } },
      ["leader:question-classified", "asker:question-appointment", "clerk:digest"],
    ],
    [
      "put back by the leader",
      {
        by: { kind: "officer", id: "so-tu-phap.leader", role: "leader" },
        facts: { ...classes, class: "own", previousClass: "joint", dueOn: "2024-02-16", previousDueOn: "2024-02-21" },
      },
      ["clerk:question-reverted", "asker:question-due-moved"],
    ],
    ["left as it was", { facts: { ...classes, class: "own", dueOn: "2024-02-16" } }, []],
  ])("a class %s", (_name, more, expected) => {
    const tellings = tellingsOf(event("question-classified", more));
    expect(tellings.map(({ audience, template }) => `${audience}:${template}`)).toEqual(expected);
  });

  it("what nobody needs to be told", () => {
    for (const kind of ["question-accepted", "question-drafted", "portal-changed", "something-new"]) {
      expect(planned(event(kind))).toEqual([]);
    }
    expect(planned(event("question-received", { subject: "unit#so-tu-phap" }))).toEqual([]);
  });

  it("an officer's mail of the evening leaves in the morning; an asker's at once", () => {
    const late = { at: "2024-02-07T13:00:00.000Z" };
    expect(planned(event("question-returned", late)).map(({ dueAt }) => dueAt)).toEqual([
      "2024-02-15T00:30:00.000Z",
      "2024-02-15T00:30:00.000Z",
    ]);
    expect(planned(event("question-answered", late)).map(({ dueAt }) => dueAt)).toEqual(["2024-02-07T13:00:00.000Z"]);
  });

  it("an asker with a telephone only: a call where one is owed, otherwise a row that says why not; gone: nothing", () => {
    const called = planned(event("question-answered"), { askerBy: "phone" });
    expect(called.map(({ by, state }) => [by, state])).toEqual([
      ["call", "planned"],
      ["digest", "planned"],
      ["digest", "planned"],
    ]);
    expect(called[0]?.lookAt).toBeUndefined();
    expect(planned(event("question-answered")).map(({ by }) => by)).toEqual(["mail"]);
    expect(planned(event("question-transferred"), { askerBy: "phone" })[0]).toMatchObject({
      state: "skipped",
      reason: "no-address",
    });
    expect(planned(event("question-answered"), { askerBy: "nobody" })).toEqual([]);
  });

  it("every row is of one recipient and holds no address; a tag carries its id both ways", () => {
    for (const row of [
      ...planned(event("question-received")),
      ...planned(rung(["due-today"], "2024-02-16T08:00:00+07:00")),
    ]) {
      expect(JSON.stringify(row)).not.toContain("@");
      expect(tagOf(row.id)).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
      expect(idOfTag(tagOf(row.id))).toBe(row.id);
    }
  });
});

describe("rungs", () => {
  const rungs = ladderOn("question", "2024-01-01").rungs;
  it.each(rungs.map((entry) => [entry.id, entry] as const))("%s has a text for each of its people", (_id, entry) => {
    const tellings = rungTellings(entry);
    expect(tellings.map(({ audience }) => audience)).toEqual(entry.audiences);
    if (entry.by === "mail") expect(tellings.every(({ template }) => template !== "digest")).toBe(true);
  });

  it.each([
    ["self-score", ["clerk score-self-due-soon", "clerk score-self-due-today", "leader score-self-due-today"]],
    ["reconsideration-window", ["leader reconsideration-closes-today"]],
    ["reconsideration-answer", Array(3).fill("province reconsideration-due")],
  ] as const)("of a %s go by mail to those who act, each with a text that belongs to it", (kind, expected) => {
    const told = ladderOn(kind, "2024-01-01").rungs.flatMap(scoreRungTellings);
    const mails = told.filter(({ by }) => by === "mail").map(({ audience, template }) => `${audience} ${template}`);
    expect(mails).toEqual(expected);
    const lists = told.filter(({ by }) => by === "list").map(({ template }) => template);
    expect(lists).toEqual(kind === "self-score" ? ["score-self-late-list"] : []);
  });

  it("a new rung by mail without a text is an error, not silence", () => {
    const unheard = { id: "unheard", from: "due", days: 9, audiences: ["clerk"], by: "mail" } as const;
    expect(() => rungTellings(unheard)).toThrow("no text");
    expect(() => scoreRungTellings(unheard)).toThrow("no text");
  });

  it("the key holds the plan: a plan made anew tells anew, a repeated event does not", () => {
    const at = "2024-02-16T08:00:00+07:00";
    const ids = (of: ChangeEvent) => planned(of).map(({ id }) => id);
    expect(ids(rung(["due-today"], at, 1))).toEqual(ids(rung(["due-today"], at, 1)));
    expect(ids(rung(["due-today"], at, 2))).not.toEqual(ids(rung(["due-today"], at, 1)));
  });

  it("two rungs of one moment, one digest per person", () => {
    const rows = planned(rung(["due-in-1", "appointment-in-1"], "2024-02-15T08:00:00+07:00"));
    expect([...new Set(rows.map(({ id }) => id))]).toEqual([
      "digest#so-tu-phap.clerk#2024-02-15",
      "digest#so-tu-phap.deputy#2024-02-15",
      "digest#so-tu-phap.leader#2024-02-15",
    ]);
  });

  it.each([
    ["2024-02-15T08:04:00+07:00", "2024-02-15", "2024-02-15T01:00:00.000Z", "minutes later: that day's"],
    ["2024-02-16T10:00:00+07:00", "2024-02-16", "2024-02-16T03:00:00.000Z", "a day later: at once, in the window"],
    ["2024-02-16T20:00:00+07:00", "2024-02-19", "2024-02-19T00:30:00.000Z", "out of hours: when it opens again"],
  ])("a digest noticed at %s is of %s: %s", (now, day, dueAt) => {
    const [row] = planned(rung(["due-in-1"], "2024-02-15T08:00:00+07:00"), { now });
    expect(row).toMatchObject({ id: `digest#so-tu-phap.clerk#${day}`, dueAt, plannedAt: "2024-02-15T01:00:00.000Z" });
  });
});

describe("people", () => {
  const since = "2020-01-01";
  const unit = (id: string, kind: string, governedBy: string[] = []) =>
    unitSchema.parse({
      id,
      kind,
      level: "province",
      names: [{ name: id, from: since }],
      from: since,
      governedBy: governedBy.map((unit) => ({ unit, from: since })),
    });
  const units = [
    unit("so-mau", "department", ["ubnd-tinh"]),
    unit("so-minh", "department", ["so-minh"]),
    unit("so-le", "department"),
    unit("chi-uy", "party", ["tinh-uy-ban"]),
    unit("tinh-uy-ban", "party", ["tinh-uy"]),
    unit("tinh-uy", "party", ["tinh-uy"]),
    unit("hoi-mau", "mass-organisation"),
    unit("vong-a", "party", ["vong-b"]),
    unit("vong-b", "party", ["vong-a"]),
  ];
  const register = {
    unitOf: async (id: string) => units.find((entry) => entry.id === id),
    officersAt: async (id: string, role: Role) => [`${id}.${role}`],
  };
  const meant = (audience: "clerk" | "governing" | "province", id: string) =>
    officersMeant(audience, id, "2024-02-16", register, "van-phong");

  it.each([
    ["clerk", "so-mau", ["so-mau.clerk"]],
    ["governing", "so-mau", ["ubnd-tinh.leader"]],
    ["governing", "so-minh", []],
    ["governing", "so-le", []],
    ["province", "so-mau", ["van-phong.supervisor"]],
    ["governing", "chi-uy", ["tinh-uy-ban.leader"]],
    ["province", "chi-uy", ["tinh-uy.leader"]],
    ["province", "tinh-uy", []],
    ["province", "hoi-mau", []],
    ["province", "nowhere", []],
  ] as const)("%s of %s: %j", async (audience, id, expected) => {
    expect(await meant(audience, id)).toEqual(expected);
  });

  it("a line that is a circle ends", async () => {
    expect(await meant("province", "vong-a")).toHaveLength(1);
  });
});

describe("a notice as officers see it", () => {
  it("shows what was told to whom, not the dispatcher's own marks, and no address", () => {
    const [row] = planned(event("question-received"));
    if (!row) throw new Error("no row");
    const shownRow = noticeShown(row);
    expect(Object.keys(shownRow)).not.toContain("lookAt");
    expect(Object.keys(shownRow)).not.toContain("revision");
    expect(shownRow).toMatchObject({
      recipient: { kind: "asker" },
      template: { id: "question-received", version: 1 },
      state: "planned",
    });
  });
});
