import { describe, expect, it } from "vitest";
import {
  acceptedReport,
  alsoMet,
  draftedReport,
  excusedObligation,
  extendedObligation,
  handedIn,
  moved,
  returnedReport,
} from "../../shared/reports/hand-in.ts";
import { isSettled, obligationMoves, obligationStates } from "../../shared/reports/moves.ts";
import { type ObligationHead, standingOf } from "../../shared/reports/obligation.ts";
import { inProvince } from "../calendar/worked-examples.ts";

const owed: ObligationHead = {
  id: "2024-quarter-2.so-tu-phap",
  unit: "so-tu-phap",
  group: "departments",
  of: "2024-quarter-2",
  period: { kind: "quarter-2", year: 2024, dataFrom: "2024-03-15", dataTo: "2024-06-14" },
  dueOn: "2024-06-18",
  provisional: false,
  to: "ubnd-tinh",
  tier: "direct",
  gathers: false,
  regime: "dinh-ky-2020",
  state: "owed",
  version: 1,
  sequence: 1,
  plan: {
    version: 1,
    ladder: "report-1",
    watermark: "2024-06-15T00:00:00.000Z",
    nextCheckAt: "2024-06-17T01:00:00.000Z",
  },
};
const halfYear: ObligationHead = {
  ...owed,
  id: "2024-half-year.so-tu-phap",
  of: "2024-half-year",
  period: { kind: "half-year", year: 2024, dataFrom: "2023-12-15", dataTo: "2024-06-14" },
};
const report = { number: 1, by: "so-tu-phap.leader", isComplete: true, isValid: true };
const at = (text: string) => inProvince(text);

describe("handing in", () => {
  it.each([
    ["2024-06-15T00:00", 0, "the first moment after the close"],
    ["2024-06-18T23:59", 0, "the last minute of the due day"],
    ["2024-06-19T00:00", 1, "one minute later, by local date"],
    ["2024-06-22T10:00", 4, "days off count: the due day is a date"],
  ])("at %s is late by %i days: %s", (moment, lateDays) => {
    expect(handedIn(owed, report, at(moment)).first).toMatchObject({ on: moment.slice(0, 10), lateDays });
  });

  it("before the data are closed is refused", () => {
    expect(() => handedIn(owed, report, at("2024-06-14T23:59"))).toThrow("period-not-closed");
  });

  it("again is a supplement: a new version, and the first date decides for ever", () => {
    const first = handedIn(owed, report, at("2024-06-18T10:00"));
    const second = handedIn(first, { ...report, number: 2 }, at("2024-07-30T10:00"));
    expect(second).toMatchObject({
      state: "submitted",
      report: { number: 2 },
      first: { on: "2024-06-18", lateDays: 0 },
    });
  });

  it("late is taken and marked, whatever was returned before", () => {
    const first = handedIn(owed, report, at("2024-06-20T10:00"));
    const back = returnedReport(
      first,
      { reason: "Thiếu số liệu", fields: ["figures.visits"], dueOn: "2024-06-25", by: "x" },
      at("2024-06-21T10:00"),
    );
    expect(standingOf(back, "2024-06-22")).toBe("returned");
    expect(handedIn(back, { ...report, number: 2 }, at("2024-06-24T10:00"))).toMatchObject({
      first: { lateDays: 2 },
      returned: undefined,
      state: "submitted",
    });
  });

  it("an extension moves the last day in time and leaves the due day", () => {
    const extended = extendedObligation(
      owed,
      { until: "2024-06-21", reason: "Mưa lũ", by: "x" },
      at("2024-06-17T10:00"),
    );
    expect(extended.dueOn).toBe("2024-06-18");
    expect(handedIn(extended, report, at("2024-06-21T10:00")).first?.lateDays).toBe(0);
    expect(handedIn(extended, report, at("2024-06-22T10:00")).first?.lateDays).toBe(1);
  });

  it("one upload meets both labels of a day", () => {
    const met = handedIn(owed, report, at("2024-06-18T10:00"));
    expect(alsoMet(halfYear, met, at("2024-06-18T10:00"))).toMatchObject({
      state: "submitted",
      metBy: owed.id,
      first: { lateDays: 0 },
    });
  });

  it.each([
    ["of another body", { unit: "so-y-te" }],
    ["of another day", { dueOn: "2024-09-18" }],
    ["that is the same", { id: owed.id }],
    ["of an order", { period: undefined }],
  ])("an obligation %s is not met as well", (_, change) => {
    const met = handedIn(owed, report, at("2024-06-18T10:00"));
    expect(() => alsoMet({ ...halfYear, ...change }, met, at("2024-06-18T10:00"))).toThrow("does-not-coincide");
  });
});

describe("what else becomes of an obligation", () => {
  it("a draft may be begun before the close and goes to the leader", () => {
    const draft = draftedReport({ ...owed, state: "expected" }, "so-tu-phap.clerk", true, at("2024-06-10T10:00"));
    expect(draft).toMatchObject({
      state: "waiting-for-leader",
      draft: { number: 1, by: "so-tu-phap.clerk" },
      version: 2,
    });
  });

  it("an accepted report is closed, and a supplement opens it again", () => {
    const accepted = acceptedReport(handedIn(owed, report, at("2024-06-18T10:00")));
    expect(isSettled(accepted.state)).toBe(true);
    expect(handedIn(accepted, { ...report, number: 2 }, at("2024-06-25T10:00")).state).toBe("submitted");
  });

  it("an excuse ends what is owed, with its reason", () => {
    const excused = excusedObligation(owed, { reason: "Sáp nhập", by: "x" }, at("2024-06-17T10:00"));
    expect(excused).toMatchObject({ state: "excused", excuse: { reason: "Sáp nhập" }, plan: { nextCheckAt: null } });
    expect(standingOf(excused, "2024-07-01")).toBe("excused");
    expect(() => handedIn(excused, report, at("2024-06-18T10:00"))).toThrow("move-not-allowed");
  });

  it("days that lie behind are refused", () => {
    const now = at("2024-06-20T10:00");
    expect(() => extendedObligation(owed, { until: "2024-06-18", reason: "x", by: "x" }, now)).toThrow("day-not-ahead");
    const handed = handedIn(owed, report, now);
    expect(() => returnedReport(handed, { reason: "x", fields: [], dueOn: "2024-06-20", by: "x" }, now)).toThrow(
      "day-not-ahead",
    );
  });

  it.each([
    ["2024-06-18", "not-yet-due"],
    ["2024-06-19", "missing"],
  ])("on %s one that was not handed in is %s", (today, standing) => {
    expect(standingOf(owed, today)).toBe(standing);
  });

  it("every state is reached, and only moves of the table are made", () => {
    expect(new Set(obligationMoves.map(({ to }) => to))).toEqual(new Set(obligationStates));
    const allowed = new Set(obligationMoves.map(({ event, from }) => `${event} ${from}`));
    for (const state of obligationStates) {
      for (const { event } of obligationMoves) {
        const go = () => moved({ ...owed, state }, event);
        if (allowed.has(`${event} ${state}`)) expect(go).not.toThrow();
        else expect(go, `${event} from ${state}`).toThrow("move-not-allowed");
      }
    }
  });
});
