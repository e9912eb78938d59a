/** The browser of the pictures, of one exact version, installed beside this file at its first use: no other is looked for. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium as playwright } from "playwright-core";

/** Unpacked once, kept between runs, known to git as nothing. */
const folder = resolve(".build", "browser");

/** Starts it with fonts of its own, so that a picture looks the same on every machine. */
export async function startBrowser(): Promise<Browser> {
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  installPackage();
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  const fonts = join(folder, "fonts.conf");
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
  );
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    env: { ...process.env, FONTCONFIG_FILE: fonts, HOME: folder },
  });
}

function installPackage(): void {
  if (existsSync(join(import.meta.dirname, "node_modules", "@sparticuz", "chromium"))) return;
  const { status } = spawnSync("npm", ["ci"], { cwd: import.meta.dirname, stdio: "inherit" });
  if (status !== 0) throw new Error("The browser of the pictures could not be installed; npm's message stands above.");
}
