/**
 * One Lambda function for one area of routes: middy with our own layers around a table of actions.
 * Order on the way in: route, caller, repeat key, version, input; on the way out: answer through its schema, ETag, headers, log.
 */
import middy, { type MiddlewareObj, type MiddyfiedHandler } from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { Officer } from "../../access/officer.ts";
import { admit, admitAnywhere, isUnbound, type OfficerRule, provinceWideRoles, roles } from "../../access/roles.ts";
import { dayAt } from "../../calendar/province-time.ts";
import type { Clock, Instant } from "../clock.ts";
import type { Log } from "../log.ts";
import { Refusal } from "../refusals.ts";
import { type FirstAnswer, Repeated } from "../transaction.ts";
import { answerHeaders, bearerOf, etagOf, ifMatchOf, repeatOf } from "./headers.ts";
import { readInput } from "./input.ts";
import { problemOf } from "./problem-details.ts";
import {
  type Action,
  type Actions,
  type OfficerCaller,
  type PortalCaller,
  type Repeat,
  type Reply,
  type Route,
  type Routes,
  routeKeyOf,
} from "./route.ts";

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;
type Layer = MiddlewareObj<Event, Result, Error, Context, Internal>;

/** How an area proves who calls. An area without portal routes needs no `portal`. */
export interface Callers {
  portal?(key: string, now: Instant): Promise<PortalCaller>;
  officer?(token: string, now: Instant): Promise<Officer>;
}

export interface AreaPlatform {
  readonly clock: Clock;
  readonly log: Log;
  readonly callers: Callers;
  /** Looks up the first answer given under a repeat key. An area that changes nothing needs none. */
  firstAnswer?(id: string, now: Instant): Promise<FirstAnswer | undefined>;
}

interface Matched {
  readonly route: Route;
  readonly action: (request: object) => Promise<Reply<unknown>>;
}

interface Internal extends Record<string, unknown> {
  startedAt?: number;
  now?: Instant;
  matched?: Matched;
  caller?: { id: string; value: PortalCaller | OfficerCaller | undefined };
  repeat?: Repeat | undefined;
  result?: Result;
}

/** Builds the handler of an area. */
export function areaHandler<All extends Routes, Deps>(
  routes: All,
  actions: Actions<All, Deps>,
  deps: Deps,
  platform: AreaPlatform,
): MiddyfiedHandler<Event, Result, Error, Context, Internal> {
  const table = new Map<string, Matched>();
  for (const [name, route] of Object.entries(routes)) {
    // The one place where a route's name meets the types of its action.
    const action = actions[name] as unknown as Action<Route, Deps>;
    table.set(routeKeyOf(route), { route, action: (request) => action(request as Parameters<typeof action>[0], deps) });
  }
  return middy<Event, Result, Error, Context, Internal>()
    .use(answered(platform))
    .use(refused())
    .use(matched(table, platform.clock))
    .use(known(platform.callers))
    .use(repeated(platform))
    .use(acted())
    .handler(() => undefined);
}

/** Outermost: the headers of every answer, and one log line for it, without query or body. */
function answered({ log }: AreaPlatform): Layer {
  const finish: Layer["after"] = (request) => {
    const { event, context, internal, response, error } = request;
    if (!response) return;
    response.headers = { ...answerHeaders, ...response.headers };
    const fields = {
      requestId: event.requestContext.requestId,
      awsRequestId: context.awsRequestId,
      route: event.routeKey,
      status: response.statusCode ?? 200,
      caller: internal.caller?.id,
      refusal: error instanceof Refusal ? error.code : undefined,
      milliseconds: Math.round(performance.now() - (internal.startedAt ?? 0)),
    };
    if ((response.statusCode ?? 200) >= 500) log.write("request-failed", fields, error ?? undefined);
    else log.write("request-answered", fields);
  };
  return {
    before: ({ internal }) => {
      internal.startedAt = performance.now();
    },
    after: finish,
    onError: finish,
  };
}

/** Every refusal becomes problem details here. */
function refused(): Layer {
  return {
    onError: (request) => {
      request.response ??= problemOf(request.error, request.event.requestContext.requestId);
    },
  };
}

