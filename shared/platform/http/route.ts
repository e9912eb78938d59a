/** A route as data. From one list of these come the gateway, the router, the types of the actions, the OpenAPI document and the role matrix. */
import type * as z from "zod";
import type { Officer } from "../../access/officer.ts";
import type { Grant, Matter, OfficerRule } from "../../access/roles.ts";
import type { Instant } from "../clock.ts";
import type { RefusalCode } from "../refusals.ts";

/**
 * `officer`: the roles that are admitted; `citizen`: code and look-up key, checked by the action; `reader`: anyone, and an officer who
 * proves it may be shown more.
 */
export type CallerRule = "anyone" | "citizen" | "portal" | "reader" | { readonly officer: OfficerRule };

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: `/v1/${string}`;
  readonly summary: string;
  readonly summaryVi: string;
  readonly caller: CallerRule;
  /** Path parameters; unknown values are the action's to answer (404). */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 202;
  readonly answer: z.ZodType;
  /** True: it changes something that has a version, so `If-Match` is needed. */
  readonly versioned?: boolean;
  readonly refusals: readonly RefusalCode[];
}

export type Routes = Readonly<Record<string, Route>>;

/** A portal that has proved its key. */
export interface PortalCaller {
  readonly portal: string;
  readonly unit: string;
  /** True for the provincial portal: it may post for any unit. */
  readonly isProvincial: boolean;
}

/** An officer whose token was verified. */
export interface OfficerCaller {
  readonly officer: Officer;
  /** The grant by which they act on a matter (of a unit), or of the whole province; another unit's matter is a 404, a wrong role a 403. */
  admit(matter?: string | Matter): Grant;
}

/** Names a repeat: caller, method, path and key in one hash, and the hash of the raw body. */
export interface Repeat {
  readonly id: string;
  readonly bodyHash: string;
}

type Parsed<R, K extends string> = R extends Readonly<Record<K, infer S extends z.ZodType>> ? z.output<S> : undefined;
type CallerOf<C> = C extends "portal"
  ? PortalCaller
  : C extends { officer: OfficerRule }
    ? OfficerCaller
    : C extends "reader"
      ? OfficerCaller | undefined
      : undefined;

/** What an action is given: everything has been read, checked and typed. */
export interface RequestOf<R extends Route> {
  readonly params: Parsed<R, "params">;
  readonly query: Parsed<R, "query">;
  readonly body: Parsed<R, "body">;
  readonly caller: CallerOf<R["caller"]>;
  /** The version named by `If-Match`. */
  readonly ifMatch: R extends { versioned: true } ? number : undefined;
  /** The look-up key of a citizen, from `?key=` or the header `Lookup-Key`. */
  readonly lookupKey: string | undefined;
  readonly repeat: Repeat | undefined;
  /** The moment of receipt by our own clock. */
  readonly now: Instant;
  /** Scheme and host by which the caller reached us, for links. */
  readonly baseUrl: string;
}

export interface Reply<Body> {
  readonly body: Body;
  /** The version of what is shown; leaves as `ETag`. */
  readonly version?: number | undefined;
}

export type Action<R extends Route, Deps> = (request: RequestOf<R>, deps: Deps) => Promise<Reply<z.input<R["answer"]>>>;

/** One action per route, none missing and none besides. */
export type Actions<All extends Routes, Deps> = { readonly [Name in keyof All]: Action<All[Name], Deps> };

/** How API Gateway names a route. */
export function routeKeyOf(route: Pick<Route, "method" | "path">): string {
  return `${route.method} ${route.path}`;
}
