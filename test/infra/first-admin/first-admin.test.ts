/** The first administrator: made once, by a command that can be given again, and never beside another. */
import { beforeEach, describe, expect, it } from "vitest";
import { adminCommand } from "../../../infra/first-admin/command.ts";
import { AdminFailure } from "../../../infra/first-admin/failure.ts";
import type { Login, Logins } from "../../../infra/first-admin/logins.ts";
import { loadDeps } from "../../../infra/load/deps.ts";
import { eventStore } from "../../../shared/platform/events.ts";
import { loadRegister } from "../../../shared/register/load.ts";
import { officers, units } from "../../support/province.ts";
import { createTables, type TableName, testClient } from "../../support/tables.ts";
import { TestClock } from "../../support/world.ts";

const client = testClient();
const clock = new TestClock("2026-11-24T23:30:00+07:00");
const person = ["--stage", "test", "--name", "Nguyễn Thị Mẫu", "--email", "quan-tri@tinh.example"];
const office = "van-phong-ubnd-tinh";
const id = `${office}.administrator`;

/** A pool in memory that counts what leaves it. */
class Pool implements Logins {
  readonly logins = new Map<string, Login>();
  invitations = 0;
  async find(email: string) {
    return this.logins.get(email);
  }
  async create(email: string) {
    const login = { issuer: "https://pool.example/1", subject: `sub-of-${this.logins.size + 1}` };
    this.logins.set(email, login);
    this.invitations++;
    return login;
  }
  async inviteAgain() {
    this.invitations++;
  }
}

let tables: Record<TableName, string>;
let pool: Pool;
const deps = () =>
  loadDeps(
    client,
    { register: tables.Register, events: tables.Events, answers: tables.Answers, calendars: tables.Calendars },
    clock,
  );
const load = (rows: Parameters<typeof loadRegister>[0]) =>
  loadRegister(rows, deps(), { by: { kind: "system", id: "test" }, now: clock.now(), isDryRun: false });

async function run(args: readonly string[], logins: () => Promise<Logins> = async () => pool) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await adminCommand(args, {
    register: deps,
    logins,
    clock,
    print: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said, complained };
}

beforeEach(async () => {
  tables = await createTables(client);
  pool = new Pool();
});

describe("the first administrator", () => {
  it("gets a login, an invitation, and the role at the province's office from the province's own today on", async () => {
    await load({ unit: units });
    expect(await run(person)).toEqual({
      code: 0,
      said: [
        "A login was made for quan-tri@tinh.example; the invitation is on its way.",
        `${id} is administrator at ${office} from 2026-11-24 on.`,
      ],
      complained: [],
    });
    const login = pool.logins.get("quan-tri@tinh.example");
    expect(login).toBeDefined();
    const { store } = deps();
    expect((await store.get("officer", id))?.value).toEqual({
      id,
      fullName: "Nguyễn Thị Mẫu",
      title: "Quản trị hệ thống",
      email: "quan-tri@tinh.example",
      ...login,
      grants: [{ role: "administrator", unit: office, from: "2026-11-24" }],
      synthetic: false,
    });
    expect(await store.officerOfLogin(login?.issuer ?? "", login?.subject ?? "")).toBe(id);
  });

  it("leaves one event that says so, without name or address", async () => {
    await load({ unit: units });
    await run(person);
    const { items } = await eventStore(client, tables.Events).of(`officer#${id}`, { limit: 10 });
    expect(items).toMatchObject([{ kind: "officer-registered", by: { kind: "system", id: "first-admin" } }]);
    expect(JSON.stringify(items)).not.toMatch(/Mẫu|tinh\.example|sub-of/);
  });

  it("is the same when the command is given again, and nobody is invited twice", async () => {
    await load({ unit: units });
    await run(person);
    clock.set("2026-11-25T08:00:00+07:00");
    expect(await run(person)).toEqual({
      code: 0,
      said: [`${id} is administrator already, with this login. Nothing was changed.`],
      complained: [],
    });
    expect(pool.invitations).toBe(1);
    expect((await run([...person, "--invite-again"])).said[0]).toBe(
      "Sent the invitation to quan-tri@tinh.example again.",
    );
    expect(pool.invitations).toBe(2);
    clock.set("2026-11-24T23:30:00+07:00");
  });

  it("is finished by a second run where the first broke off after the login", async () => {
    await load({ unit: units });
    await pool.create("quan-tri@tinh.example");
    expect((await run(person)).said).toEqual([
      "The login of quan-tri@tinh.example was there already.",
      `${id} is administrator at ${office} from 2026-11-24 on.`,
    ]);
    expect(pool.invitations).toBe(1);
  });

  it("in a dry run is checked and not made", async () => {
    await load({ unit: units });
    expect(await run([...person, "--dry-run"])).toEqual({
      code: 0,
      said: [
        "A login would be made for quan-tri@tinh.example, and invited by mail.",
        `${id} would be registered as administrator at ${office}. Dry run: nothing was written.`,
      ],
      complained: [],
    });
    expect(pool.logins.size).toBe(0);
    expect(await deps().store.get("officer", id)).toBeUndefined();
  });
});

