/** `npm run picture`: plays a story on the local stack, reads its pages as assistive technology would, and takes the pictures of the README. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { readOptions } from "../../infra/local/options.ts";
import { type Runner, startRunner } from "../../infra/local/runner.ts";
import { fold } from "../../shared/platform/text.ts";
import { violationsOn } from "./accessibility.ts";
import { startBrowser } from "./browser.ts";
import { withPalette } from "./palette.ts";
import { playStory, storyBegins } from "./story.ts";

process.env.TZ = "UTC";
/** As wide as a README is read, and a little. */
const viewport = { width: 1024, height: 768 };
const pictures = resolve("infra", "docs");
const builds = resolve(".build");

mkdirSync(builds, { recursive: true });
const data = mkdtempSync(join(builds, "picture-"));
const options = ["--port", "0", "--console-port", "0", "--data", data, "--at", storyBegins];
const runner = await startRunner(readOptions(options));
try {
  await playStory(runner);
  process.exitCode = await lookAt(runner);
} finally {
  await runner.stop();
  rmSync(data, { recursive: true, force: true });
}

/** Answers 1 when a page shuts somebody out. */
async function lookAt({ consoleUrl, stack }: Runner): Promise<number> {
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport });
    let violations = 0;
    for (const path of pagesOf(stack)) {
      const answer = await page.goto(`${consoleUrl}${path}`);
      const found = await violationsOn(page);
      console.log(`${path}: ${answer?.status()}, ${found.length === 0 ? "no violation" : found.join("; ")}`);
      violations += found.length;
    }
    for (const { name, title } of stack.dashboards) {
      await page.goto(`${consoleUrl}/dashboards/${name}`);
      await takePicture(page, `dashboard-${fold(title).replaceAll(" ", "-")}`);
    }
    return violations === 0 ? 0 : 1;
  } finally {
    await browser.close();
  }
}

function pagesOf({ dashboards }: Runner["stack"]): string[] {
  const described = dashboards.flatMap(({ name, widgets }) =>
    widgets.filter(({ type }) => type === "custom").map(({ id }) => `/dashboards/${name}/${id}`),
  );
  const drawn = dashboards.map(({ name }) => `/dashboards/${name}`);
  return ["/", "/dashboards", ...drawn, ...described.slice(0, 1), "/alarms", "/runbook", "/dashboards/none"];
}

async function takePicture(page: Page, name: string): Promise<void> {
  const file = join(pictures, `${name}.png`);
  const bytes = withPalette(await page.screenshot({ fullPage: true, animations: "disabled" }));
  writeFileSync(file, bytes);
  console.log(`${file}: ${Math.round(bytes.length / 1024)} kB`);
}
