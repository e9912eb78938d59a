import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { scoringActions } from "../../functions/scoring/actions.ts";
import { scoringRoutes } from "../../functions/scoring/routes.ts";
import { wire } from "../../functions/scoring/wire.ts";
import type { ObjectStore } from "../../shared/documents/object-store.ts";
import { eventStore } from "../../shared/platform/events.ts";
import { areaHandler } from "../../shared/platform/http/area.ts";
import type { CriteriaSet } from "../../shared/scoring/criteria/criteria-set.ts";
import { setHashOf } from "../../shared/scoring/criteria/set-loading.ts";
import type { FrozenSnapshot, ScorePeriodRecord } from "../../shared/scoring/periods/period-record.ts";
import { scorePeriodNamed } from "../../shared/scoring/periods/score-period.ts";
import { resultsOf } from "../../shared/scoring/results/results.ts";
import { hashOf } from "../../shared/scoring/snapshots/canonical.ts";
import { snapshotLines } from "../../shared/scoring/snapshots/snapshot.ts";
import { headerOf } from "../../shared/scoring/snapshots/snapshot-header.ts";
import { snapshotStore } from "../../shared/scoring/snapshots/snapshot-store.ts";
import { refusal, writingIn } from "../support/reports.ts";
import { known, openedSheet, scoresIn, smallSet } from "../support/scoring.ts";
import { allOf } from "../support/tables.ts";
import { client, issuer, World } from "../support/world.ts";

const supervisor = "van-phong-ubnd-tinh.supervisor";
const administrator = "van-phong-ubnd-tinh.administrator";
const auditor = "van-phong-ubnd-tinh.auditor";
const decider = "ubnd-tinh.leader";
const outsider = "so-tu-phap.leader";

const { criteria, ...header } = smallSet;
/** Four points less for presentation, four more for the schedule. */
const dearer = criteria.map((one) => ({
  ...one,
  max: one.max + (one.id === "A2" ? 400 : one.id === "A4" ? -400 : 0),
}));

let world: World;
/** A bucket that is a map. */
let objects: Pick<ObjectStore, "put" | "file" | "downloadUrl">;

