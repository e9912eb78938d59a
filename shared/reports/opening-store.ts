/** What the job that opens periods asks of the reports' table beside the store: writes that fail once a list is frozen. */
import type { Write } from "../platform/transaction.ts";
import { periodItemId } from "./report-store.ts";

export interface OpeningStore {
  /** Holds a transaction to a period whose list is not frozen yet; refused as `moved-meanwhile`. */
  whileNotFrozen(period: string): Write;
}

export function openingStore(table: string): OpeningStore {
  return {
    whileNotFrozen: (period) => ({
      item: {
        ConditionCheck: {
          TableName: table,
          Key: { id: periodItemId(period), part: "head" },
          ConditionExpression: "attribute_not_exists(id) OR #state <> :frozen",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":frozen": "frozen" },
        },
      },
      refusedAs: "moved-meanwhile",
    }),
  };
}
