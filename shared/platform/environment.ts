/** Reads a function's variables through its schema; a missing one stops the function before its first request. */
import type * as z from "zod";

export function readEnvironment<S extends z.ZodType>(
  schema: S,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  return schema.parse(variables);
}
