/** What is scored, its history and its frozen results: out of one stack and into another, each of one moment and whole. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRounds } from "../../../functions/scoring-rounds/rounds.ts";
import { wire } from "../../../functions/scoring-rounds/wire.ts";
import { disagreeing } from "../../../infra/archive/agreement.ts";
import { shelfBucket } from "../../../infra/archive/bucket.ts";
import { exportCommand } from "../../../infra/archive/export-command.ts";
import { historyKinds } from "../../../infra/archive/histories.ts";
import { importCommand } from "../../../infra/archive/import-command.ts";
import { openShelf } from "../../../infra/local/objects/shelf.ts";
import { observationStore } from "../../../shared/integrity/observation-store.ts";
import type { ChangeEvent } from "../../../shared/platform/events.ts";
import { setEvent } from "../../../shared/scoring/criteria/set-moves.ts";
import type { SetRecord } from "../../../shared/scoring/criteria/set-record.ts";
import { periodEvent } from "../../../shared/scoring/periods/period-event.ts";
import type { ScorePeriodRecord } from "../../../shared/scoring/periods/period-record.ts";
import { scoringStore } from "../../../shared/scoring/scoring-store.ts";
import { canonicalText, hashOf } from "../../../shared/scoring/snapshots/canonical.ts";
import { snapshotIn } from "../../../shared/scoring/snapshots/snapshot.ts";
import { writingIn } from "../../support/reports.ts";
import { smallSet } from "../../support/scoring.ts";
import { testClient } from "../../support/tables.ts";
import { seededChance, World } from "../../support/world.ts";
import { emptyTables, folder, prefixOf, run } from "./places.ts";

const key = "scores/2023/1.ndjson.gz";
const by = { kind: "officer", id: "ubnd-tinh.leader", role: "leader" } as const;
const shelf = openShelf(":memory:");
let world: World;
let place: { prefix: string; clock: World["clock"]; bucket: ReturnType<typeof bucketOf> };

function bucketOf(name: string) {
  return shelfBucket(shelf, name, world.clock, seededChance(name));
}

const scores = () => scoringStore(world.client, world.tables.Scores);
const at = () => new Date(world.clock.now()).toISOString();
const commit = (writes: ReturnType<ReturnType<typeof scores>["saveSet"]>[], events: ChangeEvent[]) =>
  writingIn(world).commit({ writes, events }, undefined, world.clock.now());

/** One run of the job, with a bucket. */
function rounds() {
  const { Scores, Register, Tallies, Reports, Calendars, Events } = world.tables;
  const variables = {
    ...{ SCORES_TABLE: Scores, REGISTER_TABLE: Register, TALLIES_TABLE: Tallies, REPORTS_TABLE: Reports },
    ...{ CALENDARS_TABLE: Calendars, EVENTS_TABLE: Events, DOCUMENTS_BUCKET: "old", SCORES_FROM: "2022-12-15" },
  };
  const objects = async () => ({
    put: place.bucket.write,
    file: async () => undefined,
    downloadUrl: async () => "",
  });
  return runRounds(wire(variables, world.outside, objects), () => true);
}

/** What a person asks for; the job does it. */
async function asked(kind: "publishing-asked" | "decided", more: Partial<ScorePeriodRecord>) {
  const before = await scores().period("2023");
  if (!before) throw new Error("The period is open.");
  const next = { ...before, ...more, version: before.version + 1, sequence: before.sequence + 1 };
  await commit([scores().savePeriod(next, before)], [periodEvent(kind, next, { by, now: world.clock.now() })]);
  return rounds();
}

/** A stack whose year 2023 was opened, published and decided by the small set; its integrity job has looked at an hour. */
beforeAll(async () => {
  world = await World.at("2024-01-02T08:00:00+07:00");
  place = { prefix: prefixOf(world.tables), clock: world.clock, bucket: bucketOf("old") };
  const loaded = { at: "2023-11-01T00:00:00.000Z", by: "a" };
  const set: SetRecord = {
    ...{ id: smallSet.id, state: "published", set: smallSet, hash: hashOf(canonicalText(smallSet)) },
    ...{ version: 1, sequence: 1, loaded, published: loaded },
  };
  await commit([scores().saveSet(set, undefined)], [setEvent("criteria-set-published", set, { by, at: loaded.at })]);
  expect(await rounds()).toMatchObject({ opened: 1 });
  const published = { at: at(), by: by.id, unreviewed: 5, windowEndsOn: "2024-01-09", despite: true };
  expect(await asked("publishing-asked", { state: "publishing", published })).toMatchObject({ published: 1 });
  const signer = { officer: by.id, unit: "ubnd-tinh", unitName: "UỶ BAN NHÂN DÂN TỈNH" };
  const named = { fullName: "Nguyễn Văn Mẫu", title: "Chủ tịch", capacity: "own" as const, line: "CHỦ TỊCH" };
  const signature = { ...signer, ...named, at: at() };
  const decided = {
    state: "deciding" as const,
    decision: { number: "12/QĐ-HĐBT", on: "2024-01-10", signature, unanswered: 0 },
  };
  expect(await asked("decided", decided)).toMatchObject({ frozen: 1 });
  const observations = observationStore(world.client, world.tables.Scores);
  await observations.keep("2024-01-02T00", [{ kind: "unread", subject: "question#A", sequence: 1, at: at() }]);
  await observations.moveTo("2024-01-02T01");
});
afterAll(() => shelf.close());

