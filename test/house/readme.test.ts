/** What the README says of the code is what the code says. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { moves } from "../../shared/questions/moves.ts";
import { figuresInReadme, figuresSection } from "../bench/readme.ts";

const root = resolve(import.meta.dirname, "..", "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("the README", () => {
  it("draws the moves of a question as the table has them", () => {
    const [, drawn = ""] = /<!-- moves: [^>]*-->\n```mermaid\n([\s\S]*?)```/.exec(readme) ?? [];
    const lines = moves.map(({ from, to, event, vi }) => `  ${from ?? "[*]"} --> ${to}: ${event} (${vi})`);
    expect(drawn.trimEnd().split("\n")).toEqual(["stateDiagram-v2", ...lines]);
  });

  it("shows the figures that the benchmark has kept; else run: npm run bench", () => {
    expect(figuresInReadme()).toBe(figuresSection());
  });

  it("names only commands that exist", () => {
    const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name ?? "" in scripts) || scripts[name ?? ""] === undefined)).toEqual([]);
  });

  it("links only to files that exist", () => {
    for (const [, path = ""] of readme.matchAll(/\]\((?!http|#)([^)#]+)\)/g)) {
      expect(() => readFileSync(join(root, path)), path).not.toThrow();
    }
  });
});