beforeEach(async () => {
  world = await World.at("2024-02-01T09:00:00+07:00");
  const kept = new Map<string, Uint8Array>();
  objects = {
    put: async (key, bytes) => {
      kept.set(key, bytes);
      return undefined;
    },
    file: async (key) => {
      const bytes = kept.get(key);
      return bytes && { size: bytes.length, objectVersion: undefined, read: async () => bytes };
    },
    downloadUrl: async () => "https://bucket.example",
  };
  const { deps, platform } = wire(
    {
      SCORES_TABLE: world.tables.Scores,
      REGISTER_TABLE: world.tables.Register,
      CALENDARS_TABLE: world.tables.Calendars,
      EVENTS_TABLE: world.tables.Events,
      ANSWERS_TABLE: world.tables.Answers,
      DOCUMENTS_BUCKET: "documents",
      PROVINCE_UNIT: "ubnd-tinh",
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/keys`,
      OIDC_CLIENTS: client,
    },
    world.outside,
    async () => objects,
  );
  world.serve("scoring", areaHandler(scoringRoutes, scoringActions, deps, platform));
});

const load = (more: object = {}, officer = supervisor, headers: Record<string, string> = {}) =>
  world.as(officer, "POST /v1/criteria-sets", { body: { header, criteria, ...more }, headers });
const loadAgain = (more: object, version: number, officer = supervisor) =>
  world.as(officer, "PUT /v1/criteria-sets/bo-mau", {
    body: { header, criteria, ...more },
    headers: { "if-match": `"${version}"` },
  });
const trial = (body: object = {}, officer = supervisor, set = "bo-mau", headers: Record<string, string> = {}) =>
  world.as(officer, `POST /v1/criteria-sets/${set}/trial`, { body, headers });
const publish = (version: number, officer = decider, set = "bo-mau") =>
  world.as(officer, `POST /v1/criteria-sets/${set}/publication`, { headers: { "if-match": `"${version}"` } });
const show = (officer?: string) =>
  officer === undefined
    ? world.send("GET /v1/criteria-sets/bo-mau")
    : world.as(officer, "GET /v1/criteria-sets/bo-mau");

/** A period that was decided by another set of the same table, its snapshot in the bucket. */
async function decidedPeriod(id: string, set: CriteriaSet = { ...smallSet, id: "bo-cu" }): Promise<void> {
  const period = scorePeriodNamed(id);
  if (!period) throw new Error(id);
  const by = { by: supervisor, at: "2024-01-10T01:00:00.000Z" };
  const reviewed = (fact: ReturnType<typeof known>) => ({ reviewed: { fact, ...by } });
  const sheets = ["so-mau", "so-tu-phap"].map((unit, index) => {
    const opened = openedSheet(unit);
    const found = {
      A1: reviewed(known({ done: ["so-do"] })),
      A2: reviewed(known({ yes: index === 0 })),
      A4: reviewed(known({ points: 250 })),
    };
    return { ...opened, entries: { ...opened.entries, ...found } };
  });
  const record: ScorePeriodRecord = {
    ...period,
    ...{ set: set.id, setHash: setHashOf(set), state: "final", version: 1, sequence: 1, portals: sheets.length },
    ...{ openedAt: "2024-01-02T01:00:00.000Z", selfScoreDueOn: "2024-01-15", reviewers: {}, snapshots: [] },
  };
  const inputs = sheets.map((sheet) => ({ number: 1, sha256: hashOf(JSON.stringify(sheet)), judged: sheet }));
  const lines = snapshotLines(headerOf(record, set, 1), inputs, resultsOf(set, sheets));
  const stored = await snapshotStore(async () => objects).put(id, 1, lines);
  const frozen: FrozenSnapshot = { ...stored, number: 1, at: "2024-01-31T00:00:00.000Z", portals: sheets.length };
  const writes = [scoresIn(world).savePeriod({ ...record, snapshots: [frozen] }, undefined)];
  await writingIn(world).commit({ writes, events: [] }, undefined, world.clock.now());
}

describe("a criteria set is loaded", () => {
  it("as a draft with a verdict per row, and read back as it was sent", async () => {
    const answer = await load();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: "bo-mau", written: true, hash: setHashOf(smallSet), problems: [] });
    expect(answer.body.verdicts).toHaveLength(criteria.length);
    const shown = await show(supervisor);
    expect(shown.headers.etag).toBe('"1"');
    expect(shown.body).toMatchObject({ state: "draft", set: smallSet, loaded: { by: supervisor } });
    expect(shown.body.proposal.text).toBe("Đề xuất, không phải Quyết định 4526/QĐ-HĐBT");
  });

  it("from CSV too, and nothing is written when one row is refused, or in a dry run", async () => {
    const csv = "id,group,text,textEn,legalBasis,max,method,judge\nA1,A,Mục,Item,Mẫu,10,yes-no,reviewer\n";
    const one = { ...header, groups: [{ ...header.groups[0], max: 1_000 }] };
    const bad = await load({ header: one, criteria: undefined, csv: `${csv}A2,A,Mục,Item,Mẫu,5,guess,reviewer\n` });
    expect(bad.body).toMatchObject({
      written: false,
      verdicts: [
        { row: 1, id: "A1", verdict: "sound" },
        { row: 2, id: "A2", verdict: "refused", errors: [{ path: "method", code: "not-one-of" }] },
      ],
    });
    expect((await load({ header: one, criteria: undefined, csv, dryRun: true })).body).toMatchObject({
      written: false,
    });
    expect((await show(supervisor)).status).toBe(404);
    expect((await load({ header: one, criteria: undefined, csv })).body.written).toBe(true);
  });

  it("as it is shipped: the file is the body of the request", async () => {
    const raw = readFileSync(`${import.meta.dirname}/../../infra/criteria/mac-dinh-2023.json`);
    const { body } = await world.as(supervisor, "POST /v1/criteria-sets", { raw });
    expect(body).toMatchObject({ id: "mac-dinh-2023", written: true, problems: [] });
    const shown = await world.as(supervisor, "GET /v1/criteria-sets/mac-dinh-2023");
    expect(shown.body).toMatchObject({ hash: body.hash, ranks: true, set: { minimumCoverage: 8_000 } });
    expect(setHashOf(shown.body.set)).toBe(body.hash);
  });

  it("again under the version that was read; its trial of other content no longer counts", async () => {
    await load();
    expect(refusal(await load())).toEqual([409, "already-exists"]);
    await decidedPeriod("2023");
    await trial();
    expect(refusal(await loadAgain({ criteria: dearer }, 2))).toEqual([412, "version-stale"]);
    expect((await loadAgain({ criteria: dearer }, 1)).body.written).toBe(true);
    expect((await show(supervisor)).body.trial).toBeUndefined();
    const renamed = await loadAgain({ header: { ...header, id: "bo-khac" } }, 2);
    expect(refusal(renamed)).toEqual([422, "invalid-content", "header.id malformed"]);
  });

  it("never with less or more than a header and one table", async () => {
    const rows = (count: number) => Array.from({ length: count }, () => ({}));
    const refused = async (more: object) => refusal(await load(more))?.slice(2);
    expect(await refused({ criteria: undefined })).toEqual(["criteria malformed"]);
    expect(await refused({ csv: "id" })).toEqual(["criteria malformed"]);
    expect(await refused({ criteria: rows(0) })).toEqual(["criteria too-short"]);
    expect(await refused({ criteria: rows(201) })).toEqual(["criteria too-long"]);
    expect(await refused({ header: {} })).toContain("header.bands missing");
  });
});

describe("who may do what with a criteria set", () => {
  it("is held to: loading, trying and publishing are three things", async () => {
    expect((await load({}, administrator)).body.written).toBe(true);
    expect(refusal(await load({}, auditor))).toEqual([403, "role-missing"]);
    expect(refusal(await load({}, decider))).toEqual([403, "role-missing"]);
    expect(refusal(await trial({}, administrator))).toEqual([403, "role-missing"]);
    expect(refusal(await publish(1, supervisor))).toEqual([403, "role-missing"]);
    expect(refusal(await publish(1, outsider))).toEqual([404, "not-found"]);
    expect(refusal(await world.send("POST /v1/criteria-sets", { body: {} }))).toEqual([401, "credentials-missing"]);
  });

  it("hides drafts from the public and from bodies, and shows them who decides, follows up or reads", async () => {
    await load();
    for (const reader of [supervisor, administrator, auditor, decider]) expect((await show(reader)).status).toBe(200);
    for (const reader of [undefined, outsider]) expect((await show(reader)).status).toBe(404);
    expect((await world.send("GET /v1/criteria-sets")).body.items).toEqual([]);
    expect((await world.as(auditor, "GET /v1/criteria-sets")).body.items).toHaveLength(1);
    await publish(1);
    const { body } = await show();
    expect(body).toMatchObject({ state: "published", published: { at: expect.any(String) } });
    expect([body.loaded, body.trial, body.published.by]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a trial run", () => {
  it("lists whose score would change on the newest decided period of its kind, and is recorded", async () => {
    await decidedPeriod("2022");
    await decidedPeriod("2023");
    await decidedPeriod("2023-quarter-4");
    await load({ criteria: dearer });
    const { status, body, headers } = await trial();
    expect(status).toBe(200);
    expect(body).toMatchObject({ set: "bo-mau", period: "2023", portals: 2, changed: 2 });
    expect(body.items[0]).toMatchObject({ portal: "cong-so-mau", difference: expect.any(Number) });
    expect(body.items[0].after.score - body.items[0].before.score).toBe(body.items[0].difference);
    // What was found is no change of the content.
    expect(headers.etag).toBe('"1"');
    const hash = setHashOf({ ...smallSet, criteria: dearer });
    expect((await show(supervisor)).body.trial).toMatchObject({ period: "2023", hash, changed: 2, by: supervisor });
  });

  it("runs on a period that is named, and repeated gives its first answer", async () => {
    await decidedPeriod("2022");
    await decidedPeriod("2023");
    await load({ criteria: dearer });
    const asked = () => trial({ period: "2022" }, supervisor, "bo-mau", { "idempotency-key": "trial-1" });
    const first = await asked();
    expect(first.body.period).toBe("2022");
    const again = await asked();
    expect([again.body, again.headers["idempotency-replayed"]]).toEqual([first.body, "true"]);
  });

  it("is refused where nothing was decided, and for a set that is published or not there", async () => {
    await load();
    expect(refusal(await trial())).toEqual([409, "nothing-decided"]);
    expect(refusal(await trial({ period: "2023" }))).toEqual([409, "period-not-decided"]);
    expect(refusal(await trial({}, supervisor, "khong-co"))).toEqual([404, "not-found"]);
    await publish(1);
    expect(refusal(await trial())).toEqual([409, "set-published"]);
  });
});

describe("a criteria set is published", () => {
  it("by its hash, and never changes again", async () => {
    await load();
    expect(refusal(await publish(2))).toEqual([412, "version-stale"]);
    const published = await publish(1);
    expect(published.body).toMatchObject({ state: "published", hash: setHashOf(smallSet) });
    expect(refusal(await loadAgain({ criteria: dearer }, 2))).toEqual([409, "set-published"]);
    expect(refusal(await publish(2))).toEqual([409, "set-published"]);
    expect((await show()).body.set).toEqual(smallSet);
  });

  it("where a period was decided only after a trial of exactly this content", async () => {
    await decidedPeriod("2023");
    await load();
    expect(refusal(await publish(1))).toEqual([409, "trial-missing"]);
    await trial();
    await loadAgain({ criteria: dearer }, 1);
    expect(refusal(await publish(2))).toEqual([409, "trial-missing"]);
    await trial();
    expect((await publish(2)).status).toBe(200);
  });

  it("never by whoever loaded it", async () => {
    const both = { role: "leader", unit: "ubnd-tinh", from: "2020-01-01" };
    const { body: officer, headers } = await world.as(administrator, `GET /v1/officers/${supervisor}`);
    await world.as(administrator, `PUT /v1/officers/${supervisor}`, {
      body: { ...officer, grants: [...officer.grants, both] },
      headers: { "if-match": headers.etag ?? "" },
    });
    await load();
    expect(refusal(await publish(1, supervisor))).toEqual([409, "own-draft"]);
    expect((await publish(1)).status).toBe(200);
  });

  it("with its history: loaded, tried, published, by whom, and nobody follows it", async () => {
    await decidedPeriod("2023");
    await load();
    await trial();
    await publish(1);
    const { items } = await eventStore(world.client, world.tables.Events).of("criteria-set#bo-mau", {
      limit: 10,
      cursor: undefined,
    });
    expect(items.map(({ kind, by, to, sequence }) => [sequence, kind, by.id, to])).toEqual([
      [1, "criteria-set-loaded", supervisor, "draft"],
      [2, "criteria-set-tried", supervisor, "draft"],
      [3, "criteria-set-published", decider, "published"],
    ]);
    const written = (await allOf(world.client, world.tables.Events)).filter(
      ({ subject }) => subject === "criteria-set#bo-mau",
    );
    expect(written.map((event) => "hour" in event)).toEqual([false, false, false]);
  });
});
