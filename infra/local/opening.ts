/** Opens what a data directory holds about itself, or begins anew; says what is broken before anything runs on it. */
import { existsSync } from "node:fs";
import { isoOf, machineTime, type SettableClock, settableClock } from "./clock.ts";
import { broken, checkDatabase, type DataDirectory } from "./data-directory.ts";
import { StartFailure } from "./failure.ts";
import { instantFrom } from "./moments.ts";
import type { RunnerOptions } from "./options.ts";
import { newSettings, readClock, readSettings, type Settings, saveSettings } from "./settings.ts";

/** Where the clock of the demonstration begins. */
const demoStart = "2023-12-31T08:00:00+07:00";

/** The settings, and the clock where it stood or is to start. */
export async function begin(directory: DataDirectory, options: RunnerOptions): Promise<[Settings, SettableClock]> {
  if (options.isFresh) directory.clear();
  const kept = readSettings(directory);
  if (!kept || kept.contents === "unfinished") {
    directory.clear();
    const settings = await newSettings();
    saveSettings(directory, settings);
    const first = options.at ?? (options.hasDemo ? instantFrom(demoStart) : machineTime());
    return [settings, settableClock(first)];
  }
  if (options.endpoint === undefined && !existsSync(directory.databaseFile))
    throw broken(directory.databaseFile, "it is missing");
  checkDatabase(directory.databaseFile);
  const stood = readClock(directory);
  if (stood === undefined) throw broken(directory.clockFile, "it is missing");
  if (options.at !== undefined && options.at < stood) {
    throw new StartFailure(
      `--at ${isoOf(options.at)} lies before ${isoOf(stood)}, where the clock of ${directory.path} stands; choose a later moment, or begin anew with --fresh.`,
    );
  }
  return [kept, settableClock(options.at ?? stood)];
}
