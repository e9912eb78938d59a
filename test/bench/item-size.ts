/** The size of an item by DynamoDB's rule: the bytes of names and values, lists and maps with a little on top. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";

/** Bytes of an item as it would be stored. */
export function itemBytes(item: Readonly<Record<string, unknown>>): number {
  return mapBytes(marshall(item, { removeUndefinedValues: true }));
}

function mapBytes(attributes: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );
}

function valueBytes({ S, N, M, L }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.replace(/^-|\.|e.*$/gi, "").length / 2) + 1;
  if (M) return 3 + Object.keys(M).length + mapBytes(M);
  if (L) return 3 + L.reduce((sum: number, entry: AttributeValue) => sum + 1 + valueBytes(entry), 0);
  return 1;
}
