/** Reads a page by axe: what shuts people out, by WCAG 2.1 AA. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import * as z from "zod";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const results = z.object({
  violations: z.array(z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** Each kind of violation in a line, with the first place where it was found. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(`axe.run(document, { runOnly: ${JSON.stringify(levels)} })`);
  return results
    .parse(found)
    .violations.map(({ id, help, nodes }) => `${id} (${help}), ${nodes.length} times, as in ${nodes[0]?.html ?? ""}`);
}
