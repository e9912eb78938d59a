/** Worked examples of rule R: receipt in the province's time, day 1, and the due days of 5, 8 and 10 working days. */
export const workedExamples: readonly [
  receivedAt: string,
  startsOn: string,
  own: string,
  joint: string,
  special: string,
  why: string,
][] = [
  ["2026-11-16T07:59", "2026-11-16", "2026-11-20", "2026-11-26", "2026-11-30", "a minute before 08:00: the same day"],
  [
    "2026-11-16T08:00:00",
    "2026-11-16",
    "2026-11-20",
    "2026-11-26",
    "2026-11-30",
    "08:00:00.000 itself belongs to the day",
  ],
  [
    "2026-11-16T08:01",
    "2026-11-17",
    "2026-11-23",
    "2026-11-27",
    "2026-12-01",
    "a minute after 08:00: the next working day",
  ],
  [
    "2026-11-16T10:00",
    "2026-11-17",
    "2026-11-23",
    "2026-11-27",
    "2026-12-01",
    "within office hours: still the next working day",
  ],
  ["2026-11-16T16:59", "2026-11-17", "2026-11-23", "2026-11-27", "2026-12-01", "before the end of office hours"],
  ["2026-11-16T17:01", "2026-11-17", "2026-11-23", "2026-11-27", "2026-12-01", "after the end of office hours"],
  ["2026-11-16T23:59", "2026-11-17", "2026-11-23", "2026-11-27", "2026-12-01", "a minute before midnight"],
  [
    "2026-11-23T08:30",
    "2026-11-25",
    "2026-12-01",
    "2026-12-04",
    "2026-12-08",
    "the next day, 24/11, is a holiday since 2026",
  ],
  ["2026-08-21T09:00", "2026-08-22", "2026-08-27", "2026-09-04", "2026-09-08", "Friday before a worked Saturday"],
  ["2026-08-22T07:59", "2026-08-22", "2026-08-27", "2026-09-04", "2026-09-08", "a worked Saturday starts the time"],
  ["2024-06-03T07:30", "2024-06-03", "2024-06-07", "2024-06-12", "2024-06-14", "Monday before 08:00"],
  ["2024-06-08T22:15", "2024-06-10", "2024-06-14", "2024-06-19", "2024-06-21", "Saturday evening"],
  ["2024-02-05T15:00", "2024-02-06", "2024-02-19", "2024-02-22", "2024-02-26", "Tết lies between"],
  ["2025-01-24T10:00", "2025-02-03", "2025-02-07", "2025-02-12", "2025-02-14", "the last working day before Tết"],
  [
    "2025-12-23T15:00",
    "2025-12-24",
    "2025-12-30",
    "2026-01-06",
    "2026-01-08",
    "over the new year, with the swap of 02/01/2026",
  ],
  ["2026-01-05T10:00", "2026-01-06", "2026-01-10", "2026-01-14", "2026-01-16", "due on a worked Saturday"],
  [
    "2024-02-03T22:15",
    "2024-02-05",
    "2024-02-16",
    "2024-02-21",
    "2024-02-23",
    "the letter's own case: Saturday before Tết",
  ],
];

/** An instant of the province. */
export function inProvince(local: string): number {
  return Date.parse(`${local.length === 16 ? `${local}:00` : local}+07:00`);
}
