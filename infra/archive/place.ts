/** Where the tables of a command are: in AWS, in an engine at an address, or in the data directory of the local runner. */
import { existsSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { type Clock, type Instant, systemClock } from "../../shared/platform/clock.ts";
import { systemChance } from "../../shared/platform/ids.ts";
import { awsSentence, LoadFailure } from "../load/failure.ts";
import { openDataDirectory } from "../local/data-directory.ts";
import { endOrphan, startDynoxide } from "../local/dynoxide.ts";
import { engineClient } from "../local/engine.ts";
import { StartFailure } from "../local/failure.ts";
import { instantFrom } from "../local/moments.ts";
import { openShelf } from "../local/objects/shelf.ts";
import { readClock } from "../local/settings.ts";
import type { Json } from "../local/template.ts";
import { stageOf } from "../stage.ts";
import { StageError } from "../stage-settings.ts";
import { type ArchiveBucket, s3Bucket, shelfBucket } from "./bucket.ts";
import { ArchiveFailure } from "./failure.ts";
import { type TableNames, tableNamesOf } from "./tables.ts";

export interface Place {
  readonly stage: string;
  readonly names: TableNames;
  readonly endpoint: string | undefined;
  readonly data: string | undefined;
  readonly bucket: string | undefined;
}

/** The tables of a place within reach, its bucket where one is known, and its clock. */
export interface Reached {
  readonly client: DynamoDBClient;
  readonly bucket?: ArchiveBucket;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** What a command reaches outside itself; tests hand in their own. */
export interface ArchiveOutside {
  reach(place: Place): Promise<Reached>;
  print(line: string): void;
  complain(line: string): void;
}

const placeOptions = {
  stage: { type: "string" },
  endpoint: { type: "string" },
  data: { type: "string" },
  prefix: { type: "string" },
  bucket: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export const placeUsage = `  --endpoint URL  another DynamoDB engine than AWS, as http://127.0.0.1:8000
  --data DIR      the data directory of the local runner, which must not be running (stage local)
  --bucket NAME   the bucket of documents (output DocumentsBucket); with --data it is known
  --prefix TEXT   tables of another name than the stage's: TEXT before calendars, register, …`;

interface OptionKinds {
  readonly [name: string]: { readonly type: "string" | "boolean" };
}

/** The options of a command by name, and the words between them where it takes any; what is wrong with them is one sentence. */
export function commandOptions(args: readonly string[], own: OptionKinds, takesWords = false) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...own, ...placeOptions },
      allowPositionals: takesWords,
    });
    const texts = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    );
    return { texts, words: positionals, is: (name: string) => Reflect.get(values, name) === true };
  } catch (error) {
    throw new ArchiveFailure(error instanceof Error ? error.message : String(error));
  }
}

/** The place that the options name. */
export function placeOf(texts: Readonly<Record<string, string>>): Place {
  const { stage, endpoint, data, prefix, bucket } = texts;
  if (stage === undefined) throw new ArchiveFailure("Name the stage with --stage NAME.");
  const { name } = stageOf(stage);
  if (data !== undefined && name !== "local") throw new ArchiveFailure("--data goes with --stage local only.");
  if (data !== undefined && endpoint !== undefined) throw new ArchiveFailure("Give --data or --endpoint, not both.");
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new ArchiveFailure(`--endpoint takes the address of a DynamoDB engine, not "${endpoint}".`);
  }
  if (name === "local" && data === undefined && endpoint === undefined) {
    throw new ArchiveFailure("Stage local lies on this machine: say where with --data DIR or --endpoint URL.");
  }
  if (data !== undefined && bucket !== undefined) throw new ArchiveFailure("Give --data or --bucket, not both.");
  return { stage: name, names: tableNamesOf(name, prefix), endpoint, data, bucket };
}

/** The instant of an option. */
export function instantOf(option: string, text: string): Instant {
  try {
    return instantFrom(text);
  } catch {
    throw new ArchiveFailure(
      `${option} takes an instant with its offset, as 2026-11-24T08:00:00+07:00, not "${text}".`,
    );
  }
}

/** Reaches a place; whoever asked closes it. */
export async function reach({ endpoint, data, bucket }: Place): Promise<Reached> {
  if (data !== undefined) return reachDirectory(data);
  const client =
    endpoint === undefined
      ? new DynamoDBClient({ maxAttempts: 8, requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000 } })
      : engineClient({ endpoint, ended: new Promise(() => {}), stop: async () => {} });
  return {
    client,
    ...(bucket !== undefined && { bucket: s3Bucket(new S3Client({ maxAttempts: 8 }), bucket, systemClock) }),
    clock: systemClock,
    close: async () => client.destroy(),
  };
}

async function reachDirectory(path: string): Promise<Reached> {
  const isOne = existsSync(path) && readdirSync(path).includes("settings.json");
  if (!isOne) throw new ArchiveFailure(`${path} is no data directory of the local runner.`);
  const directory = openDataDirectory(path);
  try {
    const stood = readClock(directory);
    if (stood === undefined) throw new ArchiveFailure(`The data directory ${path} has lost its clock.`);
    await endOrphan(directory.databaseFile);
    const engine = await startDynoxide(directory.databaseFile);
    const client = engineClient(engine);
    const shelf = openShelf(directory.objectsFile);
    const clock = { now: () => stood, pause: systemClock.pause };
    const bucket = shelfBucket(shelf, await localBucket(), clock, systemChance);
    const close = async () => {
      client.destroy();
      shelf.close();
      await engine.stop();
      directory.release();
    };
    return { client, bucket, clock, close };
  } catch (error) {
    directory.release();
    throw error;
  }
}

/** The name that the runner gives to the bucket of stage `local`. */
async function localBucket(): Promise<string> {
  const [{ stageTemplate }, { stackNameOf }, { bucketsOf }, { readTemplate }, { localMeanings }] = await Promise.all([
    import("../cost/stage-template.ts"),
    import("../synthesize.ts"),
    import("../local/objects/declared-buckets.ts"),
    import("../local/template.ts"),
    import("../local/meanings.ts"),
  ]);
  const stage = stageOf("local");
  // Of the template only names are asked, in which no address occurs.
  const addresses = { stackName: stackNameOf(stage), apiUrl: "http://127.0.0.1", consoleUrl: "http://127.0.0.1" };
  const source: Json = JSON.parse(JSON.stringify(stageTemplate(stage)));
  const [found] = bucketsOf(readTemplate(source, localMeanings(addresses)));
  if (!found) throw new ArchiveFailure("Stage local has no bucket.");
  return found.name;
}

/** Runs a command: its exit code; what stops it is told in one sentence. */
export async function commanded(
  stage: () => string,
  outside: ArchiveOutside,
  run: () => Promise<0 | 1>,
): Promise<0 | 1> {
  try {
    return await run();
  } catch (error) {
    const isTold = [ArchiveFailure, StageError, StartFailure, LoadFailure].some((kind) => error instanceof kind);
    const sentence = isTold && error instanceof Error ? error.message : awsSentence(error, stage());
    if (sentence === undefined) throw error;
    outside.complain(sentence);
    return 1;
  }
}
