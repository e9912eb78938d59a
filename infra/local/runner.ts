/** Runs the synthesized stack on this machine: what `npm start` does, for programs. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { systemChance } from "../../shared/platform/ids.ts";
import { type Background, startBackground } from "./background.ts";
import { isoOf, type SettableClock } from "./clock.ts";
import { consoleListener } from "./console/console.ts";
import { mailboxRoom } from "./console/mailbox-room.ts";
import { watchRoom } from "./console/watch-room.ts";
import { workRoom } from "./console/work-room.ts";
import { fill } from "./contents.ts";
import { type DataDirectory, openDataDirectory } from "./data-directory.ts";
import { type DeclaredStack, declaredStack } from "./declared-stack.ts";
import type { DemoDeps } from "./demo/deps.ts";
import { demoKey, officerSubject } from "./demo/load.ts";
import { endOrphan } from "./dynoxide.ts";
import { type Engine, engineClient, startEngine } from "./engine.ts";
import { functionLog } from "./functions/function-log.ts";
import type { Pool } from "./functions/pool.ts";
import { functionPools } from "./functions/pools.ts";
import { type Answered, gateway } from "./gateway/gateway.ts";
import type { HttpPort } from "./http-port.ts";
import { issuer } from "./issuer.ts";
import { type Mailbox, openMailbox } from "./mail/mailbox.ts";
import { issuerUrl } from "./meanings.ts";
import { type Measuring, startMeasuring } from "./metrics/measuring.ts";
import { openShelf, type Shelf } from "./objects/shelf.ts";
import { begin } from "./opening.ts";
import type { RunnerOptions } from "./options.ts";
import { endParts, type Parts, together } from "./parts.ts";
import { apiPort, consolePort, noted } from "./ports.ts";
import { type QueueServer, startQueueServer } from "./queues/queue-server.ts";
import { type Services, startServices } from "./services.ts";
import { keepClock, type Settings, saveSettings } from "./settings.ts";
import { lastSequence } from "./streams/engine-stream.ts";
import { type PositionsFile, readPositions } from "./streams/positions.ts";
import { changeWatch, indexRows, removeConsumed } from "./streams/stream-rows.ts";
import { type Synthesized, synthesize } from "./synthesized.ts";

export interface Runner {
  readonly apiUrl: string;
  readonly consoleUrl: string;
  readonly dataPath: string;
  readonly logFile: string;
  readonly stack: DeclaredStack;
  readonly clock: SettableClock;
  readonly contents: Settings["contents"];
  /** Settles when a part ends that nobody asked to, with a sentence. */
  readonly failed: Promise<string>;
  /** Starts one environment of each function before the first call; answers with a sentence for each that does not load. */
  warm(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts everything and resolves when both ports serve; a `StartFailure` says in one sentence why it cannot. */
export async function startRunner(
  options: RunnerOptions,
  makeStack: (folder: string) => Promise<Synthesized> = synthesize,
): Promise<Runner> {
  const parts: Parts = { ports: [] };
  try {
    return await start(options, makeStack, parts);
  } catch (error) {
    await endParts(parts);
    throw error;
  }
}

async function start(
  options: RunnerOptions,
  makeStack: (folder: string) => Promise<Synthesized>,
  parts: Parts,
): Promise<Runner> {
  const directory = openDataDirectory(options.data);
  parts.directory = directory;
  await endOrphan(directory.databaseFile);
  const [settings, clock] = await begin(directory, options);
  const positions = readPositions(directory.streamsFile);
  const [api, console, engine, server, synthesized] = await together(
    noted(parts, apiPort(options.port)),
    noted(parts, consolePort(options.consolePort)),
    engineOf(parts, directory, positions, options),
    queuesOf(parts, directory),
    makeStack(directory.stackFolder),
  );
  parts.clockKeeper = keepClock(directory, clock);
  const mailbox = openMailbox(directory.mailFile);
  parts.mailbox = mailbox;
  const shelf = openShelf(directory.objectsFile);
  parts.shelf = shelf;
  const stack = declaredStack(synthesized, api.url, console.url, server.url);
  const measuring = startMeasuring({ file: directory.metricsFile, stack, clock, contents: server.contents });
  parts.measuring = measuring;
  const client = engineClient(engine);
  const demo = { ...demoOf(stack, client, settings, clock), shelf };
  const { endpoint } = engine;
  const beside = { server, mailbox, shelf, measuring, positions };
  const opened = { parts, directory, clock, api, console, endpoint, ...beside, stack, client, demo };
  const running: Running = { ...opened, settings: await filled({ ...opened, settings }, options) };
  if (settings.contents === "unfinished") await passOverLoaded(running);
  await serve(running, options);
  return runnerOf(running, engine.ended);
}

function demoOf(stack: DeclaredStack, client: DynamoDBClient, { seed }: Settings, clock: SettableClock) {
  return {
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    variables: stack.variables,
    seed: Buffer.from(seed, "base64url"),
    clock,
  };
}

async function engineOf(
  parts: Parts,
  { databaseFile }: DataDirectory,
  positions: PositionsFile,
  { endpoint }: RunnerOptions,
): Promise<Engine> {
  if (endpoint === undefined) removeConsumed(databaseFile, positions.doneWith());
  const engine = await startEngine(databaseFile, endpoint);
  parts.engine = engine;
  if (endpoint === undefined) indexRows(databaseFile);
  return engine;
}

async function queuesOf(parts: Parts, { queuesFolder }: DataDirectory): Promise<QueueServer> {
  const server = await startQueueServer(queuesFolder);
  parts.queues = server;
  return server;
}

/** The settings once the tables hold what they should. */
function filled(
  { settings, directory, stack, console, client, demo }: Running,
  options: RunnerOptions,
): Promise<Settings> {
  const [tokenClient] = stack.tokenClients;
  return fill(settings, {
    client,
    tables: stack.tables,
    demo,
    hasDemo: options.hasDemo,
    isEngineOurs: options.endpoint === undefined,
    issuer: tokenClient && issuerUrl(console.url, tokenClient.userPool),
    save: (next) => saveSettings(directory, next),
  });
}

/** Nobody follows what was loaded into new tables. */
async function passOverLoaded({ stack, endpoint, positions }: Running): Promise<void> {
  for (const { id, tableName } of stack.mappings.streams) {
    positions.table(tableName).move(id, await lastSequence(endpoint, tableName));
  }
}

interface Running {
  readonly parts: Parts;
  readonly directory: DataDirectory;
  readonly settings: Settings;
  readonly clock: SettableClock;
  readonly api: HttpPort;
  readonly console: HttpPort;
  readonly endpoint: string;
  readonly server: QueueServer;
  readonly mailbox: Mailbox;
  readonly shelf: Shelf;
  readonly measuring: Measuring;
  readonly positions: PositionsFile;
  readonly stack: DeclaredStack;
  readonly client: DynamoDBClient;
  readonly demo: DemoDeps;
}

/** Puts functions behind the gateway and everything else that calls them, and opens both ports. */
async function serve(running: Running, { isVerbose, endpoint }: RunnerOptions): Promise<void> {
  const { parts, directory, clock, api, console, stack, server, measuring } = running;
  const log = functionLog(directory.logFile, isVerbose, () => isoOf(clock.now()), measuring.onLine);
  parts.log = log;
  await server.prepare(stack.queues);
  for (const { queueName } of stack.mappings.queues) await server.giveBackAll(queueName);
  const services = await startServices({ ...running, metrics: measuring.platform, chance: systemChance });
  const pools = functionPools({ stack, clock, services, log, measure: measuring.platform.ran });
  parts.pools = pools;
  const background = startBackground({
    ...running,
    pools,
    chance: systemChance,
    faults: services.faults,
    log,
    watch: changeWatch(endpoint === undefined ? directory.databaseFile : undefined),
    keepClock: () => parts.clockKeeper?.keep(),
  });
  parts.background = background;
  console.serve(await consoleOf(running, background, services, pools));
  const measure = (answered: Answered) => measuring.platform.answered(stack.api, answered);
  api.serve(gateway({ api: stack.api, pools, port: api.port, clock, chance: systemChance, measure }));
}

async function consoleOf(
  running: Running,
  background: Background,
  { faults }: Services,
  pools: ReadonlyMap<string, Pool>,
) {
  const { directory, settings, clock, api, console, stack, client, demo, mailbox, measuring } = running;
  const { userPools } = stack;
  return consoleListener({
    clock,
    moveTo: background.passTo,
    rooms: [
      mailboxRoom(mailbox),
      workRoom(background, faults),
      watchRoom({ ...measuring, dashboards: stack.dashboards, clock, pools, stackName: stack.name }),
    ],
    issuer: await issuer({
      signingKey: settings.signingKey,
      consoleUrl: console.url,
      userPools,
      clock,
      chance: systemChance,
    }),
    tokenClient: stack.tokenClients[0],
    subjectOf: (officer) => officerSubject(demo, officer),
    keyOf: (portal) => demoKey(demo, portal),
    client,
    tables: stack.tables,
    home: {
      apiUrl: api.url,
      routeKeys: stack.api.routes.map(({ key }) => key),
      tables: stack.tables,
      issuerPaths: userPools.map(
        (pool) => `${new URL(issuerUrl(console.url, pool)).pathname}/.well-known/openid-configuration`,
      ),
      logFile: directory.logFile,
      rules: stack.rules.map(({ name }) => name),
    },
  });
}

function runnerOf(
  { parts, directory, settings, clock, api, console, stack }: Running,
  engineEnded: Promise<string>,
): Runner {
  let stopping: Promise<void> | undefined;
  const failed = new Promise<string>((resolve) => {
    void engineEnded.then((how) => {
      if (!stopping) resolve(`The engine ended (${how}).`);
    });
  });
  return {
    apiUrl: api.url,
    consoleUrl: console.url,
    dataPath: directory.path,
    logFile: directory.logFile,
    stack,
    clock,
    contents: settings.contents,
    failed,
    warm: async () => {
      const sentences: string[] = [];
      for (const pool of parts.pools?.values() ?? []) {
        const sentence = stopping ? undefined : await pool.warm();
        if (sentence !== undefined && !stopping) sentences.push(sentence);
      }
      return sentences;
    },
    stop: () => {
      stopping ??= endParts(parts);
      return stopping;
    },
  };
}
