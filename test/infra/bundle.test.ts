/** What a function carries, and that it starts from its asset alone. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../infra/bundle.ts";
import { functionNames } from "../../infra/synthesize.ts";

const mostBytes = 1_500_000;
const folder = mkdtempSync(join(tmpdir(), "dondoc-bundle-"));
let assetPath: (name: string) => string;
beforeAll(async () => {
  assetPath = await bundle(functionNames, folder);
});
const sizes = new Map<string, number>();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const [[name, size] = ["none", 0]] = [...sizes].sort(([, a], [, b]) => b - a);
  console.log(`largest asset: ${name}, ${size} of ${mostBytes} bytes, ${mostBytes - size} left`);
});

const filesOf = (name: string) => readdirSync(assetPath(name)).map((file) => join(assetPath(name), file));

describe("the bundle of a function", () => {
  it.each(functionNames)("%s stays under 1.5 MB and carries no credential chain for people's profiles", (name) => {
    const size = filesOf(name).reduce((sum, file) => sum + statSync(file).size, 0);
    sizes.set(name, size);
    expect(size).toBeLessThanOrEqual(mostBytes);
    const text = filesOf(name)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(text).not.toMatch(/fromSSO|sso_session|fromIni|credential_process/);
    expect(text).not.toMatch(/from"node:http"/);
  });

  it.each(functionNames.filter((name) => name !== "mail-sender"))("%s carries no mail client", (name) => {
    const text = filesOf(name)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(text).not.toMatch(/SendRawEmail/);
  });

  const documentFunctions = ["documents", "document-worker"];
  // For frozen results; its modules are run when the first of them is asked for (shared/scoring/snapshots/snapshot-store.ts).
  const scoreFunctions = ["scoring", "scoring-rounds"];
  it.each(functionNames.filter((name) => ![...documentFunctions, ...scoreFunctions].includes(name)))(
    "%s carries no client of the bucket",
    (name) => {
      const text = filesOf(name)
        .map((file) => readFileSync(file, "utf8"))
        .join("\n");
      expect(text).not.toMatch(/x-amz-sdk-checksum-algorithm|PutObjectCommand|S3ServiceException/);
    },
  );

  it.each(functionNames.filter((name) => name !== "document-worker"))("%s carries no library of documents", (name) => {
    const text = filesOf(name)
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(text).not.toMatch(/wordprocessingml\/2006\/main|spreadsheetml\/2006\/main/);
  });

  it("holds only the chunks that it reaches: calendar carries neither jose nor the CSV reader", () => {
    const text = filesOf("calendar")
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(text).not.toMatch(/ERR_JWKS|skip_empty_lines/);
    expect(
      filesOf("register")
        .map((file) => readFileSync(file, "utf8"))
        .join("\n"),
    ).toMatch(/skip_empty_lines/);
  });
});