async function exported(): Promise<string> {
  const to = join(folder(), "export");
  expect(await run(exportCommand, ["--to", to], place)).toMatchObject({ code: 0, complained: "" });
  return to;
}
const textOf = (made: string, name = "scores.jsonl") => readFileSync(join(made, name), "utf8");

describe("an export", () => {
  it("holds sets, periods, every sheet and the frozen results; what the stack observed it makes anew, so that is left out", async () => {
    const made = await exported();
    const ids = textOf(made)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map(({ id, part }) => `${id} ${part}`);
    expect(ids).toEqual(
      expect.arrayContaining(["2023.cong-so-tu-phap sheet#0001", "period#2023 opening", "sets bo-mau"]),
    );
    expect(ids.filter((id) => id.startsWith("observed"))).toEqual([]);
    expect(readdirSync(join(made, "scores", "2023"))).toEqual(["1.ndjson.gz"]);
    const period = await scores().period("2023");
    expect(snapshotIn(readFileSync(join(made, key))).hash).toBe(period?.snapshots[0]?.hash);
  });

  it("says which results are not what was frozen, and is an export all the same: somebody must see them", async () => {
    const bucket = { ...place.bucket, read: async () => Buffer.from('{"kind":"dondoc-scores"}\n') };
    const to = join(folder(), "export");
    expect(await run(exportCommand, ["--to", to], { ...place, bucket })).toMatchObject({
      code: 0,
      complained: `These results are not what was frozen; exported as they are: ${key}.`,
    });
  });
});

describe("an import", () => {
  it("writes results anew, and the period names the version that was written; all else is byte for byte", async () => {
    const made = await exported();
    const target = await emptyTables();
    // A stack that holds nobody has looked at hours in which nothing happened.
    const observed = observationStore(testClient(), target.Scores);
    await observed.moveTo("2024-01-02T01");
    const there = { prefix: prefixOf(target), clock: world.clock, bucket: bucketOf("new") };
    expect(await run(importCommand, ["--from", made], there)).toMatchObject({ code: 0, complained: "" });
    const [before, after] = [
      await scores().period("2023"),
      await scoringStore(testClient(), target.Scores).period("2023"),
    ];
    const version = after?.snapshots[0]?.objectVersion;
    expect(version).not.toBe(before?.snapshots[0]?.objectVersion);
    const found = shelf.find({ bucket: "new", key }, version);
    expect(found && Buffer.from(shelf.read(found, 0, found.size))).toEqual(readFileSync(join(made, key)));
    expect(found).toMatchObject({ type: "application/gzip", disposition: expect.stringContaining("ket-qua-danh-gia") });
    expect(await observed.upTo(), "what is observed is observed anew, from the first day on").toBeUndefined();
    const again = join(folder(), "again");
    expect(await run(exportCommand, ["--to", again], there)).toMatchObject({ code: 0, complained: "" });
    const plain = (text: string) => text.replace(/"objectVersion":"\w+"/g, "");
    expect(plain(textOf(again))).toBe(plain(textOf(made)));
  });
});

describe("agreement with the history", () => {
  it.each([
    ["evaluations", "evaluation#2023.cong-so-mau", "2023.cong-so-mau"],
    ["score periods", "score-period#2023", "2023"],
    ["criteria sets", "criteria-set#bo-mau", "bo-mau"],
  ])("%s whose last event is missing are found: nobody could change them any more", async (many, subject, id) => {
    const made = await exported();
    const lines = textOf(made, "events.jsonl").split("\n");
    lines.splice(
      lines.findLastIndex((line) => line.includes(`"subject":"${subject}"`)),
      1,
    );
    writeFileSync(join(made, "events.jsonl"), lines.join("\n"));
    expect(await disagreeingIn(made)).toEqual([`${many} ${id}`]);
  });

  it("an evaluation without the sheet that its head names is found", async () => {
    const made = await exported();
    const lines = textOf(made).split("\n");
    const kept = lines.filter((line) => !line.startsWith('{"id":"2023.cong-so-mau","part":"sheet#'));
    writeFileSync(join(made, "scores.jsonl"), kept.join("\n"));
    expect(await disagreeingIn(made)).toEqual(["evaluations 2023.cong-so-mau"]);
  });

  it("a period that is just being opened has no head and no history: that is no damage", async () => {
    const made = await exported();
    const lines = textOf(made).split("\n");
    writeFileSync(join(made, "scores.jsonl"), lines.filter((line) => !line.includes('"part":"head"')).join("\n"));
    const events = textOf(made, "events.jsonl").split("\n");
    writeFileSync(join(made, "events.jsonl"), events.filter((line) => !line.includes("score-period#")).join("\n"));
    expect(await disagreeingIn(made)).not.toContain("score periods 2023");
  });
});

async function disagreeingIn(made: string): Promise<string[]> {
  const found: string[] = [];
  for (const kind of historyKinds) {
    const files = { items: join(made, `${kind.table}.jsonl`), events: join(made, "events.jsonl") };
    for await (const id of disagreeing(kind, files)) found.push(`${kind.many} ${id}`);
  }
  return found;
}
