/** Parts that are made to fail, until set back: in memory only, drawn by a seed so that a run can be repeated. */
import * as z from "zod";
import { ConsoleRefusal } from "../console/reply.ts";
import { seededChance } from "./seeded-chance.ts";

const onOff = z.enum(["ok", "off"]);
const share = z.number().min(0).max(1);

/** How the mail service fails; each with a share, as `reset:0.2`, or every time. */
const mailFailures = ["off", "throttle", "reject", "unavailable", "timeout", "reset", "accept-then-reset"] as const;
export type MailFailure = (typeof mailFailures)[number];

const mailPattern = new RegExp(
  `^(?:ok|events-late|events-lost|bounce:.+|(?:${mailFailures.join("|")})(?::(?:0(?:\\.\\d+)?|1(?:\\.0+)?))?)$`,
);

const stateSchema = z.strictObject({
  /** `off`: no rule fires. */
  schedules: onOff,
  /** `off`: no stream record is handed over; after 24 hours they are gone. */
  streams: onOff,
  mail: z.string().regex(mailPattern),
  /** Share of the engine's calls that are refused for their number. */
  throttle: share,
  /** Share of the transactions that meet another one. */
  conflicts: share,
  /** Share of the batches of streams and queues that are handed over twice. */
  duplicates: share,
  /** Where the drawing begins. */
  seed: z.int().min(0),
});
export type FaultState = z.output<typeof stateSchema>;

const allWell: FaultState = {
  schedules: "ok",
  streams: "ok",
  mail: "ok",
  throttle: 0,
  conflicts: 0,
  duplicates: 0,
  seed: 1,
};

export interface Faults {
  state(): FaultState;
  /** Changes some; answers all. What cannot be understood is refused and changes nothing. */
  change(asked: unknown): FaultState;
  /** Whether it happens this time. */
  draw(name: "throttle" | "conflicts" | "duplicates"): boolean;
  /** How the mail service fails this time, if it does. */
  mailFailure(): MailFailure | undefined;
  /** What becomes of a mail's events. */
  mailEvents(): "at-once" | "late" | "lost";
  /** Whether an address exists no more. */
  bounces(address: string): boolean;
  /** Calls back after every change. */
  onChange(callBack: (state: FaultState) => void): void;
}

export function faultsOf(): Faults {
  let state = allWell;
  let chance = seededChance(state.seed);
  const callBacks: ((state: FaultState) => void)[] = [];
  return {
    state: () => state,
    change: (asked) => {
      const result = stateSchema.partial().safeParse(asked);
      if (!result.success) throw refusal(result.error);
      const given = Object.fromEntries(Object.entries(result.data).filter(([, value]) => value !== undefined));
      if (result.data.seed !== undefined) chance = seededChance(result.data.seed);
      state = { ...state, ...given };
      for (const callBack of callBacks) callBack(state);
      return state;
    },
    draw: (name) => chance.happens(state[name]),
    mailFailure: () => {
      const [name, of = "1"] = state.mail.split(":");
      const failure = mailFailures.find((known) => known === name);
      return failure !== undefined && chance.happens(Number(of)) ? failure : undefined;
    },
    mailEvents: () => (state.mail === "events-late" ? "late" : state.mail === "events-lost" ? "lost" : "at-once"),
    bounces: (address) => {
      const [, part] = /^bounce:(.+)$/.exec(state.mail) ?? [];
      return part !== undefined && address.toLowerCase().includes(part.toLowerCase());
    },
    onChange: (callBack) => {
      callBacks.push(callBack);
    },
  };
}

function refusal(error: z.ZodError): ConsoleRefusal {
  const where = error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`).join("; ");
  const english = `schedules and streams are "ok" or "off"; mail is "ok", "off", "throttle", "reject", "unavailable", "timeout", "reset", "accept-then-reset" (each also with a share, as "reset:0.2"), "events-late", "events-lost" or "bounce:<part of address>"; throttle, conflicts and duplicates are shares from 0 to 1. ${where}`;
  return new ConsoleRefusal(422, "faults-invalid", `Nội dung không hợp lệ: ${where}.`, english);
}
