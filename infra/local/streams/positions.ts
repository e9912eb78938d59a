/** How far the mappings have read each table's stream, kept in the data directory: a restart loses nothing, and may repeat the last batch. */
import * as z from "zod";
import type { Instant } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import { broken, readJsonFile, writeJsonFile } from "../data-directory.ts";

const sequence = z
  .string()
  .regex(/^\d+$/)
  .transform((text) => BigInt(text));
const fileSchema = z.record(
  z.string(),
  z.object({
    positions: z.record(z.string(), sequence),
    ages: z.array(z.object({ through: sequence, at: z.iso.datetime().transform((text) => Date.parse(text)) })),
  }),
);

/** Every record up to `through` was written at or before `at`. */
export interface Age {
  readonly through: bigint;
  readonly at: Instant;
}

/** Of one table. */
export interface Positions {
  /** The last record that a mapping is done with; 0 before the first. */
  of(mappingId: string): bigint;
  move(mappingId: string, sequence: bigint): void;
  /** What is known of the records' ages, in their order. */
  ages(): readonly Age[];
  keepAges(ages: readonly Age[]): void;
}

export interface PositionsFile {
  table(name: string): Positions;
  /** By table, what every mapping that ever read it is done with. */
  doneWith(): ReadonlyMap<string, bigint>;
}

/** Reads the file; a missing one is a new beginning. */
export function readPositions(file: string): PositionsFile {
  const result = fileSchema.safeParse(readJsonFile(file) ?? {});
  if (!result.success) throw broken(file, "it holds no positions");
  const tables = new Map<string, { positions: Map<string, bigint>; ages: readonly Age[] }>();
  for (const [name, { positions, ages }] of Object.entries(result.data)) {
    tables.set(name, { positions: new Map(Object.entries(positions)), ages });
  }
  const save = () => writeJsonFile(file, Object.fromEntries([...tables].map(([name, kept]) => [name, written(kept)])));
  return {
    table: (name) => {
      const kept = tables.get(name) ?? { positions: new Map<string, bigint>(), ages: [] };
      tables.set(name, kept);
      return {
        of: (mappingId) => kept.positions.get(mappingId) ?? 0n,
        move: (mappingId, reached) => {
          kept.positions.set(mappingId, reached);
          save();
        },
        ages: () => kept.ages,
        keepAges: (ages) => {
          kept.ages = ages;
          save();
        },
      };
    },
    doneWith: () => new Map([...tables].map(([name, { positions }]) => [name, least([...positions.values()])])),
  };
}

function written({ positions, ages }: { positions: ReadonlyMap<string, bigint>; ages: readonly Age[] }): object {
  return {
    positions: Object.fromEntries([...positions].map(([id, reached]) => [id, reached.toString()])),
    ages: ages.map(({ through, at }) => ({ through: through.toString(), at: isoOf(at) })),
  };
}

/** The least of some numbers; 0 of none. */
export function least(numbers: readonly bigint[]): bigint {
  return numbers.length === 0 ? 0n : numbers.reduce((a, b) => (a < b ? a : b));
}
