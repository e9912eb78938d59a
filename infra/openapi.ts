/** `npm run openapi`: writes functions/openapi.json from the same routes and schemas that gateway and functions use. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { areas } from "../functions/routes.ts";
import type { OfficerRule } from "../shared/access/roles.ts";
import { typeOf } from "../shared/platform/http/problem-details.ts";
import type { Route } from "../shared/platform/http/route.ts";
import { type RefusalCode, textOf } from "../shared/platform/refusals.ts";

export const openApiPath = resolve(import.meta.dirname, "..", "functions", "openapi.json");

type Json = Record<string, unknown>;

/** The whole API as an OpenAPI 3.1 document. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [area, routes] of Object.entries(areas)) {
    for (const [name, route] of Object.entries<Route>(routes)) {
      const methods = paths[route.path] ?? {};
      paths[route.path] = methods;
      methods[route.method.toLowerCase()] = operation(area, name, route);
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Dondoc",
      version: "1",
      description:
        "Theo dõi, đôn đốc hoạt động Cổng TTĐT thành phần. / Supervision of a province's component web portals. Instants are ISO 8601; days are YYYY-MM-DD in Asia/Ho_Chi_Minh; errors are RFC 9457 problem details.",
      license: { name: "MIT", identifier: "MIT" },
    },
    paths,
    components: {
      securitySchemes: {
        portalKey: { type: "http", scheme: "bearer", description: "Khóa của Cổng TTĐT / the portal's key" },
        officerToken: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "Mã truy cập OIDC / OIDC access token",
        },
        lookupKey: {
          type: "apiKey",
          in: "header",
          name: "Lookup-Key",
          description: "Mã tra cứu / look-up key; also ?key=",
        },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(area: string, name: string, route: Route): Json {
  const { caller } = route;
  return {
    operationId: name,
    tags: [area],
    summary: route.summaryVi,
    description: typeof caller === "object" ? `${route.summary}. ${rolesText(caller.officer)}` : `${route.summary}.`,
    ...(caller === "portal" && { security: [{ portalKey: [] }] }),
    ...(caller === "citizen" && { security: [{ lookupKey: [] }] }),
    ...(typeof caller === "object" && { security: [{ officerToken: [] }] }),
    ...(caller === "reader" && { security: [{}, { officerToken: [] }] }),
    parameters: [...inputParameters(route), ...headerParameters(route)],
    ...(route.body && {
      requestBody: { required: true, content: { "application/json": { schema: jsonSchema(route.body, "input") } } },
    }),
    responses: {
      [route.status]: {
        description: "OK",
        content: { "application/json": { schema: jsonSchema(route.answer, "output") } },
      },
      ...problems(route),
    },
  };
}

function rolesText({ atUnit, anywhere, atRecipient = [], forProvince = [], byName }: OfficerRule): string {
  const named = [
    ["Roles at the unit", atUnit],
    ["Roles at the unit to which it is sent", atRecipient],
    ["Roles of the whole province", anywhere],
    ["Roles of the whole province, for what is sent to the province", forProvince],
  ] as const;
  const texts = named.flatMap(([where, roles]) => (roles.length > 0 ? [`${where}: ${roles.join(", ")}.`] : []));
  return [...texts, ...(byName ? ["Whoever a document names for it."] : [])].join(" ");
}

function inputParameters({ params, query }: Route): Json[] {
  return [...(params ? parametersOf(params, "path") : []), ...(query ? parametersOf(query, "query") : [])];
}

function parametersOf(schema: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, "input");
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

function headerParameters({ method, caller, versioned }: Route): Json[] {
  const isRepeatable = method === "POST" && (caller === "portal" || typeof caller === "object");
  return [
    ...(isRepeatable
      ? [
          {
            name: "Idempotency-Key",
            in: "header",
            required: caller === "portal",
            schema: { type: "string", minLength: 1, maxLength: 64 },
          },
        ]
      : []),
    ...(versioned ? [{ name: "If-Match", in: "header", required: true, schema: { type: "string" } }] : []),
  ];
}

/** The refusals that any route of this form can give, and those of its own. */
function problems(route: Route): Json {
  const { caller } = route;
  const codes: RefusalCode[] = [
    ...route.refusals,
    ...(route.body
      ? (["body-missing", "body-not-json", "body-not-utf8", "body-too-large", "media-type-unsupported"] as const)
      : []),
    ...(route.body || route.query || route.params ? (["invalid-content"] as const) : []),
    ...(caller === "portal" ? (["credentials-missing", "portal-key-invalid", "idempotency-key-missing"] as const) : []),
    ...(typeof caller === "object"
      ? ([
          "credentials-missing",
          "token-invalid",
          "token-expired",
          "officer-unknown",
          "role-missing",
          "issuer-unreachable",
        ] as const)
      : []),
    ...(route.method === "POST" ? (["idempotency-key-malformed", "idempotency-key-reused", "too-busy"] as const) : []),
    ...(route.versioned ? (["version-missing", "if-match-malformed", "version-stale"] as const) : []),
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => textOf(code).status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, group]) => [
        String(status),
        {
          description: group.map((code) => `\`${code}\`: ${textOf(code).detailEn}`).join("\n"),
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      ]),
  );
}

const problemSchema = {
  type: "object",
  required: ["type", "title", "status", "detail", "detailEn", "code", "requestId"],
  properties: {
    type: { type: "string", examples: [typeOf("invalid-content")] },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "Tiếng Việt" },
    detailEn: { type: "string" },
    code: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "code", "detail", "detailEn"],
        properties: {
          path: { type: "string" },
          code: { type: "string" },
          detail: { type: "string" },
          detailEn: { type: "string" },
        },
      },
    },
    requestId: { type: "string" },
  },
};

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json & { properties?: Json; required?: string[] } {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest as Json & { properties?: Json; required?: string[] };
}

if (import.meta.main) writeFileSync(openApiPath, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
