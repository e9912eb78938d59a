/** What can be set about the proof. */
import { parseArgs } from "node:util";
import { systemChance } from "../../shared/platform/ids.ts";
import { ProofFailure } from "./failure.ts";

export interface ProofOptions {
  /** How many grants are taken away, each in its turn; all of them, or so many drawn by the seed. */
  readonly grants: number | "all";
  readonly seed: number;
  /** @default a free one */
  readonly port: number | undefined;
}

const drawnByDefault = 10;

/** Reads `--port N`, and the variables GRANTS (a number or `all`) and GRANTS_SEED. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ProofOptions {
  const { GRANTS = String(drawnByDefault), GRANTS_SEED } = env;
  return {
    grants: GRANTS === "all" ? "all" : whole("GRANTS", GRANTS, 0, 10_000),
    seed: GRANTS_SEED === undefined ? newSeed() : whole("GRANTS_SEED", GRANTS_SEED, 0, 2 ** 31),
    port: portOf(args),
  };
}

function portOf(args: readonly string[]): number | undefined {
  try {
    const { port } = parseArgs({ args: [...args], options: { port: { type: "string" } } }).values;
    return port === undefined ? undefined : whole("--port", port, 1, 65_535);
  } catch (error) {
    if (error instanceof ProofFailure) throw error;
    throw new ProofFailure(error instanceof Error ? error.message : String(error));
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const besides = name === "GRANTS" ? ', or "all"' : "";
  throw new ProofFailure(`${name} is "${text}"; it must be a whole number from ${least} to ${most}${besides}.`);
}

function newSeed(): number {
  return Math.floor(systemChance.fraction() * 2 ** 31);
}
