/** cfn-lint over what is deployed; what it may find has a reason here. */
import * as z from "zod";
import type { Assembly } from "./assembly.ts";
import { ProofFailure } from "./failure.ts";
import { runProgram } from "./processes.ts";
import type { PythonEnvironment } from "./python.ts";

interface Acknowledged {
  readonly rule: string;
  /** In the message. */
  readonly about: RegExp;
  readonly reason: string;
}

const acknowledged: readonly Acknowledged[] = [
  {
    rule: "W3005",
    about: /dependency already enforced by a 'GetAtt'/,
    reason: "The CDK lets each function wait for its role and the role's policy; naming the role twice does no harm.",
  },
];

const findings = z.array(
  z.object({
    Rule: z.object({ Id: z.string() }),
    Message: z.string(),
    Location: z.object({ Path: z.array(z.union([z.string(), z.number()])).nullish() }),
  }),
);

/** Fails on the first thing found that has no reason, and on a reason for what is not found any more. */
export async function lintTemplates(
  { linter }: PythonEnvironment,
  assemblies: readonly Assembly[],
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const regions = assemblies.map(({ stage }) => stage.region);
  const templates = assemblies.map(({ template }) => template);
  const args = ["--format", "json", "--regions", ...new Set(regions), "--template", ...templates];
  const env = { PATH: "/usr/bin:/bin", HOME: folder, TMPDIR: folder };
  const { status, printed } = await runProgram({ command: linter, args, env, cwd: folder }, 120);
  const found = read(status, printed);
  const excused = found.map((one) => acknowledged.findIndex((reason) => isAbout(reason, one)));
  const open = found.filter((_, index) => excused[index] === -1);
  if (open.length > 0)
    throw new ProofFailure("cfn-lint found what nobody has given a reason for.", open.map(line).join("\n"));
  const idle = acknowledged.filter((_, index) => !excused.includes(index));
  if (idle.length > 0) throw new ProofFailure(`cfn-lint does not find ${idle[0]?.rule} any more: remove its reason.`);
  print(`  cfn-lint: ${found.length} findings, each with a reason`);
}

function read(status: number, printed: string): z.output<typeof findings> {
  try {
    return findings.parse(JSON.parse(printed));
  } catch {
    throw new ProofFailure(`cfn-lint did not work (${status}).`, printed);
  }
}

type Finding = z.output<typeof findings>[number];

function isAbout({ rule, about }: Acknowledged, { Rule, Message }: Finding): boolean {
  return Rule.Id === rule && about.test(Message);
}

function line({ Rule, Message, Location }: Finding): string {
  return `${Rule.Id} ${(Location.Path ?? []).join("/")}: ${Message}`;
}
