/**
 * Indexes from one release to the next. DynamoDB makes or removes one index of a table at a time, and CloudFormation does not wait in
 * between: a release that changes two of one table fails half-way. What the last release had stands in infra/indexes.json.
 */
import * as z from "zod";

/** Logical id of a table → name of an index → what it is made of; a changed one is another index under the same name. */
export type Indexes = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const indexesAtRelease = z.record(z.string(), z.record(z.string(), z.string()));

const tableProperties = z.object({
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: z.array(z.object({ AttributeName: z.string() })),
        Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).default([]) }),
      }),
    )
    .default([]),
});

/** The indexes of a template. */
export function indexesOf(resources: Readonly<Record<string, { Type: string; Properties?: unknown }>>): Indexes {
  const tables = Object.entries(resources).filter(([, { Type }]) => Type === "AWS::DynamoDB::GlobalTable");
  return Object.fromEntries(
    tables.map(([id, { Properties }]) => {
      const { GlobalSecondaryIndexes } = tableProperties.parse(Properties);
      const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => {
        const keys = KeySchema.map(({ AttributeName }) => AttributeName).join(" + ");
        const shown = [Projection.ProjectionType, ...Projection.NonKeyAttributes.toSorted()].join(" ");
        return [IndexName, `${keys}: ${shown}`] as const;
      });
      return [id, Object.fromEntries(indexes)];
    }),
  );
}

/** How many indexes of each table are made or removed by a release; a new table is made with all of its own. */
export function indexChanges(before: Indexes, after: Indexes): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(after).map(([table, indexes]) => {
      const known = before[table];
      if (!known) return [table, 0];
      const names = new Set([...Object.keys(known), ...Object.keys(indexes)]);
      const changes = [...names].map((name) => {
        if (known[name] === indexes[name]) return 0;
        // One that changes is removed and made anew.
        return name in known && name in indexes ? 2 : 1;
      });
      return [table, changes.reduce<number>((sum, count) => sum + count, 0)];
    }),
  );
}
