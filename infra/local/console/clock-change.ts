/** Reads a change of the clock: `{ now }` or `{ advance }`, as JSON or from the page's form. */
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import { reasonOf } from "../failure.ts";
import { after, instantFrom } from "../moments.ts";
import { ConsoleRefusal } from "./reply.ts";

const change = z.union([z.strictObject({ now: z.string() }), z.strictObject({ advance: z.string() })]);

/** The moment that a request asks for. */
export function askedMoment(body: string, isForm: boolean, present: Instant): Instant {
  const result = change.safeParse(isForm ? formFields(body) : parsed(body));
  if (!result.success) {
    throw new ConsoleRefusal(
      422,
      "clock-change-invalid",
      'Nội dung phải là {"now": "2024-02-03T22:15:00+07:00"} hoặc {"advance": "P3D"}.',
      'The body is either {"now": "2024-02-03T22:15:00+07:00"} or {"advance": "P3D"}.',
    );
  }
  const moment = read(result.data, present);
  if (moment < present) {
    throw new ConsoleRefusal(
      409,
      "clock-backwards",
      `Đồng hồ đang chỉ ${isoOf(present)} và chỉ được chỉnh tới.`,
      `The clock shows ${isoOf(present)} and moves forward only.`,
    );
  }
  return moment;
}

function read(asked: z.output<typeof change>, present: Instant): Instant {
  try {
    return "now" in asked ? instantFrom(asked.now) : after(present, asked.advance);
  } catch (error) {
    throw new ConsoleRefusal(
      422,
      "moment-invalid",
      "Cần thời điểm ISO 8601 có múi giờ (2024-02-03T22:15:00+07:00), hoặc khoảng thời gian ISO 8601 (P3D, PT6H), trước năm 2200.",
      `An ISO 8601 instant with its offset (2024-02-03T22:15:00+07:00), or an ISO 8601 duration (P3D, PT6H), before the year 2200, is needed: ${reasonOf(error)}.`,
    );
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ConsoleRefusal(
      400,
      "body-not-json",
      "Nội dung không phải là JSON hợp lệ.",
      "The body is not valid JSON.",
    );
  }
}

function formFields(body: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(body)].filter(([, value]) => value !== ""));
}
