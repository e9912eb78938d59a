/** The functions about reports and documents. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { dayAt, yearOf } from "../../../shared/calendar/province-time.ts";
import { askedJob, type JobTask } from "../../../shared/documents/job.ts";
import { systemClock } from "../../../shared/platform/clock.ts";
import { systemChance } from "../../../shared/platform/ids.ts";
import { newCode } from "../../../shared/questions/code.ts";
import { obligationIdOf } from "../../../shared/reports/obligation.ts";
import { orderIdOf } from "../../../shared/reports/order.ts";
import { periodItemId } from "../../../shared/reports/report-store.ts";
import { insist, ProofFailure } from "../failure.ts";
import { call, callCalmly } from "../functions.ts";
import { closedQuarter, closedScoreQuarter, owedBy, parent, unit } from "../province.ts";
import { attach, exportRegister } from "../reports-story.ts";
import { exportScores } from "../scores-story.ts";
import type { World } from "../world.ts";
import { messages } from "./mail-probes.ts";
import type { Scene } from "./scene.ts";

/** Periods as they are and as they will be, a body's obligations, what is written to one, and an order that is answered. */
export async function reports({ world, next }: Scene): Promise<void> {
  const { gateway, token } = world;
  const supervisor = await token("van-phong-ubnd-tinh.supervisor");
  const clerk = await token(`${unit}.clerk`);
  const path = `/v1/obligations/${owedBy(unit)}`;
  const ahead = `${yearOf(dayAt(systemClock.now())) + 2}-year`;
  await gateway({ path: "/v1/periods" }, 200);
  await gateway({ path: `/v1/periods/${closedQuarter().id}`, bearer: supervisor }, 200);
  await gateway({ path: `/v1/periods/${ahead}/obligations`, bearer: supervisor }, 200);
  for (const read of ["/v1/obligations", path, `${path}/events`, `${path}/reports`])
    await gateway({ path: read, bearer: clerk }, 200);
  await answerOrder(world, next());
}

/** An order, entered twice, whose report is written, and signed twice. */
async function answerOrder({ gateway, token }: World, number: number): Promise<void> {
  const supervisor = await token("van-phong-ubnd-tinh.supervisor");
  const today = dayAt(systemClock.now());
  const order = {
    documentKind: "Công văn",
    number: `${number}/UBND-MAU`,
    on: today,
    issuer: "ubnd-tinh",
    recipient: "ubnd-tinh",
    subject: "Báo cáo về Cổng TTĐT thành phần",
    quotedDeadline: `đến hết ngày ${today.split("-").toReversed().join("/")}`,
    lastOn: today,
    duties: [{ unit, what: "Rà soát chuyên mục Hỏi - Đáp" }],
  };
  const enter = {
    method: "POST",
    path: "/v1/orders",
    bearer: supervisor,
    body: order,
    repeatKey: `order-${number}`,
  } as const;
  await gateway(enter, 201);
  await gateway(enter, 201);
  const path = `/v1/obligations/${obligationIdOf(orderIdOf(order), unit)}`;
  const draft = { sections: { "duty-1": "Đã rà soát." }, submit: true };
  const clerk = await token(`${unit}.clerk`);
  await gateway({ method: "PUT", path: `${path}/draft`, bearer: clerk, ifMatch: 1, body: draft }, 200);
  const leader = await token(`${unit}.leader`);
  const body = { capacity: "own" };
  const repeatKey = `sign-${number}`;
  const sign = { method: "POST", path: `${path}/submission`, bearer: leader, ifMatch: 2, body, repeatKey } as const;
  await gateway(sign, 200);
  const again = await gateway(sign, 200);
  insist(again.headers.get("idempotency-replayed") === "true", "The repeat does not say that it is one.");
}

/** A file's whole way, and the ways of two exports. */
export async function documents({ world, next }: Scene): Promise<void> {
  const key = `probe-${next()}`;
  await attach(world, owedBy("so-mau"), "so-mau", key);
  await exportRegister(world, "csv", key);
  await exportScores(world, key);
}

/** Two lists, the draft of a parent that has gathered, and a job that fails for good. */
export async function documentWorker({ world }: Scene): Promise<void> {
  const { draft } = (await world.stores.reports.obligation(owedBy(parent))) ?? {};
  if (!draft) throw new Error("The parent has no draft.");
  const list = await asked(world, { kind: "period-register", period: closedQuarter().id, format: "xlsx" });
  const document = { kind: "report-document", of: "draft", number: draft.number } as const;
  const gathered = await asked(world, { ...document, obligation: owedBy(parent) });
  const scores = await asked(world, { kind: "score-table", period: closedScoreQuarter().id, format: "xlsx" });
  await callCalmly(world, "document-worker", messages(list, gathered, scores));
  for (const id of [list, gathered, scores]) await insistOnState(world, id, "done");
  const lost = await asked(world, { ...document, obligation: "2020-year.nobody" }, 2);
  await call(world, "document-worker", messages(lost));
  await insistOnState(world, lost, "failed");
}

/** A job that nobody has queued, after some tries. */
async function asked({ stores }: World, task: JobTask, tries = 0): Promise<string> {
  const now = systemClock.now();
  const id = newCode(systemChance).toLowerCase();
  const job = askedJob(task, { id, by: "van-phong-ubnd-tinh.supervisor" }, now);
  await stores.transactions.commit({ writes: [stores.jobs.add({ ...job, tries })], events: [] }, undefined, now);
  return id;
}

async function insistOnState({ stores }: World, id: string, state: string): Promise<void> {
  const job = await stores.jobs.get(id);
  insist(job?.state === state, `A job is ${job?.state} instead of ${state}: ${job?.reason}.`);
}

/** A list that is to be frozen again, with a body that does not owe any more. */
export async function reportsOpening({ world, next }: Scene): Promise<void> {
  const { stores } = world;
  const { id } = closedQuarter();
  const stray = await expectedOf(world, `probe-${next()}`);
  await thaw(world, id);
  await callCalmly(world, "reports-opening", {});
  insist((await stores.reports.period(id))?.state === "frozen", "The list was not frozen.");
  insist((await stores.reports.obligation(stray))?.state === "lapsed", "What is not owed has not lapsed.");
}

/** An obligation that is only expected, of a body that the register does not know. */
async function expectedOf({ stores }: World, body: string): Promise<string> {
  const like = await stores.reports.obligation(owedBy("so-mau"));
  if (!like) throw new Error("There is no obligation to copy.");
  const { frozenOn: _decided, ...open } = like;
  const id = owedBy(body);
  const head = { ...open, id, unit: body, state: "expected", version: 1, sequence: 1 } as const;
  const change = { writes: stores.reports.add(head), events: [] };
  await stores.transactions.commit(change, undefined, systemClock.now());
  return id;
}

/** Writes a period back to what it was before its list was frozen. */
async function thaw({ stores, clients, tableName }: World, id: string): Promise<void> {
  const period = await stores.reports.period(id);
  if (!period) throw new ProofFailure(`There is no period ${id}.`);
  const { frozenOn: _on, owing: _count, ...rest } = period;
  const Item = { ...rest, state: "open", id: periodItemId(id), part: "head" };
  await clients.dynamo.send(new PutCommand({ TableName: tableName("Reports"), Item }));
}
