/** Structured logs with a closed list of codes. Fields are ids, counts and codes; never text of people, never personal data. */
import { systemClock } from "./clock.ts";

/** Code → level. Alarms count some of these; the runbook explains each. */
export const logCodes = {
  "request-answered": "info",
  "request-failed": "error",
  "calendar-missing": "error",
  "question-received": "info",
  "transaction-retried": "warn",
  "issuer-unreachable": "error",
  "event-stuck": "error",
  "events-caught-up": "warn",
  "job-done": "info",
  "job-failed": "error",
  "notice-planned": "info",
  "notice-without-recipient": "warn",
  "mail-queue-unreachable": "warn",
  "feedback-unmatched": "warn",
  "notice-sent": "info",
  "mail-event-seen": "info",
  "mail-held": "warn",
  "notice-refused": "warn",
  "notice-unknown": "error",
  "notice-held": "error",
  "notice-bounced": "warn",
  "sweep-stopped-early": "warn",
  "reports-body-unplaced": "warn",
  "documents-queue-unreachable": "warn",
  "score-period-waits": "warn",
  "score-portal-unplaced": "warn",
  "scores-not-published": "warn",
  "document-failed": "error",
} as const satisfies Record<string, "info" | "warn" | "error">;

export type LogCode = keyof typeof logCodes;
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  /** Writes one line. `error`: only its name, stack and message of our own or of a library; never a request body. */
  write(code: LogCode, fields?: LogFields, error?: Error): void;
}

/**
 * The Lambda log of one function: one JSON line per code, in the form that Lambda's JSON log format takes as it is.
 * Written by hand: a logger's library costs each cold start 3 ms and 22 kB, and we need one line of it.
 */
export function lambdaLog(service: string): Log {
  return {
    write: (code, fields = {}, error) => {
      const line = {
        level: logCodes[code].toUpperCase(),
        message: code,
        timestamp: new Date(systemClock.now()).toISOString(),
        service,
        code,
        ...fields,
        error: error && { name: error.name, message: error.message, stack: error.stack },
      };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    },
  };
}
