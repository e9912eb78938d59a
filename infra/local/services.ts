/** The services beside the tables: queues, mail and objects, faults, and where the functions find them all. */
import type { Chance } from "../../shared/platform/ids.ts";
import type { SettableClock } from "./clock.ts";
import type { DeclaredStack } from "./declared-stack.ts";
import { engineProxy } from "./faults/engine-proxy.ts";
import { type Faults, faultsOf } from "./faults/faults.ts";
import { type HttpPort, openPort } from "./http-port.ts";
import { mailService } from "./mail/mail-service.ts";
import type { Mailbox } from "./mail/mailbox.ts";
import type { PlatformMetrics } from "./metrics/platform-metrics.ts";
import { objectService } from "./objects/object-service.ts";
import type { Shelf } from "./objects/shelf.ts";
import type { Parts } from "./parts.ts";
import type { QueueServer } from "./queues/queue-server.ts";

export interface ServicesDeps {
  readonly parts: Parts;
  readonly stack: DeclaredStack;
  readonly clock: SettableClock;
  readonly chance: Chance;
  readonly server: QueueServer;
  readonly mailbox: Mailbox;
  readonly shelf: Shelf;
  readonly metrics: PlatformMetrics;
  /** Of the engine itself. */
  readonly endpoint: string;
}

export interface Services {
  readonly faults: Faults;
  /** Where a function finds the engine now: itself, or what makes its calls fail. */
  endpoint(): string;
  /** Variables of every function. */
  readonly variables: Readonly<Record<string, string>>;
  /** Calls back when the engine is to be found elsewhere. */
  onMoved(callBack: () => void): void;
}

export async function startServices(deps: ServicesDeps): Promise<Services> {
  const { parts, stack, server, endpoint } = deps;
  const faults = faultsOf();
  const mail = await innerPort("mail");
  const proxy = await innerPort("engine");
  const objects = await innerPort("documents");
  parts.ports.push(mail, proxy, objects);
  mail.serve(mailService({ ...deps, declared: stack.mail, faults }));
  proxy.serve(engineProxy(endpoint, faults));
  objects.serve(objectService({ ...deps, buckets: stack.buckets }));
  let current = endpoint;
  const callBacks: (() => void)[] = [];
  faults.onChange(({ throttle, conflicts }) => {
    const next = throttle > 0 || conflicts > 0 ? proxy.url : endpoint;
    if (next === current) return;
    current = next;
    for (const callBack of callBacks) callBack();
  });
  return {
    faults,
    endpoint: () => current,
    variables: {
      AWS_ENDPOINT_URL_SQS: server.url,
      AWS_ENDPOINT_URL_SNS: server.url,
      AWS_ENDPOINT_URL_SES: mail.url,
      AWS_ENDPOINT_URL_S3: objects.url,
    },
    onMoved: (callBack) => {
      callBacks.push(callBack);
    },
  };
}

/** A port for the functions alone. */
function innerPort(name: string): Promise<HttpPort> {
  return openPort({ name, option: "another machine", port: 0, answerTo: () => ({ status: 400, body: "{}" }) });
}
