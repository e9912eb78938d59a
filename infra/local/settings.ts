/** What a data directory keeps about itself: its seed, its signing key, how it began, and where its clock stands. */
import { generateKeyPair } from "node:crypto";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import * as z from "zod";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { isoOf } from "./clock.ts";
import { broken, type DataDirectory, readJsonFile, writeJsonFile } from "./data-directory.ts";

const settingsSchema = z.object({
  format: z.literal(1),
  /** Everything that is drawn for the demonstration comes from it. */
  seed: z.base64url(),
  /** Signs the officers' tokens. */
  signingKey: z.object({ kty: z.literal("RSA"), n: z.string(), e: z.string(), d: z.string() }).catchall(z.string()),
  /** `unfinished`: the first start never came to its end, so the next begins anew. */
  contents: z.enum(["unfinished", "demo", "calendars"]),
  /** Issuers that logins were registered with; more than one only while they move. */
  issuers: z.array(z.url()),
});
export type Settings = z.output<typeof settingsSchema>;

const clockSchema = z.object({ now: z.iso.datetime() });

/** While the runner runs, the file is ahead of the clock by this: after a sudden end the clock never goes back. */
const aheadMilliseconds = 2_000;

/** The settings of a directory; `undefined` in a new one. */
export function readSettings({ settingsFile, databaseFile }: DataDirectory): Settings | undefined {
  const stored = readJsonFile(settingsFile);
  if (stored === undefined) {
    if (existsSync(databaseFile)) throw broken(settingsFile, "it is missing");
    return undefined;
  }
  const result = settingsSchema.safeParse(stored);
  if (!result.success) throw broken(settingsFile, `unknown content at ${result.error.issues[0]?.path.join(".")}`);
  return result.data;
}

export function saveSettings({ settingsFile }: DataDirectory, settings: Settings): void {
  writeJsonFile(settingsFile, settings);
}

/** Where the clock stood; `undefined` in a new directory. */
export function readClock({ clockFile }: DataDirectory): Instant | undefined {
  const stored = readJsonFile(clockFile);
  if (stored === undefined) return undefined;
  const result = clockSchema.safeParse(stored);
  if (!result.success) throw broken(clockFile, "it holds no moment");
  return Date.parse(result.data.now);
}

export interface ClockKeeper {
  /** Writes the clock now. */
  keep(): void;
  /** Writes the exact moment and ends. */
  close(): void;
}

/** Writes the clock every second. */
export function keepClock({ clockFile }: DataDirectory, clock: Clock): ClockKeeper {
  const write = (instant: Instant) => writeJsonFile(clockFile, { now: isoOf(instant) });
  const keep = () => write(clock.now() + aheadMilliseconds);
  const timer = setInterval(keep, 1_000);
  timer.unref();
  keep();
  return {
    keep,
    close: () => {
      clearInterval(timer);
      write(clock.now());
    },
  };
}

/** Settings for a new directory. */
export async function newSettings(): Promise<Settings> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return settingsSchema.parse({
    format: 1,
    seed: Buffer.from(systemChance.bytes(32)).toString("base64url"),
    signingKey: privateKey.export({ format: "jwk" }),
    contents: "unfinished",
    issuers: [],
  });
}
