/** What the probes look at: questions that have been through everything, and the key of their portal. */
import { DisableRuleCommand, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import type { ChangeEvent } from "../../../shared/platform/events.ts";
import type { EventKey } from "../../../shared/platform/marks.ts";
import { question } from "../../support/province.ts";
import { call } from "../functions.ts";
import { textIn } from "../gateway.ts";
import { portal, unit } from "../province.ts";
import { questionOfDaysAgo, receiptOf } from "../seeds.ts";
import { answer } from "../story.ts";
import { waitFor } from "../waiting.ts";
import type { World } from "../world.ts";

export interface Scene {
  readonly world: World;
  readonly portalKey: string;
  /** Long late, all of its rungs reached, its receipt sent. */
  readonly late: string;
  /** Received yesterday, its receipt sent. */
  readonly recent: string;
  /** Answered; its asker has no address and was called. */
  readonly called: string;
  /** Counts up with each asking, for names that must be new. */
  readonly next: () => number;
}

const soonSeconds = 20;

/** Under which the portal's second key was issued; it may have two. */
export const secondKey = "key-2";

export async function setScene(world: World, portalKey: string): Promise<Scene> {
  await issueSecondKey(world);
  const { code: late } = await questionOfDaysAgo(world, 14);
  const { code: recent } = await questionOfDaysAgo(world, 1);
  await call(world, "deadline-sweep", {});
  const called = await calledQuestion(world, portalKey);
  for (const code of [late, recent]) {
    await waitFor(`The receipt of ${code}`, soonSeconds, async () => {
      return (await world.stores.notices.get(receiptOf(code)))?.state === "sent";
    });
  }
  let last = 0;
  return { world, portalKey, late, recent, called, next: () => ++last };
}

async function issueSecondKey({ gateway, token }: World): Promise<void> {
  const bearer = await token("van-phong-ubnd-tinh.administrator");
  await gateway({ method: "POST", path: `/v1/portals/${portal}/keys`, bearer, repeatKey: secondKey }, 201);
}

async function calledQuestion(world: World, portalKey: string): Promise<string> {
  const { gateway, token } = world;
  const body = question({ asker: { name: "Trần Thị Mẫu", phone: "0214 000 000" } });
  const posted = await gateway(
    { method: "POST", path: "/v1/questions", bearer: portalKey, body, repeatKey: "call-1" },
    201,
  );
  const code = textIn(posted, "code");
  await answer(world, code);
  const bearer = await token(`${unit}.clerk`);
  const path = `/v1/questions/${code}/call`;
  await gateway({ method: "POST", path, bearer, ifMatch: 5, body: { reason: "answered", wasReached: true } }, 200);
  return code;
}

/** Stops the rules of the clock, so that no job works besides while a grant is away. */
export async function stopRules({ clients: { rules }, stage }: World): Promise<void> {
  const { Rules = [] } = await rules.send(new ListRulesCommand({ NamePrefix: `dondoc-${stage}-` }));
  await Promise.all(Rules.map(({ Name }) => rules.send(new DisableRuleCommand({ Name }))));
}

/** All events of a question or a report, oldest first. */
export async function eventsOf({ stores }: World, subject: string): Promise<readonly ChangeEvent[]> {
  return (await stores.events.of(subject, { limit: 200 })).items;
}

/** Removes the ledger's rows about a question or a report, as if none had been planned yet. */
export async function forgetNotices({ stores, clients, tableName }: World, subject: string): Promise<void> {
  const { items } = await stores.notices.of(subject, { limit: 200 });
  const TableName = tableName("Notices");
  await Promise.all(items.map(({ id }) => clients.dynamo.send(new DeleteCommand({ TableName, Key: { id } }))));
}

/** Removes the marks of what a consumer has done, as when they have expired. */
export async function forgetMarks(
  { clients, tableName }: World,
  consumer: string,
  events: readonly EventKey[],
): Promise<void> {
  const TableName = tableName("Marks");
  const keys = events.map(({ subject, sequence }) => ({ id: `done#${subject}#${sequence}`, part: consumer }));
  await Promise.all(keys.map((Key) => clients.dynamo.send(new DeleteCommand({ TableName, Key }))));
}
