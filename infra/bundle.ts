/**
 * One esbuild call for all functions. Each function's asset holds its entry and the chunks that it reaches, hashed alone,
 * so that a change redeploys what it changes. Used by deployment, local runner and benchmark alike.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

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

/** Lambda hands a function its credentials as variables; the chain for people's profiles stays out of its bundle. */
const lambdaCredentials: Plugin = {
  name: "lambda-credentials",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: join(root, "infra", "lambda-credentials.ts"),
    }));
  },
};

/** Bundles `functions/<name>/handler.ts` for each name into `<outdir>/<name>/index.mjs`; answers where an asset lies. */
export async function bundle(names: readonly string[], outdir: string): Promise<(name: string) => string> {
  const built = join(outdir, "built");
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(names.map((name) => [name, join("functions", name, "handler.ts")])),
    outdir: built,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    minify: true,
    keepNames: true,
    legalComments: "none",
    metafile: true,
    chunkNames: "chunk-[hash]",
    outExtension: { ".js": ".mjs" },
    plugins: [lazyBuiltins, lambdaCredentials],
    logLevel: "warning",
  });
  for (const name of names) copyAsset(metafile, built, name, join(outdir, name));
  return (name) => join(outdir, name);
}

/** Copies an entry and every chunk it reaches. */
function copyAsset(metafile: Metafile, built: string, name: string, target: string): void {
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [resolve(root, path), output]));
  const wanted = [join(built, `${name}.mjs`)];
  const reached = new Set<string>();
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { path: imported } of outputs.get(path)?.imports ?? []) {
      if (outputs.has(resolve(root, imported))) wanted.push(resolve(root, imported));
    }
  }
  mkdirSync(target, { recursive: true });
  for (const path of reached) {
    const to = join(target, relative(built, path));
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(path, to);
  }
  writeFileSync(join(target, "index.mjs"), `export * from "./${name}.mjs";\n`);
}
