/** The stand-in for zod inside Lambda bundles judges as zod itself does: same verdict, same value, same errors. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import { areas } from "../../functions/routes.ts";
import { lambdaZod } from "../../infra/bundle.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { fieldErrors } from "../../shared/platform/field-errors.ts";
import type { Route } from "../../shared/platform/http/route.ts";
import { officers, portals, question, units } from "../support/province.ts";

const root = resolve(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "dondoc-zod-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same routes, made by the stand-in. */
async function routesByStandIn(): Promise<typeof areas> {
  const outfile = join(folder, "routes.mjs");
  await build({
    entryPoints: [join(root, "functions", "routes.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    plugins: [lambdaZod],
  });
  return (await import(pathToFileURL(outfile).href)).areas;
}

type Part = "params" | "query" | "body" | "answer";
const parts: readonly Part[] = ["params", "query", "body", "answer"];

function schemasOf(all: typeof areas): Map<string, z.ZodType> {
  const found = Object.entries(all).flatMap(([area, routes]) =>
    Object.entries<Route>(routes).flatMap(([name, route]) =>
      parts.flatMap((part): [string, z.ZodType][] => {
        const schema = route[part];
        return schema ? [[`${area}.${name}.${part}`, schema]] : [];
      }),
    ),
  );
  return new Map(found);
}

const sound: unknown[] = [
  ...units,
  ...portals,
  ...officers("https://issuer.example").slice(0, 3),
  ...officialYears,
  question(),
  question({ asker: { kind: "organisation", name: "A", representative: "B", phone: "0901234567" } }),
  { code: "ABCD-EFGH-1" },
  { limit: "50", cursor: "abc" },
  { receivedAt: "2024-02-05T10:00:00+07:00", days: "5" },
  { year: "2024" },
  {
    sections: { "kho-khan": "Không." },
    figures: { visits: { value: 7, note: "Cổng mới" } },
    corrections: { visits: { by: -1, note: "Trùng" } },
    attachments: ["ban-ky"],
    submit: true,
  },
  { capacity: "kt", forTitle: "Giám đốc", alsoMeets: ["2024-year.so-mau"], despite: true },
  { reason: "Thiếu số liệu", fields: ["figures.visits"], dueOn: "2024-06-21" },
  {
    documentKind: "Công văn",
    number: "6821/UBND-BBT",
    on: "2023-12-31",
    issuer: "ubnd-tinh",
    recipient: "ubnd-tinh",
    subject: "Cổng TTĐT",
    quotedDeadline: "trước ngày 10/01/2024",
    lastOn: "2024-01-09",
    duties: [{ unit: "so-tu-phap", portal: "cong-so-tu-phap", what: "Nguyên nhân" }],
  },
  ...["https://example.com/g2", "http://example.com/g2", "https://127.0.0.1/g2", "g2"].flatMap((url) => [
    { entries: { G2: { fact: { is: "known", value: { yes: true } }, evidence: [{ url }] } } },
    { criteria: { G2: { reason: "Đã có", evidence: [{ item: "https", url }] } } },
  ]),
  {
    entries: { A7: { fact: { is: "known", value: { n: 34, of: 40 } }, reason: "Đối chiếu" } },
    acceptRest: true,
    done: true,
  },
];
const junk: unknown[] = [
  null,
  "",
  " ",
  0,
  -1,
  1.5,
  true,
  [],
  {},
  "x".repeat(400),
  "a\u0000b",
  "\ud800",
  "2024-02-30",
  ["a"],
];

/** A sound value with some of its parts left out, replaced, or joined by others. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const other = fc.constantFrom(...junk);
  if (typeof value !== "object" || value === null) return fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, other);
  if (Array.isArray(value)) return fc.oneof({ weight: 5, arbitrary: fc.tuple(...value.map(spoilt)) }, other);
  const fields = Object.entries(value).map(([name, held]) =>
    fc.option(spoilt(held), { freq: 9, nil: undefined }).map((next): [string, unknown] => [name, next]),
  );
  return fc
    .tuple(fc.tuple(...fields), fc.option(other, { freq: 1, nil: undefined }))
    .map(([held, more]) => Object.fromEntries([...held, ["more", more]].filter(([, next]) => next !== undefined)));
}

const inputs = fc.constantFrom(...sound).chain((value) => fc.oneof(fc.constant(value), spoilt(value)));
const standIn = schemasOf(await routesByStandIn());

describe("a schema made by the stand-in", () => {
  it.each([...schemasOf(areas)])("%s judges as zod does", (name, schema) => {
    const other = standIn.get(name);
    fc.assert(
      fc.property(inputs, (input) => {
        const expected = schema.safeParse(input);
        const judged = other?.safeParse(input);
        expect(judged?.success).toBe(expected.success);
        expect(judged?.data).toEqual(expected.data);
        expect(fieldErrors(judged?.error?.issues ?? [], input)).toEqual(
          fieldErrors(expected.error?.issues ?? [], input),
        );
      }),
      { numRuns: 300 },
    );
  });
});
