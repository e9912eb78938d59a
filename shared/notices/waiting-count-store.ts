/** How many notices something must still happen to: counted in the ledger's sparse index, whose cost grows with what waits. */
import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { shardCount } from "../platform/shards.ts";

/** Planned ones for a later hour among them; those that a clerk owes by telephone are not. */
export async function countWaiting(client: DynamoDBDocumentClient, table: string): Promise<number> {
  const shards = Array.from({ length: shardCount }, (_, shard) => countShard(client, table, shard));
  return (await Promise.all(shards)).reduce((total, count) => total + count, 0);
}

async function countShard(client: DynamoDBDocumentClient, table: string, shard: number): Promise<number> {
  let total = 0;
  let startKey: Record<string, unknown> | undefined;
  do {
    const { Count = 0, LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "waiting-by-due",
        KeyConditionExpression: "waitingShard = :shard",
        ExpressionAttributeValues: { ":shard": String(shard).padStart(2, "0") },
        Select: "COUNT",
        ExclusiveStartKey: startKey,
      }),
    );
    total += Count;
    startKey = LastEvaluatedKey;
  } while (startKey);
  return total;
}
