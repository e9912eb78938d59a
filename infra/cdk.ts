/** `npm run synth|deploy|diff|destroy -- --stage NAME`: runs the CDK with that stage; further options go to the CDK as they are. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

const [verb = "synth", ...options] = process.argv.slice(2);
const at = options.indexOf("--stage");
const stage = at === -1 ? "pilot" : options[at + 1];
const others = at === -1 ? options : options.toSpliced(at, 2);

if (stage === undefined) {
  console.error("--stage needs a name.");
  process.exitCode = 1;
} else {
  // The validator takes longer than all the rest: a look at the template goes without, a deployment and the tests never do.
  const quiet = verb === "synth" ? ["--quiet", "--context", "quick=true"] : [];
  const cdk = resolve(import.meta.dirname, "..", "node_modules", ".bin", "cdk");
  const { status } = spawnSync(cdk, [verb, "--context", `stage=${stage}`, ...quiet, ...others], {
    stdio: "inherit",
    env: { ...process.env, CDK_DISABLE_VERSION_CHECK: "1", CDK_DISABLE_CLI_TELEMETRY: "1" },
  });
  process.exitCode = status ?? 1;
}
