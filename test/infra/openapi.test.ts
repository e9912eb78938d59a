import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { areas } from "../../functions/routes.ts";
import { openApiDocument, openApiPath } from "../../infra/openapi.ts";

describe("functions/openapi.json", () => {
  it("is what the routes say today; else run: npm run openapi", () => {
    expect(JSON.parse(readFileSync(openApiPath, "utf8"))).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it("has every route once", () => {
    const operations = Object.values(JSON.parse(readFileSync(openApiPath, "utf8")).paths).flatMap((path) =>
      Object.values(path as object),
    );
    const names = Object.values(areas).flatMap((routes) => Object.keys(routes));
    expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(names.toSorted());
  });
});
