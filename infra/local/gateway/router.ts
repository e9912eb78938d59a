/** Finds the route of a request as API Gateway does: exact before variable, variable before greedy, `$default` last. */

export interface Found<Route> {
  readonly route: Route;
  /** Decoded path parameters; `undefined` when the route has none. */
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

/** `malformed`: the path cannot be decoded. */
export type Find<Route> = (method: string, rawPath: string) => Found<Route> | "malformed" | undefined;

interface Candidate<Route> {
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly Segment[];
  readonly rank: string;
}

type Segment = { readonly kind: "exact" | "variable" | "greedy"; readonly text: string };

const ranks = { exact: "0", variable: "1", greedy: "2" };

/** A router over routes with keys as `GET /v1/questions/{code}`. */
export function router<Route extends { readonly key: string }>(routes: readonly Route[]): Find<Route> {
  const fallback = routes.find(({ key }) => key === "$default");
  const candidates = routes
    .filter((route) => route !== fallback)
    .map(candidateOf)
    .sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return (method, rawPath) => {
    const parts = decoded(rawPath);
    if (!parts) return "malformed";
    for (const candidate of candidates) {
      if (candidate.method !== method && candidate.method !== "ANY") continue;
      const parameters = matched(candidate.segments, parts);
      if (parameters)
        return {
          route: candidate.route,
          parameters: parameters.length > 0 ? Object.fromEntries(parameters) : undefined,
        };
    }
    return fallback && { route: fallback, parameters: undefined };
  };
}

function candidateOf<Route extends { readonly key: string }>(route: Route): Candidate<Route> {
  const [method = "", path = ""] = route.key.split(" ");
  const segments = path.split("/").slice(1).map(segmentOf);
  const rank = `${segments.map(({ kind }) => ranks[kind]).join("")}${method === "ANY" ? "1" : "0"}`;
  return { route, method, segments, rank };
}

function segmentOf(text: string): Segment {
  const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(text) ?? [];
  if (name === undefined) return { kind: "exact", text };
  return { kind: greedy === "+" ? "greedy" : "variable", text: name };
}

/** The segments of a path, decoded one by one, so that `%2F` separates nothing. */
function decoded(rawPath: string): string[] | undefined {
  try {
    return rawPath.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matched(segments: readonly Segment[], parts: readonly string[]): [string, string][] | undefined {
  const isGreedy = segments.at(-1)?.kind === "greedy";
  if (isGreedy ? parts.length < segments.length : parts.length !== segments.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, { kind, text }] of segments.entries()) {
    const part = kind === "greedy" ? parts.slice(index).join("/") : (parts[index] ?? "");
    if (kind === "exact" ? part !== text : part === "") return undefined;
    if (kind !== "exact") parameters.push([text, part]);
  }
  return parameters;
}
