import { beforeEach, describe, expect, it } from "vitest";
import { question, units } from "../support/province.ts";
import { issuer, World } from "../support/world.ts";

const administrator = "van-phong-ubnd-tinh.administrator";
const supervisor = "van-phong-ubnd-tinh.supervisor";
let world: World;
beforeEach(async () => {
  world = await World.at("2024-02-05T09:00:00+07:00");
});

const newUnit = {
  id: "so-moi",
  kind: "department",
  level: "province",
  names: [{ name: "Sở Mới", from: "2024-01-01" }],
  reportsTo: [{ unit: "ubnd-tinh", from: "2024-01-01" }],
  from: "2024-01-01",
};

describe("units", () => {
  it("are public: the list in pages, one with its version, the children of one", async () => {
    const ids: string[] = [];
    let cursor = "";
    do {
      const { body } = await world.send(`GET /v1/units?limit=4${cursor}`);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : "";
    } while (cursor !== "");
    expect(ids).toEqual(units.map(({ id }) => id).toSorted());
    const one = await world.send("GET /v1/units/so-tu-phap");
    expect([one.status, one.headers.etag, one.body.names[0].name]).toEqual([200, '"1"', "Sở Tư pháp"]);
    const children = await world.send("GET /v1/units?parent=thi-xa-sa-pa");
    expect(children.body.items.map(({ id }: { id: string }) => id).sort()).toEqual(["xa-mau-01", "xa-mau-02"]);
    world.clock.set("2025-07-01T09:00:00+07:00");
    const afterReform = await world.send("GET /v1/units?parent=thi-xa-sa-pa");
    expect(afterReform.body.items.map(({ id }: { id: string }) => id)).toEqual(["xa-mau-02"]);
    expect((await world.send("GET /v1/units/khong-co")).body.code).toBe("not-found");
  });

  it("are added and changed by the keepers, each change with the version that was read", async () => {
    const added = await world.as(supervisor, "POST /v1/units", { body: newUnit });
    expect([added.status, added.headers.etag]).toEqual([201, '"1"']);
    const again = await world.as(administrator, "POST /v1/units", { body: newUnit });
    expect([again.status, again.body.code]).toEqual([409, "already-exists"]);
    const changed = { ...newUnit, participations: [{ kind: "questions", from: "2024-02-05" }] };
    const target = "PUT /v1/units/so-moi";
    const results = [
      await world.as(administrator, target, { body: changed }),
      await world.as(administrator, target, { body: changed, headers: { "if-match": '"9"' } }),
      await world.as(administrator, target, { body: changed, headers: { "if-match": '"1"' } }),
      await world.as(administrator, target, { body: changed, headers: { "if-match": '"1"' } }),
    ];
    expect(results.map(({ status }) => status)).toEqual([428, 412, 200, 412]);
    expect((await world.post("cong-ubnd-tinh", question({ unit: "so-moi" }))).status).toBe(201);
  });

  it.each([
    [
      "a parent that does not exist",
      { reportsTo: [{ unit: "khong-co", from: "2024-01-01" }] },
      "reportsTo[0].unit",
      "unit-unknown",
    ],
    ["itself as parent", { reportsTo: [{ unit: "so-moi", from: "2024-01-01" }] }, "reportsTo", "tree-cycle"],
    [
      "two parents at once",
      {
        reportsTo: [
          { unit: "ubnd-tinh", from: "2024-01-01" },
          { unit: "so-mau", from: "2024-06-01" },
        ],
      },
      "reportsTo",
      "periods-overlap",
    ],
    ["days in reverse", { to: "2023-01-01" }, "to", "days-reversed"],
    ["no name", { names: [] }, "names", "too-short"],
    ["an unknown field", { owner: "x" }, "owner", "unknown-field"],
    ["an id with diacritics", { id: "sở-mới" }, "id", "id-malformed"],
  ])("with %s are refused, naming the field", async (_, change, path, code) => {
    const { status, body } = await world.as(administrator, "POST /v1/units", { body: { ...newUnit, ...change } });
    expect([status, body.code, body.errors[0].path, body.errors[0].code]).toEqual([422, "invalid-content", path, code]);
  });

  it("a unit cannot be put under its own child", async () => {
    const unit = (await world.send("GET /v1/units/thi-xa-sa-pa")).body;
    const body = { ...unit, reportsTo: [{ unit: "xa-mau-02", from: "2020-01-01" }] };
    const answer = await world.as(administrator, "PUT /v1/units/thi-xa-sa-pa", {
      body,
      headers: { "if-match": '"1"' },
    });
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, "tree-cycle"]);
  });

  it("a unit that moves is found under its new parent only", async () => {
    const unit = (await world.send("GET /v1/units/xa-mau-02")).body;
    const body = { ...unit, reportsTo: [{ unit: "ubnd-tinh", from: "2020-01-01" }] };
    await world.as(administrator, "PUT /v1/units/xa-mau-02", { body, headers: { "if-match": '"1"' } });
    expect(
      (await world.send("GET /v1/units?parent=thi-xa-sa-pa")).body.items.map(({ id }: { id: string }) => id),
    ).toEqual(["xa-mau-01"]);
  });
});