describe("it is refused before any login is made", () => {
  const nobodyInvited = () => expect(pool.invitations).toBe(0);

  it("beside another administrator, also one whose days begin tomorrow", async () => {
    await load({ unit: units });
    const grants = [{ role: "administrator", unit: office, from: "2026-11-25" }];
    await load({ officer: [{ ...officers("https://issuer.example/")[0], id: "ai-do", grants }] });
    const { code, complained } = await run(person);
    expect({ code, complained }).toEqual({
      code: 1,
      complained: [
        "There is an administrator already: ai-do. They give further roles through the API (PUT /v1/officers/{id}).",
      ],
    });
    nobodyInvited();
  });

  it("but not beside one whose days are over: somebody must be able to go on", async () => {
    await load({ unit: units });
    const grants = [{ role: "administrator", unit: office, from: "2025-01-01", to: "2026-11-23" }];
    await load({ officer: [{ ...officers("https://issuer.example/")[0], id: "ngay-truoc", grants }] });
    expect((await run(person)).code).toBe(0);
  });

  it("where the register has no units yet: a role is held at one", async () => {
    expect((await run(person)).complained).toEqual([
      `The register of stage "test" has no unit ${office}, where the role would be held; load the units first (npm run load).`,
    ]);
    nobodyInvited();
  });

  it("where the id belongs to an officer who is no administrator: their record would be lost", async () => {
    await load({ unit: units });
    await load({ officer: [{ ...officers("https://issuer.example/")[0], id, grants: [] }] });
    expect((await run(person)).complained[0]).toMatch(/has an officer .* already, who is no administrator/);
    nobodyInvited();
  });

  it("with an address that is none", async () => {
    await load({ unit: units });
    const { complained } = await run(["--stage", "test", "--name", "Nguyễn Thị Mẫu", "--email", "quan-tri"]);
    expect(complained[0]).toMatch(/^The register refuses: email: /);
    nobodyInvited();
  });
});

describe("what is missing is said in a sentence", () => {
  const named = (name: string) => Object.assign(new Error("…"), { name });
  it.each<[string, Error, RegExp]>([
    ["no credentials", named("CredentialsProviderError"), /No AWS credentials were found/],
    ["no stack", named("ResourceNotFoundException"), /Stage "test" has no tables/],
    ["no pool", new AdminFailure("There is no user pool named dondoc-test"), /no user pool named dondoc-test/],
    ["no right to the pool", named("NotAuthorizedException"), /does not let your credentials use the user pool/],
    ["a mail that did not leave", named("CodeDeliveryFailureException"), /--invite-again/],
    ["too many mails", named("LimitExceededException"), /50 mails a day/],
  ])("%s", async (_, error, sentence) => {
    const { code, complained } = await run(person, () => Promise.reject(error));
    expect(code).toBe(1);
    expect(complained[0]).toMatch(sentence);
  });

  it.each<[string, RegExp]>([
    ["--name X --email a@b.vn", /Name the stage/],
    ["--stage test --email a@b.vn", /Say who it is/],
    ["--stage test --name X", /Say where their mail goes/],
    ["--stage prod --name X --email a@b.vn", /There is no stage "prod"/],
    ["--stage test --name X --email a@b.vn --issuer https://x.vn/", /--issuer goes with --subject/],
    ["--stage test --name X --email a@b.vn --endpoint x", /"x" is no address/],
    ["--stage test --what", /Unknown option '--what'/],
  ])("options %s", async (args, sentence) => {
    const { code, complained } = await run(args.split(" "));
    expect(code).toBe(1);
    expect(complained[0]).toMatch(sentence);
  });

  it("an error that nobody knows is not hidden", async () => {
    await expect(run(person, () => Promise.reject(new TypeError("…")))).rejects.toThrow(TypeError);
  });
});
