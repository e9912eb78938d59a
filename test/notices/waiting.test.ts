/** Since when a notice waits to leave, in the words of the alarm: it could have left and has not. */
import { expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import type { Notice } from "../../shared/notices/notice.ts";
import { waitingSince } from "../../shared/notices/waiting.ts";

const calendar = workingCalendar(officialYears);
const at = (text: string) => Date.parse(`${text}:00+07:00`);
const officer = { kind: "officer", id: "so-tu-phap.clerk" } as const;
const row = (more: Partial<Notice>): Notice => ({
  id: "question#1#due-today#p1#so-tu-phap.clerk",
  revision: 1,
  subject: "question#1",
  cause: "due-today",
  by: "mail",
  template: { id: "due-today", version: 1 },
  recipient: { kind: "asker" },
  priority: 0,
  state: "planned",
  plannedAt: "2024-02-05T02:00:00.000Z",
  dueAt: "2024-02-05T02:00:00.000Z",
  attempts: 0,
  resends: 0,
  mailIds: [],
  ...more,
});

it.each<[string, Partial<Notice>, string, string | undefined]>([
  ["an asker's, planned", {}, "2024-02-05T23:00", "2024-02-05T09:00"],
  [
    "an asker's, taken by a sender that has not come back",
    { state: "claimed" },
    "2024-02-05T10:00",
    "2024-02-05T09:00",
  ],
  ["at its very moment", {}, "2024-02-05T09:00", "2024-02-05T09:00"],
  ["planned for later", {}, "2024-02-05T08:59", undefined],
  [
    "refused for now and tried again later: it has not left",
    { dueAt: "2024-02-05T03:30:00.000Z" },
    "2024-02-05T10:00",
    "2024-02-05T09:00",
  ],
  [
    "sent again after its fate was unknown: left alone on purpose until then",
    { resends: 1, dueAt: "2024-02-05T03:30:00.000Z" },
    "2024-02-05T11:00",
    "2024-02-05T10:30",
  ],
  ["of unknown fate: it may have left", { state: "unknown" }, "2024-02-05T12:00", undefined],
  ["held: that rings by itself", { state: "held" }, "2024-02-05T18:00", undefined],
  ["gone", { state: "sent" }, "2024-02-05T12:00", undefined],
  ["owed by telephone: a clerk's work, not the mail's", { by: "call" }, "2024-02-05T12:00", undefined],
  ["an officer's, within the window", { recipient: officer }, "2024-02-05T10:00", "2024-02-05T09:00"],
  [
    "an officer's, when the window is closed: nobody may be written to",
    { recipient: officer },
    "2024-02-05T17:00",
    undefined,
  ],
  [
    "an officer's of the day before: counted from this opening",
    { recipient: officer },
    "2024-02-06T08:00",
    "2024-02-06T07:30",
  ],
  ["an officer's over Tết", { recipient: officer }, "2024-02-09T10:00", undefined],
])("%s", (_, more, now, since) => {
  expect(waitingSince(row(more), at(now), calendar)).toBe(since === undefined ? undefined : at(since));
});