describe("portal keys", () => {
  const keys = "/v1/portals/cong-so-tu-phap/keys";
  const postWith = (key: string, repeatKey: string) =>
    world.send("POST /v1/questions", {
      body: question(),
      headers: { authorization: `Bearer ${key}`, "idempotency-key": repeatKey },
    });

  it("two are valid at once, a third is refused, a revoked one opens nothing from the answer on", async () => {
    const second = await world.as(administrator, `POST ${keys}`);
    expect(second.status).toBe(201);
    expect(second.body.key).toMatch(/^dondoc_cong-so-tu-phap_/);
    const third = await world.as(administrator, `POST ${keys}`);
    expect([third.status, third.body.code]).toEqual([409, "too-many-keys"]);
    const first = world.portalKeys.get("cong-so-tu-phap") ?? "";
    world.clock.instant += 1_000;
    expect([(await postWith(first, "a")).status, (await postWith(second.body.key, "b")).status]).toEqual([201, 201]);
    const firstId = first.split("_")[2];
    const revoked = await world.as(administrator, `DELETE ${keys}/${firstId}`);
    expect([revoked.status, typeof revoked.body.revokedAt]).toEqual([200, "string"]);
    const after = await postWith(first, "c");
    expect([after.status, after.body.code]).toEqual([401, "portal-key-invalid"]);
    expect((await postWith(second.body.key, "d")).status).toBe(201);
    expect((await world.as(administrator, `POST ${keys}`)).status).toBe(201);
  });

  it("are listed without themselves; a repeat of the issue does not show the key again", async () => {
    const headers = { "idempotency-key": "issue-1" };
    const issued = await world.as(administrator, `POST ${keys}`, { headers });
    const repeated = await world.as(administrator, `POST ${keys}`, { headers });
    expect(repeated.body).toEqual({ ...issued.body, key: null });
    const list = await world.as("van-phong-ubnd-tinh.auditor", `GET ${keys}`);
    expect(list.body.items).toHaveLength(2);
    expect(JSON.stringify(list.body)).not.toMatch(/hash|dondoc_/);
  });

  it("of an unknown portal, or an unknown key, are not found; the supervisor may not issue", async () => {
    expect((await world.as(administrator, "POST /v1/portals/cong-khong-co/keys")).status).toBe(404);
    expect((await world.as(administrator, `DELETE ${keys}/00000000`)).status).toBe(404);
    expect((await world.as(supervisor, `POST ${keys}`)).status).toBe(403);
  });

  it("a portal whose time is over posts no more", async () => {
    world.clock.set("2024-07-01T09:00:00+07:00");
    const answer = await world.post("cong-hoi-cu", question({ unit: "hoi-cu" }));
    expect([answer.status, answer.body.code]).toEqual([401, "portal-key-invalid"]);
  });
});

describe("officers and rows", () => {
  const person = {
    id: "so-mau.editor",
    fullName: "Cán bộ mẫu",
    title: "Chuyên viên",
    issuer,
    subject: "login-new",
    grants: [],
  };

  it("a login belongs to one officer", async () => {
    expect((await world.as(administrator, "POST /v1/officers", { body: person })).status).toBe(201);
    const other = await world.as(administrator, "POST /v1/officers", { body: { ...person, id: "so-mau.other" } });
    expect([other.status, other.body.code]).toEqual([409, "login-taken"]);
    const moved = { ...person, subject: "login-moved" };
    const changed = await world.as(administrator, "PUT /v1/officers/so-mau.editor", {
      body: moved,
      headers: { "if-match": '"1"' },
    });
    expect(changed.status).toBe(200);
    expect(
      (await world.as(administrator, "POST /v1/officers", { body: { ...person, id: "so-mau.other" } })).status,
    ).toBe(201);
  });

  it("a role that is taken away is gone with the next request", async () => {
    const { body } = await world.as(administrator, "GET /v1/officers/so-mau.clerk");
    expect((await world.as("so-mau.clerk", "GET /v1/worklist")).status).toBe(200);
    await world.as(administrator, "PUT /v1/officers/so-mau.clerk", {
      body: { ...body, grants: [] },
      headers: { "if-match": '"1"' },
    });
    expect((await world.as("so-mau.clerk", "GET /v1/worklist")).body.code).toBe("scope-not-held");
  });

  it("rows are loaded with a verdict each; a dry run writes nothing", async () => {
    const rows = [
      newUnit,
      { ...newUnit, id: "so-hong", kind: "sở" },
      { ...newUnit, id: "so-con", reportsTo: [{ unit: "so-moi", from: "2024-01-01" }] },
    ];
    const dry = await world.as(administrator, "POST /v1/register/rows", { body: { kind: "unit", rows, dryRun: true } });
    expect(dry.body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["added", "refused", "added"]);
    expect(dry.body.verdicts[1].errors[0]).toMatchObject({ path: "kind", code: "not-one-of" });
    expect((await world.send("GET /v1/units/so-moi")).status).toBe(404);
    await world.as(administrator, "POST /v1/register/rows", { body: { kind: "unit", rows } });
    const again = await world.as(administrator, "POST /v1/register/rows", { body: { kind: "unit", rows } });
    expect(again.body.verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual([
      "unchanged",
      "refused",
      "unchanged",
    ]);
  });

  it("rows come as CSV too; neither or both is refused", async () => {
    const csv =
      "id;kind;level;name;reportsTo;from\nso-csv;department;province;Sở CSV;ubnd-tinh@2024-01-01;2024-01-01\n";
    const loaded = await world.as(administrator, "POST /v1/register/rows", { body: { kind: "unit", csv } });
    expect(loaded.body.verdicts).toEqual([{ row: 1, id: "so-csv", verdict: "added" }]);
    for (const body of [{ kind: "unit" }, { kind: "unit", csv, rows: [newUnit] }]) {
      expect((await world.as(administrator, "POST /v1/register/rows", { body })).status).toBe(422);
    }
  });
});
