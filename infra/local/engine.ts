/** The DynamoDB engine under the tables: any endpoint that is given, or the embedded one. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { startDynoxide } from "./dynoxide.ts";
import { StartFailure } from "./failure.ts";
import { place } from "./meanings.ts";

export interface Engine {
  readonly endpoint: string;
  /** Settles when the engine ends without being asked to, with the reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Credentials that open nothing: no call leaves this machine. */
export const localCredentials = { accessKeyId: "local", secretAccessKey: "local" } as const;

/** The embedded engine on `databaseFile`, or an engine that others run at `endpoint`. */
export function startEngine(databaseFile: string, endpoint: string | undefined): Promise<Engine> {
  return endpoint === undefined ? startDynoxide(databaseFile) : reached(endpoint);
}

/** A client for the runner's own calls. */
export function engineClient({ endpoint }: Engine): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: place.region,
    credentials: localCredentials,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
  });
}

async function reached(endpoint: string): Promise<Engine> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(3_000) });
  } catch {
    throw new StartFailure(`No DynamoDB engine answers at ${endpoint}.`);
  }
  return { endpoint, ended: new Promise(() => {}), stop: async () => {} };
}
