/** What a failed call of the mail service means: it has no keys of ours, so only what surely was not accepted may be sent again at once. */

export type Failure =
  /** `isFinal`: about this very mail; refused after a few times. Otherwise it is tried for ever, ever more slowly. */
  | { readonly kind: "not-accepted"; readonly reason: string; readonly isFinal: boolean }
  | { readonly kind: "unknown"; readonly reason: string };

/** Nothing has left this machine. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** About the mail itself, not about our account, our rights, or the hour. */
const aboutTheMail = new Set(["MessageRejected", "InvalidParameterValue", "ValidationError"]);

export function failureOf(error: unknown): Failure {
  const name = error instanceof Error ? error.name : "unknown";
  const status = statusOf(error);
  if (status !== undefined && status >= 400 && status < 500) {
    return { kind: "not-accepted", reason: kebab(name), isFinal: aboutTheMail.has(name) };
  }
  const hasNotLeft = neverLeft.has(codeOf(error)) || name === "CredentialsProviderError";
  if (status === undefined && hasNotLeft) return { kind: "not-accepted", reason: "unreachable", isFinal: false };
  return { kind: "unknown", reason: status === undefined ? kebab(name) : `status-${status}` };
}

/** Sent more quickly than this account may. */
export function isThrottling({ kind, reason }: Failure): boolean {
  return kind === "not-accepted" && reason.startsWith("throttling");
}

/** A fault of our texts or data, which no waiting heals; not of a service that was asked. */
export function isOfOurs(error: unknown): boolean {
  return property(error, "$metadata") === undefined;
}

function statusOf(error: unknown): number | undefined {
  const metadata = property(error, "$metadata");
  const status = property(metadata, "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

function codeOf(error: unknown): string {
  const code = property(error, "code");
  return typeof code === "string" ? code : "";
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** `MessageRejected` as `message-rejected`. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
