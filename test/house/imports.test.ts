/** Who may import whom, and a few habits, read from the sources themselves. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..", "..");
const sources = globSync("{infra,functions,shared}/**/*.{ts,mjs}", { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
}

const imports: Import[] = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"/gms)].map(([, type, target = ""]) => ({
    from: path,
    to: target.startsWith(".") ? normalize(join(dirname(path), target)) : target,
    isTypeOnly: type !== undefined,
  })),
);
const isOutside = (to: string) => !/^(infra|functions|shared|test)\//.test(to);

/** The files of shared that hold rules: pure, and tested as such. */
const rules = sources
  .map(({ path }) => path)
  .filter((path) => path.startsWith("shared/") && !path.startsWith("shared/platform/"))
  .filter((path) => !/-store\.ts$|shared\/access\/(callers|officer-token)\.ts$|shared\/register\/load\.ts$/.test(path));

describe("imports", () => {
  it("are found at all", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(rules.length).toBeGreaterThan(10);
  });

  it("nothing but tests imports infra", () => {
    expect(imports.filter(({ from, to }) => !from.startsWith("infra/") && to.startsWith("infra/"))).toEqual([]);
  });

  it("shared imports neither functions nor infra", () => {
    expect(imports.filter(({ from, to }) => from.startsWith("shared/") && /^(functions|infra)\//.test(to))).toEqual([]);
  });

  it("an area does not import another area", () => {
    const area = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];
    expect(imports.filter(({ from, to }) => area(from) && area(to) && area(from) !== area(to))).toEqual([]);
  });

  it("of functions, infra sees the lists, the routes and the variables only", () => {
    const seen = imports.filter(({ from, to }) => from.startsWith("infra/") && to.startsWith("functions/"));
    expect(seen.filter(({ to }) => !/^functions\/(routes|jobs|[^/]+\/(routes|env))\.ts$/.test(to))).toEqual([]);
  });

  it("rules import no AWS, no logger, no environment, no network", () => {
    const makers = /^(docx|write-excel-file\/node)$/;
    const allowed = /^(zod|csv-parse\/sync|node:(crypto|util|zlib))$/;
    const broken = imports.filter(
      ({ from, to, isTypeOnly }) =>
        rules.includes(from) &&
        !isTypeOnly &&
        (isOutside(to)
          ? !allowed.test(to) && !(from.startsWith("shared/documents/") && makers.test(to))
          : /-store\.ts$|platform\/(dynamo|log|environment|outside|transaction)\.ts$/.test(to)),
    );
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      // A worklist reads pages of the store that it is handed; the register's kinds are a list beside its store.
    ]);
  });
});

describe("habits", () => {
  const found = (pattern: RegExp, except: RegExp) =>
    sources
      .filter(({ path, text }) => !except.test(path) && pattern.test(withoutComments(text)))
      .map(({ path }) => path);

  it("the clock and chance are read in one place each", () => {
    expect(
      found(
        /new Date\(\)|Date\.now\(\)|Math\.random\(|randomUUID\(|Temporal\.Now/,
        /platform\/(clock|ids)\.ts$|infra\/local\//,
      ),
    ).toEqual([]);
  });

  it("no any, no non-null mark, no ignored error", () => {
    expect(found(/: any\b|as any\b|<any>|@ts-(ignore|expect-error|nocheck)/, /^$/)).toEqual([]);
  });

  it("no file of one idea has grown over 300 lines, but tables of data", () => {
    const long = sources.filter(({ text }) => text.split("\n").length > 300).map(({ path }) => path);
    expect(long.filter((path) => !/routes\.ts$/.test(path))).toEqual([]);
  });

  it("every export of functions and shared has a line that says what it promises, or a name that does", () => {
    const bare = sources
      .filter(({ path }) => !/^\/\*\*|^import|^#/.test(path))
      .filter(({ text }) => !text.startsWith("/**"));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });
});
