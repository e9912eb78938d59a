/** Why the runner cannot start: one clear sentence, no stack. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}

/** What an error says, in one line; for sentences that quote it. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0]?.trim() ?? "";
}

/** The code of a system error, as `EADDRINUSE`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
