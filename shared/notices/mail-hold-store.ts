/** Where the brake on mail stands: an item of the notices' table, read consistently, once per run. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { holds, type KeptHold, type MailHold, mailHold } from "./mail-hold.ts";

/** Its key; an export leaves it out, for it is about the stack and not about its notices. */
export const holdId = "hold#mail";

export interface MailHoldStore {
  /** Whether mail is held now; an item that nobody can read holds. A table that does not answer is an error. */
  isHeld(): Promise<boolean>;
  read(): Promise<KeptHold>;
  write(hold: MailHold): Promise<void>;
  /** Writes it where none stands yet; answers whether it did. */
  place(hold: MailHold): Promise<boolean>;
}

export function mailHoldStore(client: DynamoDBDocumentClient, table: string): MailHoldStore {
  const read = async (): Promise<KeptHold> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: holdId }, ConsistentRead: true }));
    if (!Item) return undefined;
    const found = mailHold.safeParse(Item);
    return found.success ? found.data : "unreadable";
  };
  const put = (hold: MailHold, condition?: string) =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { id: holdId, ...hold },
        ...(condition !== undefined && { ConditionExpression: condition }),
      }),
    );
  return {
    read,
    isHeld: async () => holds(await read()),
    write: async (hold) => {
      await put(hold);
    },
    place: async (hold) => {
      try {
        await put(hold, "attribute_not_exists(id)");
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
