/** Requests whose path or query is wrong. */
import type { Fault } from "../../problems.ts";

export interface BadRequest {
  readonly request: string;
  /** @default invalid-content, 422 */
  readonly code?: string;
  readonly status?: number;
  readonly faults?: readonly Fault[];
}

const receivedAt = "receivedAt=2024-02-03T22:15:00%2B07:00";

function deadlines(query: string, ...faults: Fault[]): BadRequest {
  return { request: `GET /v1/deadlines${query}`, faults };
}

const moments = [
  "",
  "abc",
  "now",
  "2024-02-03",
  "2024-02-03T22:15:00",
  "2024-02-30T10:00:00%2B07:00",
  "2023-02-29T10:00:00Z",
  "2024-13-01T10:00:00Z",
  "2024-02-03T24:30:00Z",
  // A plus sign that was not encoded arrives as a space.
  "2024-02-03T22:15:00+07:00",
  "1706973300000",
  "-2024-02-03T22:15:00Z",
  "2024-02-03T22:15:00%2B07:00%0A",
  "2024-02-03T22:15:00%2B25:00",
  // Days whose year has more or fewer than four digits, here or in the province.
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00%2B14:00",
  "9999-12-31T23:59:59Z",
  "9999-12-31T23:59:59-23:59",
  "%00",
  "%zz",
  "%ED%A0%80",
  "9".repeat(4_000),
];

/** Moments in years without a calendar, and the first of these years. */
const outsideCalendars = [
  ["2019-12-31T23:59:59Z", 2020],
  ["2031-01-04T08:00:00%2B07:00", 2031],
  ["0001-01-02T00:00:00%2B00:00", 1],
  ["9999-12-30T23:59:59.999999999Z", 9999],
] as const;

const days: readonly (readonly [string, string])[] = [
  ["0", "too-small"],
  ["-1", "too-small"],
  ["31", "too-large"],
  ["999999999", "too-large"],
  ["1e400", "not-an-integer"],
  ["9999999999", "not-an-integer"],
  ["2.5", "not-an-integer"],
  ["5.0", "not-an-integer"],
  ["abc", "not-an-integer"],
  ["", "not-an-integer"],
  ["%205", "not-an-integer"],
  ["5%0A", "not-an-integer"],
  ["0x5", "not-an-integer"],
  ["1e1", "not-an-integer"],
  ["NaN", "not-an-integer"],
  ["Infinity", "not-an-integer"],
  ["n%C4%83m", "not-an-integer"],
  ["%D9%A5", "not-an-integer"],
  ["5&days=6", "not-an-integer"],
  ["5,6", "not-an-integer"],
];

