/**
 * One esbuild call for all functions. Each function's asset is one file that holds what it reaches and nothing else: parts
 * shared by twelve functions would be read and linked one by one at each cold start, and carry what only others need.
 * Used by deployment, local runner and benchmark alike.
 */
import { rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/**
 * A static import of a built-in makes Node read every export of it, lazy ones too (17 to 22 ms for node:http); this one is lazy.
 */
const lazyBuiltins: Plugin = {
  name: "lazy-builtins",
  setup: ({ onResolve, onLoad }) => {
    const names = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path }) =>
      names.has(path) ? { path, namespace: "builtin" } : undefined,
    );
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)})`,
      loader: "js",
    }));
  },
};

/**
 * Lambda hands a function its credentials and settings as variables: the chain for people's profiles, and the search for
 * their files at the first call, stay out of its bundle.
 */
const lambdaCredentials: Plugin = {
  name: "lambda-credentials",
  setup: ({ onResolve }) => {
    const path = join(root, "infra", "lambda-credentials.ts");
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path }));
    onResolve({ filter: /\/loadSharedConfigFiles$/ }, () => ({ path }));
  },
};

/** Schemas are made at their first use, upon the small zod; see the file. */
export const lambdaZod: Plugin = {
  name: "lambda-zod",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^zod$/ }, () => ({ path: join(root, "infra", "lambda-zod.mjs") }));
  },
};

/** Bundles `functions/<name>/handler.ts` for each name into `<outdir>/<name>/index.mjs`; answers where an asset lies. */
export async function bundle(names: readonly string[], outdir: string): Promise<(name: string) => string> {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: join("functions", name, "handler.ts"), out: join(name, "index") })),
    outdir,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    // Names are not kept: `keepNames` sets them one by one at the import, 3 ms of each cold start.
    minify: true,
    legalComments: "none",
    outExtension: { ".js": ".mjs" },
    plugins: [lazyBuiltins, lambdaCredentials, lambdaZod],
    logLevel: "warning",
    logOverride: { "import-is-undefined": "error" },
  });
  return (name) => join(outdir, name);
}
