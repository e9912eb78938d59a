/** The load command: options, files, tables, verdicts, exit code. */
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { CalendarYear } from "../../shared/calendar/calendar-year.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import { Refusal, textOf } from "../../shared/platform/refusals.ts";
import { type Loading, loadRegister } from "../../shared/register/load.ts";
import { registerKinds } from "../../shared/register/register-store.ts";
import { stageOf, tableNameOf } from "../stage.ts";
import { StageError } from "../stage-settings.ts";
import { publishCalendars } from "./calendars.ts";
import { type LoadTables, loadDeps } from "./deps.ts";
import { awsSentence, LoadFailure } from "./failure.ts";
import { readFiles } from "./files.ts";
import { type LoadOptions, readOptions, usage } from "./options.ts";
import { verdictLines, yearLines } from "./verdict-lines.ts";

export interface LoadOutside {
  /** Called once the options and files are sound. */
  client(): DynamoDBDocumentClient;
  readonly clock: Clock;
  print(line: string): void;
  complain(line: string): void;
}

/** Runs the command. Answers its exit code: 0, or 1 when a row was refused or the load could not be done. */
export async function loadCommand(args: readonly string[], outside: LoadOutside): Promise<0 | 1> {
  try {
    const options = readOptions(args);
    if (options === "help") {
      outside.print(usage);
      return 0;
    }
    return await load(options, outside);
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    outside.complain(sentence);
    return 1;
  }
}

async function load(
  { stage, from, isDryRun, builtInCalendars }: LoadOptions,
  { client, clock, print }: LoadOutside,
): Promise<0 | 1> {
  const tables = tablesOf(stageOf(stage).name);
  const { rows, calendars } = from === undefined ? { rows: {}, calendars: [] } : readFiles(from);
  const years = yearsOf(builtInCalendars ? officialYears : [], calendars);
  const loading: Loading = { by: { kind: "system", id: "load" }, now: clock.now(), isDryRun };
  const dynamo = client();
  try {
    const deps = loadDeps(dynamo, tables, clock);
    const published = await publishCalendars(years, deps, loading);
    const verdicts = await loadRegister(rows, deps, loading);
    const lines = [
      ...(years.length > 0 ? yearLines(published) : []),
      ...registerKinds.flatMap((kind) => (rows[kind] ? verdictLines(`${kind}s`, verdicts[kind]) : [])),
    ];
    for (const line of lines) print(line);
    if (isDryRun) print("Dry run: nothing was written.");
    const all = [...published, ...verdicts.unit, ...verdicts.portal, ...verdicts.officer];
    return all.some(({ verdict }) => verdict === "refused") ? 1 : 0;
  } catch (error) {
    const sentence = awsSentence(error, stage);
    throw sentence === undefined ? error : new LoadFailure(sentence);
  } finally {
    dynamo.destroy();
  }
}

/** The names that infra/constructs/stateful.ts gives the tables of a stage. */
function tablesOf(stage: string): LoadTables {
  const named = (name: string) => tableNameOf(stage, name);
  return {
    register: named("register"),
    events: named("events"),
    answers: named("answers"),
    calendars: named("calendars"),
  };
}

/** A year of the folder stands before the built-in one. */
function yearsOf(builtIn: readonly CalendarYear[], own: readonly CalendarYear[]): CalendarYear[] {
  return [...builtIn.filter(({ year }) => !own.some((other) => other.year === year)), ...own].sort(
    (a, b) => a.year - b.year,
  );
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof LoadFailure || error instanceof StageError) return error.message;
  if (error instanceof Refusal) return textOf(error.code).detailEn;
  return undefined;
}
