/** The documents of a small province: the area, its bucket on this machine, and the worker, each put to work by hand. */
import { S3Client } from "@aws-sdk/client-s3";
import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, Context, SQSEvent } from "aws-lambda";
import { wire as wireWorker } from "../../functions/document-worker/wire.ts";
import { workOn } from "../../functions/document-worker/work.ts";
import { documentActions } from "../../functions/documents/actions.ts";
import { documentRoutes } from "../../functions/documents/routes.ts";
import { wire } from "../../functions/documents/wire.ts";
import { localCredentials } from "../../infra/local/engine.ts";
import { openPort } from "../../infra/local/http-port.ts";
import { objectService } from "../../infra/local/objects/object-service.ts";
import { openShelf } from "../../infra/local/objects/shelf.ts";
import { systemClock } from "../../shared/platform/clock.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import type { QueueClient } from "../../shared/platform/queue.ts";
import { client, issuer, seededChance, type World } from "./world.ts";

const bucket = "dondoc-test-documents";
const nowhere = "http://127.0.0.1:9";
const [queueUrl, failuresUrl] = ["https://queue.example/documents", "https://queue.example/failed"];

/** A queue that remembers what was put in; with `isDown`, nothing is. */
export class KeptQueue {
  readonly ids: string[] = [];
  readonly failed: string[] = [];
  isDown = false;
  readonly client = {
    send: async (command: unknown) => {
      if (this.isDown) throw new Error("The queue does not answer.");
      if (!(command instanceof SendMessageBatchCommand)) throw new Error("No other call is made.");
      const { QueueUrl, Entries = [] } = command.input;
      const into = QueueUrl === failuresUrl ? this.failed : this.ids;
      into.push(...Entries.map(({ MessageBody = "" }) => MessageBody));
      return { Successful: Entries.map(({ Id }) => ({ Id })) };
    },
  } as unknown as QueueClient;
}

function objectsAt(world: World, endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: "ap-southeast-1",
    credentials: localCredentials,
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // Forms are signed by the world's clock.
    systemClockOffset: world.clock.now() - systemClock.now(),
  });
}

/** The area with the bucket at an address; by default nothing answers there. */
export function documentsArea(world: World, endpoint = nowhere, queue = new KeptQueue()) {
  const variables = {
    REPORTS_TABLE: world.tables.Reports,
    SCORES_TABLE: world.tables.Scores,
    REGISTER_TABLE: world.tables.Register,
    EVENTS_TABLE: world.tables.Events,
    ANSWERS_TABLE: world.tables.Answers,
    DOCUMENTS_BUCKET: bucket,
    DOCUMENTS_QUEUE_URL: queueUrl,
    PROVINCE_UNIT: "ubnd-tinh",
    OIDC_ISSUER: issuer,
    OIDC_JWKS_URL: `${issuer}/keys`,
    OIDC_CLIENTS: client,
  };
  const { deps, platform } = wire(variables, world.outside, objectsAt(world, endpoint), queue.client);
  const handler = areaHandler(documentRoutes, documentActions, deps, platform);
  return (event: APIGatewayProxyEventV2, context: Context): Promise<unknown> => handler(event, context);
}

export interface UploadForm {
  url: string;
  fields: Record<string, string>;
}

/** Serves the area with a bucket that keeps what is uploaded, by the world's clock. */
export async function documentsIn(world: World) {
  const shelf = openShelf(":memory:");
  const port = await openPort({ name: "bucket", option: "", port: 0, answerTo: () => ({ status: 400, body: "{}" }) });
  const expirations = [{ prefix: "exports/", days: 1 }];
  const buckets = [{ name: bucket, uploadOrigins: ["https://can-bo.example"], expirations }];
  port.serve(objectService({ buckets, shelf, clock: world.clock, chance: seededChance("objects") }));
  const queue = new KeptQueue();
  const area = documentsArea(world, port.url, queue);
  const serve = () => world.serve("documents", area);
  serve();
  const worker = wireWorker(
    {
      REPORTS_TABLE: world.tables.Reports,
      SCORES_TABLE: world.tables.Scores,
      REGISTER_TABLE: world.tables.Register,
      DOCUMENTS_BUCKET: bucket,
      PROVINCE_NAME: "tỉnh Lào Cai",
      FAILURES_QUEUE_URL: failuresUrl,
    },
    world.outside,
    objectsAt(world, port.url),
    queue.client,
  );
  return {
    /** Puts this area in its place again. */
    serve,
    queue,
    worker,
    /** The worker takes everything out of the queue. */
    work: async (deps = worker) => {
      const Records = queue.ids.splice(0).map((body, index) => ({ messageId: `m-${index}`, body }));
      return workOn({ Records } as unknown as SQSEvent, deps);
    },
    /** Posts a file as a browser or curl does. */
    upload: async ({ url, fields }: UploadForm, bytes: Uint8Array, more: Record<string, string> = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, ...more })) form.set(name, value);
      form.set("file", new Blob([new Uint8Array(bytes)]), "x");
      const response = await fetch(url, { method: "POST", body: form });
      return [response.status, /<Code>(\w+)/.exec(await response.text())?.[1]] as const;
    },
    stop: async () => {
      await port.close(100);
      shelf.close();
    },
  };
}
