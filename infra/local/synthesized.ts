/** The stack of stage `local`, synthesized in this process: its template, and where each asset lies. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import type { Json } from "./template.ts";

export interface Synthesized {
  readonly stackName: string;
  readonly template: Json;
  /** The folder that was staged for an asset, by its key in the asset bucket. */
  assetFolder(objectKey: string): string | undefined;
}

const assetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Bundles the functions and synthesizes the stack into `folder`, in place of what is there. */
export async function synthesize(folder: string): Promise<Synthesized> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // The CDK remembers what it has staged for a path as long as the process lives: every run has paths of its own.
  const own = mkdtempSync(join(folder, "run-"));
  const [{ dondocApp }, { stageOf }] = await Promise.all([import("../synthesize.ts"), import("../stage.ts")]);
  const { app, stack } = await dondocApp(stageOf("local"), join(own, "bundles"), {
    outdir: join(own, "assembly"),
    builtinCloudFormationValidation: false,
    treeMetadata: false,
  });
  const assembly = app.synth();
  const template: Json = JSON.parse(readFileSync(join(assembly.directory, stack.templateFile), "utf8"));
  return {
    stackName: stack.stackName,
    template,
    assetFolder: assetFolders(assembly.directory, `${stack.artifactId}.assets.json`),
  };
}

function assetFolders(directory: string, manifestFile: string): Synthesized["assetFolder"] {
  const { files } = assetManifest.parse(JSON.parse(readFileSync(join(directory, manifestFile), "utf8")));
  const folders = new Map<string, string>();
  for (const { source, destinations } of Object.values(files)) {
    for (const { objectKey } of Object.values(destinations)) folders.set(objectKey, join(directory, source.path));
  }
  return (objectKey) => folders.get(objectKey);
}