function matched(table: ReadonlyMap<string, Matched>, clock: Clock): Layer {
  return {
    before: ({ event, internal }) => {
      internal.now = clock.now();
      const entry = table.get(event.routeKey);
      if (!entry) throw new Refusal("not-found");
      internal.matched = entry;
    },
  };
}

/** Proves the caller: inside the function, so that 401 and 403 are ours too. */
function known(callers: Callers): Layer {
  return {
    before: async ({ event, internal }) => {
      const { matched, now = 0 } = internal;
      const rule = matched?.route.caller;
      if (rule === "portal") {
        const bearer = bearerOf(event);
        if (!callers.portal) throw new Error("This area has a portal route and no way to prove a portal.");
        const portal = await callers.portal(bearer, now);
        internal.caller = { id: `portal:${portal.portal}`, value: portal };
      } else if (typeof rule === "object" || (rule === "reader" && event.headers.authorization !== undefined)) {
        const bearer = bearerOf(event);
        if (!callers.officer) throw new Error("This area has an officer's route and no way to prove an officer.");
        const officer = await callers.officer(bearer, now);
        const admitted = typeof rule === "object" ? rule.officer : anyRole;
        internal.caller = { id: `officer:${officer.id}`, value: officerCaller(officer, admitted, now) };
      }
    },
  };
}

/** Any role, where it is held: whoever reads is never refused for their roles, only shown more or less. */
const anyRole: OfficerRule = { atUnit: roles, anywhere: provinceWideRoles };

/** A route without roles at a unit is refused at once; otherwise the action asks for the unit's matter. */
function officerCaller(officer: Officer, rule: OfficerRule, now: Instant): OfficerCaller {
  const today = dayAt(now);
  if (isUnbound(rule)) admitAnywhere(officer.grants, rule, today);
  return {
    officer,
    admit: (matter) =>
      matter === undefined ? admitAnywhere(officer.grants, rule, today) : admit(officer.grants, rule, matter, today),
  };
}

/** A repeat gets the first answer again, whatever has become of the matter since. */
function repeated({ firstAnswer }: AreaPlatform): Layer {
  return {
    before: ({ event, internal }) => {
      if (internal.matched) internal.repeat = repeatOf(internal.matched.route, event, internal.caller?.id ?? "");
    },
    onError: async (request) => {
      const { repeat, now = 0 } = request.internal;
      const { error } = request;
      if (!repeat || !(error instanceof Refusal || error instanceof Repeated)) return;
      const first = error instanceof Repeated ? error.first : await firstAnswer?.(repeat.id, now);
      if (!first) return;
      if (first.bodyHash !== repeat.bodyHash) {
        request.error = new Refusal("idempotency-key-reused");
        return;
      }
      request.response = {
        statusCode: first.status,
        headers: { ...jsonHeaders(first.version), "idempotency-replayed": "true" },
        body: first.body,
      };
    },
  };
}

/** Innermost: version, input, action, and the answer through its schema. (Middy hands its own handler no `internal`.) */
function acted(): Layer {
  return {
    before: async ({ event, internal }) => {
      const { matched, now = 0, caller, repeat } = internal;
      if (!matched) throw new Refusal("not-found");
      const { route, action } = matched;
      const ifMatch = ifMatchOf(route, event);
      const input = readInput(route, event);
      const reply = await action({
        ...input,
        caller: caller?.value,
        ifMatch,
        lookupKey: event.queryStringParameters?.key ?? event.headers["lookup-key"],
        repeat,
        now,
        baseUrl: `${event.headers["x-forwarded-proto"] ?? "https"}://${event.requestContext.domainName}`,
      });
      internal.result = answerOf(route, reply);
    },
    after: (request) => {
      request.response = request.internal.result;
    },
  };
}

function answerOf(route: Route, reply: Reply<unknown>): Result {
  return {
    statusCode: route.status,
    headers: jsonHeaders(reply.version),
    body: JSON.stringify(route.answer.parse(reply.body)),
  };
}

function jsonHeaders(version: number | undefined): Record<string, string> {
  return {
    "content-type": "application/json; charset=utf-8",
    ...(version !== undefined && { etag: etagOf(version) }),
  };
}