/** A cursor that no list gave. */
export function forged(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

const lists = ["units", "portals"];
const cursors = [
  "x",
  "",
  "bnVsbA",
  "%F0%9F%98%80",
  "..%2F..",
  forged(null),
  forged([]),
  forged({}),
  forged("units"),
  forged({ id: "officer#so-tu-phap.clerk", part: "record", kind: "officer", recordId: "so-tu-phap.clerk" }),
  forged({ id: { S: "unit#so-tu-phap" }, part: "record", kind: "unit", recordId: "so-tu-phap" }),
  forged({ id: "", part: "record", kind: "unit", recordId: "so-tu-phap" }),
  forged({ id: 1, part: 2, kind: "unit", recordId: 3 }),
  forged({ id: "unit#so-tu-phap", part: "record", kind: "unit" }),
  forged({ id: "unit#so-tu-phap", part: "record", kind: "unit", recordId: "so-tu-phap", more: 1 }),
];

/** Anyone may send these. */
export const badPublicRequests: readonly BadRequest[] = [
  deadlines("", ["receivedAt", "missing"]),
  deadlines("?days=5", ["receivedAt", "missing"]),
  deadlines("?days=x", ["receivedAt", "missing"], ["days", "not-an-integer"]),
  ...moments.map((moment) => deadlines(`?receivedAt=${moment}`, ["receivedAt", "instant-malformed"])),
  deadlines(`?${receivedAt}&${receivedAt}`, ["receivedAt", "instant-malformed"]),
  ...days.map(([value, code]) => deadlines(`?${receivedAt}&days=${value}`, ["days", code])),
  deadlines(`?${receivedAt}&day=5`, ["day", "unknown-field"]),
  deadlines(`?${receivedAt}&key=x`, ["key", "unknown-field"]),
  deadlines(`?${receivedAt}&__proto__=x`, ["__proto__", "unknown-field"]),
  deadlines(`?${receivedAt}&constructor=x&toString=y`, ["constructor", "unknown-field"], ["toString", "unknown-field"]),
  deadlines(`?${receivedAt}&=x`, ["", "unknown-field"]),
  ...outsideCalendars.map(
    ([moment, year]): BadRequest => ({
      request: `GET /v1/deadlines?receivedAt=${moment}`,
      code: "calendar-not-published",
      faults: [[`calendar.${year}`, "calendar-not-published"]],
    }),
  ),
  { request: "GET /v1/calendar/abc", faults: [["year", "not-an-integer"]] },
  { request: "GET /v1/calendar/1999", faults: [["year", "too-small"]] },
  { request: "GET /v1/calendar/99999", faults: [["year", "too-large"]] },
  { request: "GET /v1/calendar/2024%20", faults: [["year", "not-an-integer"]] },
  { request: "GET /v1/calendar/2031", status: 404, code: "not-found" },
  { request: "GET /v1/calendar/2024?version=1", faults: [["version", "unknown-field"]] },
  ...lists.flatMap((list): BadRequest[] => [
    { request: `GET /v1/${list}?limit=0`, faults: [["limit", "too-small"]] },
    { request: `GET /v1/${list}?limit=201`, faults: [["limit", "too-large"]] },
    { request: `GET /v1/${list}?limit=all`, faults: [["limit", "not-an-integer"]] },
    { request: `GET /v1/${list}?limit=5&limit=6`, faults: [["limit", "not-an-integer"]] },
    { request: `GET /v1/${list}?page=2`, faults: [["page", "unknown-field"]] },
    { request: `GET /v1/${list}?cursor=${"x".repeat(6_000)}`, faults: [["cursor", "too-long"]] },
    ...cursors.map((cursor) => ({
      request: `GET /v1/${list}?cursor=${cursor}`,
      status: 400,
      code: "cursor-invalid",
    })),
  ]),
  { request: "GET /v1/units?parent=S%E1%BB%9F", faults: [["parent", "id-malformed"]] },
  { request: "GET /v1/units?parent=", faults: [["parent", "id-malformed"]] },
  { request: "GET /v1/units?parent=so-tu-phap&parent=ubnd-tinh", faults: [["parent", "id-malformed"]] },
  ...["so-khong-co", "So-tu-phap", "%00", "unit%23so-tu-phap", "..%2Funits", "%F0%9F%98%80", "__proto__", "*"].flatMap(
    (id): BadRequest[] => [
      { request: `GET /v1/units/${id}`, status: 404, code: "not-found" },
      { request: `GET /v1/portals/${id}`, status: 404, code: "not-found" },
    ],
  ),
  { request: `GET /v1/units/${"a".repeat(201)}`, faults: [["unit", "too-long"]] },
  { request: `GET /v1/units/${"%E1%BA%BF".repeat(200)}`, status: 404, code: "not-found" },
];

/** Only the gateway answers these: paths and methods that no route has. */
export const unknownToTheGateway = [
  "GET /",
  "GET /v1",
  "GET /v1/",
  "GET /v1/question",
  "GET /v2/questions",
  "GET /V1/units",
  "GET /v1/Units",
  "GET /v1/units/",
  "GET //v1/units",
  "GET /v1//units",
  "GET /v1/units/so-tu-phap/x",
  "GET /v1/../v1/units",
  "GET /v1/units%2Fso-tu-phap",
  "GET /v1/questions",
  "GET /v1/questions/",
  "GET /clock",
  "GET /keys?portal=cong-so-tu-phap",
  "GET /tables/questions",
  "GET /.env",
  "POST /v1/units/so-tu-phap",
  "PUT /v1/questions",
  "PATCH /v1/units/so-tu-phap",
  "DELETE /v1/units/so-tu-phap",
  "DELETE /v1/questions/0000-0000-0",
  "TRACE /v1/units",
  "PROPFIND /v1/units",
];

/** Paths that cannot be decoded. */
export const undecodable = ["%", "%zz", "%E0%A4%A", "%ED%A0%80", "so-tu-phap%"];
