import { expect, test } from "vitest";
import { isoOf } from "../../../infra/local/clock.ts";
import { askedMoment } from "../../../infra/local/console/clock-change.ts";

const present = Date.parse("2024-02-03T15:15:00Z");

test.each<[body: string, isForm: boolean, moment: string]>([
  ['{"now":"2024-02-04T00:00:00+07:00"}', false, "2024-02-03T17:00:00.000Z"],
  ['{"advance":"P3D"}', false, "2024-02-06T15:15:00.000Z"],
  ['{"advance":"PT0S"}', false, "2024-02-03T15:15:00.000Z"],
  ["advance=P1D", true, "2024-02-04T15:15:00.000Z"],
  ["now=2024-02-04T00%3A00%3A00%2B07%3A00&advance=", true, "2024-02-03T17:00:00.000Z"],
])("%s is read", (body, isForm, moment) => {
  expect(isoOf(askedMoment(body, isForm, present))).toBe(moment);
});

test.each<[body: string, status: number, code: string]>([
  ["{", 400, "body-not-json"],
  ["", 400, "body-not-json"],
  ["[]", 422, "clock-change-invalid"],
  ["{}", 422, "clock-change-invalid"],
  ['{"now":1}', 422, "clock-change-invalid"],
  ['{"now":"2024-02-04T00:00:00Z","advance":"P1D"}', 422, "clock-change-invalid"],
  ['{"advance":"P1D","other":1}', 422, "clock-change-invalid"],
  ['{"now":"tomorrow"}', 422, "moment-invalid"],
  ['{"now":"2024-02-04T00:00:00"}', 422, "moment-invalid"],
  ['{"advance":"3 days"}', 422, "moment-invalid"],
  ['{"advance":"P900Y"}', 422, "moment-invalid"],
  ['{"now":"2024-02-03T15:14:59Z"}', 409, "clock-backwards"],
  ['{"advance":"-PT1S"}', 409, "clock-backwards"],
])("%s is refused: %i %s", (body, status, code) => {
  expect(() => askedMoment(body, false, present)).toThrow(expect.objectContaining({ status, code }));
});
