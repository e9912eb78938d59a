/** Reads what every call of a client consumes, as the engine counts it. */
import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** Units by place: a table, or `table/index`. */
export type Units = Map<string, number>;

export interface Meter {
  /** What was consumed since the last time. */
  take(): { writes: Units; reads: Units };
}

/** Asks every call of a client for what it consumes. */
export function metered(client: DynamoDBDocumentClient): Meter {
  let writes: Units = new Map();
  let reads: Units = new Map();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = Object.assign(args.input, { ReturnConsumedCapacity: "INDEXES" as const });
      const answer = await next({ ...args, input });
      const consumed = "ConsumedCapacity" in answer.output ? [answer.output.ConsumedCapacity].flat() : [];
      const units = /^(Get|Query|BatchGet)/.test(context.commandName ?? "") ? reads : writes;
      for (const capacity of consumed) if (capacity && "TableName" in capacity) add(units, capacity);
      return answer;
    },
    { step: "initialize", name: "metered" },
  );
  return {
    take: () => {
      const taken = { writes, reads };
      writes = new Map();
      reads = new Map();
      return taken;
    },
  };
}

function add(
  units: Units,
  { TableName = "", Table, CapacityUnits = 0, GlobalSecondaryIndexes = {} }: ConsumedCapacity,
): void {
  const table = shortName(TableName);
  const plus = (place: string, count: number) => units.set(place, (units.get(place) ?? 0) + count);
  plus(table, Table?.CapacityUnits ?? CapacityUnits);
  for (const [index, { CapacityUnits: count = 0 }] of Object.entries(GlobalSecondaryIndexes)) {
    plus(`${table}/${index}`, count);
  }
}

/** The sum over all places. */
export function totalUnits(units: Units): number {
  return [...units.values()].reduce((sum, count) => sum + count, 0);
}

/** The last part of a table's name. */
export function shortName(table: string): string {
  return table.slice(table.lastIndexOf("-") + 1);
}
