/** Lets officers keep their logins when the local issuer has moved to another port. */
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { Officer } from "../../../shared/access/officer.ts";
import type { Write } from "../../../shared/platform/transaction.ts";
import { type Recorded, type RegisterStore, registerStore } from "../../../shared/register/register-store.ts";
import { type DemoDeps, variable } from "./deps.ts";

/** A transaction of DynamoDB holds so many writes. */
const writesAtOnce = 100;

/** Gives every officer of the issuers in `from` the same subject at `to`. May be repeated after a sudden end. */
export async function moveLogins(deps: DemoDeps, from: readonly string[], to: string): Promise<void> {
  const register = registerStore(deps.client, variable(deps, "REGISTER_TABLE"));
  let batch: Write[] = [];
  const flush = async () => {
    if (batch.length > 0)
      await deps.client.send(new TransactWriteCommand({ TransactItems: batch.map(({ item }) => item) }));
    batch = [];
  };
  for await (const officer of officers(register)) {
    if (!from.includes(officer.value.issuer)) continue;
    const writes = register.saveOfficer({ ...officer.value, issuer: to }, officer);
    if (batch.length + writes.length > writesAtOnce) await flush();
    batch.push(...writes);
  }
  await flush();
}

async function* officers(register: RegisterStore): AsyncIterable<Recorded<Officer>> {
  let cursor: string | undefined;
  do {
    const page = await register.list("officer", { limit: 200, cursor });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
