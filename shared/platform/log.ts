/** Structured logs with a closed list of codes. Fields are ids, counts and codes; never text of people, never personal data. */
import { Logger } from "@aws-lambda-powertools/logger";

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
  "notice-sent": "info",
  "notice-refused": "warn",
  "notice-unknown": "error",
  "notice-held": "error",
  "notice-bounced": "warn",
  "sweep-stopped-early": "warn",
} as const satisfies Record<string, "info" | "warn" | "error">;

export type LogCode = keyof typeof logCodes;
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Log {
  /** Writes one line. `error`: only its name, stack and message of our own or of a library; never a request body. */
  write(code: LogCode, fields?: LogFields, error?: Error): void;
}

/** The Lambda log of one function: one JSON line per code. */
export function lambdaLog(serviceName: string): Log {
  const logger = new Logger({ serviceName, logLevel: "INFO" });
  return {
    write: (code, fields = {}, error) => {
      const level = logCodes[code];
      if (error) logger[level](code, { code, ...fields, error });
      else logger[level](code, { code, ...fields });
    },
  };
}
