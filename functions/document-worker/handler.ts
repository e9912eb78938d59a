/** Entry point of the worker that makes lists and documents. */
import type { SQSEvent } from "aws-lambda";
import { objectClient } from "../../shared/documents/object-store.ts";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { queueClient } from "../../shared/platform/queue.ts";
import { environment } from "./env.ts";
import { wire } from "./wire.ts";
import { workOn } from "./work.ts";

const deps = wire(
  readEnvironment(environment, process.env),
  lambdaOutside("document-worker"),
  objectClient(),
  queueClient(),
);

export const handler = (event: SQSEvent) => workOn(event, deps);
