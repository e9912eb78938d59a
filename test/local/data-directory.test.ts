import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { settableClock } from "../../infra/local/clock.ts";
import { checkDatabase, openDataDirectory, readJsonFile, writeJsonFile } from "../../infra/local/data-directory.ts";
import { keepClock, newSettings, readClock, readSettings, saveSettings } from "../../infra/local/settings.ts";

const root = mkdtempSync(join(tmpdir(), "dondoc-data-"));
let count = 0;
const freshPath = () => join(root, `data-${++count}`);
afterAll(() => rmSync(root, { recursive: true }));

const sentence = (text: string) =>
  expect.objectContaining({ name: "StartFailure", message: expect.stringContaining(text) });

test("a directory serves one runner at a time", () => {
  const path = freshPath();
  const first = openDataDirectory(path);
  expect(() => openDataDirectory(path)).toThrow(sentence("is in use by another runner"));
  first.release();
  openDataDirectory(path).release();
});

test("a lock that is no lock is replaced", () => {
  const path = freshPath();
  openDataDirectory(path).release();
  writeFileSync(join(path, "lock"), "anything but a lock");
  openDataDirectory(path).release();
});

test("a file in its place, or below a file, is refused", () => {
  const path = freshPath();
  writeFileSync(path, "");
  expect(() => openDataDirectory(path)).toThrow(sentence("is not a directory"));
  expect(() => openDataDirectory(join(path, "below"))).toThrow(sentence("is not a directory"));
});

test("a directory of other people's files is left alone, and clearing removes nothing but the runner's own", () => {
  expect(() => openDataDirectory(import.meta.dirname)).toThrow(sentence("holds other files"));
  expect(existsSync(join(import.meta.dirname, "lock"))).toBe(false);

  const directory = openDataDirectory(freshPath());
  for (const name of ["settings.json", "data.db", "data.db-wal", "functions.log", "notes.txt"]) {
    writeFileSync(join(directory.path, name), "");
  }
  directory.clear();
  directory.release();
  expect(readdirSync(directory.path).sort()).toEqual(["lock", "notes.txt"]);
});

test("settings and clock are read as they were written", async () => {
  const directory = openDataDirectory(freshPath());
  expect(readSettings(directory)).toBeUndefined();
  expect(readClock(directory)).toBeUndefined();
  const settings = await newSettings();
  saveSettings(directory, settings);
  expect(readSettings(directory)).toEqual(settings);

  const clock = settableClock(Date.parse("2024-02-03T15:15:00Z"));
  const keeper = keepClock(directory, clock);
  expect(readClock(directory), "after a sudden end the clock is a little ahead, never behind").toBeGreaterThan(
    clock.now(),
  );
  keeper.close();
  expect(readClock(directory)).toBeCloseTo(clock.now(), -3);
  directory.release();
});

test("what cannot be read is named, with the way out", async () => {
  const directory = openDataDirectory(freshPath());
  writeFileSync(directory.databaseFile, "no database");
  expect(() => readSettings(directory)).toThrow(
    sentence(`${directory.settingsFile} cannot be used (it is missing). Start with --fresh`),
  );
  writeFileSync(directory.settingsFile, "{");
  expect(() => readSettings(directory)).toThrow(sentence(`${directory.settingsFile} cannot be used`));
  saveSettings(directory, await newSettings());
  writeJsonFile(directory.settingsFile, { ...Object(readJsonFile(directory.settingsFile)), format: 2 });
  expect(() => readSettings(directory)).toThrow(sentence("unknown content at format"));
  writeFileSync(directory.clockFile, '{"now":"tomorrow"}');
  expect(() => readClock(directory)).toThrow(sentence(`${directory.clockFile} cannot be used (it holds no moment)`));
  expect(() => checkDatabase(directory.databaseFile)).toThrow(
    sentence(`${directory.databaseFile} cannot be used (file is not a database)`),
  );
  directory.release();
});
