/** The template of a stage, without its functions' code: the price does not depend on it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { DondocStack } from "../stack.ts";
import type { Stage } from "../stage.ts";
import { stackNameOf } from "../synthesize.ts";

export function stageTemplate(stage: Stage): unknown {
  const outdir = mkdtempSync(join(tmpdir(), "dondoc-cost-"));
  try {
    const app = new App({
      analyticsReporting: false,
      builtinCloudFormationValidation: false,
      treeMetadata: false,
      outdir,
    });
    const assetPath = () => import.meta.dirname;
    new DondocStack(app, stackNameOf(stage), { stage, assetPath, env: { region: stage.region } });
    return app.synth().getStackByName(stackNameOf(stage)).template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
