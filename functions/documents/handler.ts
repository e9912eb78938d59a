/** Entry point of the documents' function. */
import { objectClient } from "../../shared/documents/object-store.ts";
import { readEnvironment } from "../../shared/platform/environment.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import { lambdaOutside } from "../../shared/platform/outside.ts";
import { queueClient } from "../../shared/platform/queue.ts";
import { documentActions } from "./actions.ts";
import { environment } from "./env.ts";
import { documentRoutes } from "./routes.ts";
import { wire } from "./wire.ts";

const { deps, platform } = wire(
  readEnvironment(environment, process.env),
  lambdaOutside("documents"),
  objectClient(),
  queueClient(),
);

export const handler = areaHandler(documentRoutes, documentActions, deps, platform);
