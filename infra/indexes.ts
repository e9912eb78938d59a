/** `npm run indexes`, at each release: notes the indexes of its tables in infra/indexes.json, against which the next one is counted. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { indexesOf } from "./index-changes.ts";
import { DondocStack } from "./stack.ts";
import { stageOf } from "./stage.ts";

const app = new App({ analyticsReporting: false, builtinCloudFormationValidation: false });
// Only tables are looked at: any folder serves as the functions' code.
const stack = new DondocStack(app, "dondoc-release", { stage: stageOf("local"), assetPath: () => import.meta.dirname });
const { template } = app.synth().getStackByName(stack.stackName);
const file = join(import.meta.dirname, "indexes.json");
writeFileSync(file, `${JSON.stringify(indexesOf(template.Resources), undefined, 2)}\n`);
console.log(`Written: ${file}`);
