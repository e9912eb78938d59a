/** What a rule refuses: the code, and each field at fault. */
import { Refusal } from "../../shared/platform/refusals.ts";

/** `["invalid-content", "entries.A1.fact item-unknown"]`; undefined: it lets it pass. */
export function refusalIn(act: () => unknown): string[] | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, ...error.errors.map(({ path, code }) => `${path} ${code}`)];
  }
}
