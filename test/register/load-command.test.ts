import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { loadCommand } from "../../infra/load/command.ts";
import { provinceRows } from "../../infra/local/demo/province.ts";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { testClient } from "../support/tables.ts";
import { TestClock } from "../support/world.ts";

/** The tables under the very names that the template gives them: the command finds them by the stage alone. */
const tables = Object.values(inject("template").Resources)
  .filter(({ Type }) => Type === "AWS::DynamoDB::GlobalTable")
  .map(({ Properties }) => Properties as unknown as CreateTableCommandInput);
const client = testClient();
beforeAll(async () => {
  for (const { TableName, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } of tables) {
    await client.send(
      new CreateTableCommand({
        TableName,
        KeySchema,
        AttributeDefinitions,
        GlobalSecondaryIndexes,
        BillingMode: "PAY_PER_REQUEST",
      }),
    );
  }
});
afterAll(async () => {
  for (const { TableName } of tables) await client.send(new DeleteTableCommand({ TableName }));
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dondoc-load-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

/** Runs the command: its exit code, and what it said on each side. */
async function run(args: string, dynamo: () => DynamoDBDocumentClient = testClient) {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await loadCommand(args.split(" ").filter(Boolean), {
    client: dynamo,
    clock: new TestClock("2023-12-31T08:00:00+07:00"),
    print: (line) => said.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, said, complained };
}

describe("the load command", () => {
  it("loads a whole province from JSON, first as a dry run, then again without change", async () => {
    const rows = provinceRows("https://issuer.example/");
    for (const kind of ["unit", "portal", "officer"] as const) put(`${kind}s.json`, JSON.stringify(rows[kind]));
    const counts = (of: (count: number) => string) => [
      `calendars: ${of(officialYears.length)}`,
      `units: ${of(rows.unit.length)}`,
      `portals: ${of(rows.portal.length)}`,
      `officers: ${of(rows.officer.length)}`,
    ];
    const added = counts((count) => `${count} added, 0 changed, 0 unchanged, 0 refused`);
    const args = `--stage test --calendars --from ${folder}`;
    expect(await run(`${args} --dry-run`)).toEqual({
      code: 0,
      said: [...added, "Dry run: nothing was written."],
      complained: [],
    });
    expect(await run(args)).toEqual({ code: 0, said: added, complained: [] });
    const unchanged = counts((count) => `0 added, 0 changed, ${count} unchanged, 0 refused`);
    expect(await run(args)).toEqual({ code: 0, said: unchanged, complained: [] });
  });

  it("loads CSV, tells refused and changed rows in full, and ends with 1", async () => {
    const units = (name: string) =>
      `id;kind;level;name;from;reportsTo\nso-csv;department;province;${name};2020-01-01;\nso-sai;department;province;Sở Sai;2020-01-01;khong-co@2020-01-01\n`;
    put("units.csv", `\uFEFF${units("Sở CSV")}`);
    put(
      "officers.csv",
      "id,fullName,title,issuer,subject,grants\nquan-tri,Cán bộ mẫu,Quản trị viên,https://issuer.example/,s-1,administrator:so-csv@2020-01-01\n",
    );
    expect(await run(`--stage test --from ${folder}`)).toEqual({
      code: 1,
      said: [
        "units: 1 added, 0 changed, 0 unchanged, 1 refused",
        "  row 2 (so-sai) refused",
        "    reportsTo[0].unit: unit-unknown: Không có cơ quan, đơn vị với mã này. (There is no unit with this id.)",
        "officers: 1 added, 0 changed, 0 unchanged, 0 refused",
      ],
      complained: [],
    });
    put("units.csv", units("Sở CSV mới"));
    const { said } = await run(`--stage test --from ${folder}`);
    expect(said.slice(0, 2)).toEqual(["units: 0 added, 1 changed, 0 unchanged, 1 refused", "  row 1 (so-csv) changed"]);
  });

  it("loads files of more than a thousand rows", async () => {
    const lines = Array.from(
      { length: 1_500 },
      (_, index) => `lon-${index},department,province,Sở ${index},2020-01-01,lon-${1_499}@2020-01-01`,
    );
    lines[1_499] = "lon-1499,department,province,Sở lớn,2020-01-01,";
    put("units.csv", `id,kind,level,name,from,reportsTo\n${lines.join("\n")}`);
    expect((await run(`--stage test --from ${folder}`)).said).toEqual([
      "units: 1500 added, 0 changed, 0 unchanged, 0 refused",
    ]);
  });

  it("replaces a year of the calendar by its next version only", async () => {
    const base = {
      year: 2030,
      version: 1,
      status: "estimated",
      notice: null,
      source: "Ước tính",
      weekend: [6, 7],
      offDays: [],
      workedDays: [],
    };
    const calendars = async (more: object) => {
      put("calendars.json", JSON.stringify([{ ...base, ...more }]));
      return run(`--stage test --from ${folder}`);
    };
    expect((await calendars({})).said).toEqual(["calendars: 1 added, 0 changed, 0 unchanged, 0 refused"]);
    expect(await calendars({ source: "Khác" })).toMatchObject({
      code: 1,
      said: [
        "calendars: 0 added, 0 changed, 0 unchanged, 1 refused",
        "  2030 refused: Version 1 is in force and differs; a change must have version 2.",
      ],
    });
    expect((await calendars({ source: "Khác", version: 2 })).said).toEqual([
      "calendars: 0 added, 1 changed, 0 unchanged, 0 refused",
      "  2030 changed",
    ]);
  });

  it("says in one sentence what is wrong with its options", async () => {
    const sentence = async (args: string) => {
      const { code, complained } = await run(args);
      return `${code} ${complained.join("|")}`;
    };
    expect(await sentence("")).toBe("1 Name the stage with --stage NAME.");
    expect(await sentence("--stage test")).toBe(
      "1 Name the folder to load with --from DIR, or publish calendars with --calendars.",
    );
    expect(await sentence("--stage khong --from .")).toMatch(/^1 There is no stage "khong"\./);
    expect(await sentence("--stage production --from .")).toMatch(/^1 Stage "production" needs .* decision/);
    expect(await sentence("--stage test --frm .")).toMatch(/^1 Unknown option '--frm'/);
    expect((await run("--help")).said.join("\n")).toContain("npm run load -- --stage NAME");
  });

  it("says in one sentence what is wrong with its files", async () => {
    const sentence = async () => {
      const { code, complained } = await run(`--stage test --from ${folder}`);
      return `${code} ${complained.join("|").replaceAll(folder, "DIR")}`;
    };
    expect(await sentence()).toBe("1 DIR holds none of units, portals, officers (.csv or .json) and calendars.json.");
    put("units.json", "[{]");
    expect(await sentence()).toBe("1 DIR/units.json is not JSON.");
    put("units.json", "{}");
    expect(await sentence()).toBe("1 DIR/units.json does not have the right form at: the whole file.");
    put("units.json", "[]");
    expect(await sentence()).toBe("1 DIR/units.json holds no rows.");
    put("units.csv", "id,fax\nso-a,1\n");
    expect(await sentence()).toBe("1 DIR holds both units.csv and units.json; keep one.");
    rmSync(join(folder, "units.json"));
    expect(await sentence()).toBe("1 DIR/units.csv: csv.fax: There is no such field.");
    put("units.csv", Buffer.from("id,name\nso-a,S\u00f4", "latin1"));
    expect(await sentence()).toBe('1 DIR/units.csv is not encoded in UTF-8; save it as "CSV UTF-8".');
    put("units.csv", "id\nso-a");
    put("calendars.json", '[{"year":2024}]');
    expect(await sentence()).toMatch(/^1 DIR\/calendars\.json does not have the right form at: \[0\]\.version/);
    rmSync(folder, { recursive: true });
    expect(await sentence()).toBe("1 There is no folder DIR.");
    folder = mkdtempSync(join(tmpdir(), "dondoc-load-"));
  });

  it("says in one sentence what is wrong with AWS", async () => {
    put("units.csv", "id,kind,level,name,from\nso-a,department,province,Sở A,2020-01-01");
    const sentence = async (stage: string, dynamo?: () => DynamoDBDocumentClient) => {
      const { code, complained } = await run(`--stage ${stage} --from ${folder}`, dynamo);
      return `${code} ${complained.join("|")}`;
    };
    expect(await sentence("pilot")).toBe(
      '1 Stage "pilot" has no tables in this AWS account and region; deploy it first, or check AWS_PROFILE and AWS_REGION.',
    );
    const failing = (name: string) => () => {
      const error = Object.assign(new Error("no"), { name });
      const plain = new DynamoDBClient({ region: "ap-southeast-1", credentials: () => Promise.reject(error) });
      return DynamoDBDocumentClient.from(plain);
    };
    expect(await sentence("test", failing("CredentialsProviderError"))).toBe(
      "1 No AWS credentials were found; sign in first, or set AWS_PROFILE.",
    );
    const nowhere = () =>
      DynamoDBDocumentClient.from(
        new DynamoDBClient({
          endpoint: "http://127.0.0.1:9",
          region: "ap-southeast-1",
          credentials: { accessKeyId: "test", secretAccessKey: "test" },
          maxAttempts: 1,
        }),
      );
    expect(await sentence("test", nowhere)).toMatch(/^1 AWS cannot be reached/);
    expect(await sentence("test", failing("ExpiredTokenException"))).toMatch(/^1 AWS does not accept your credentials/);
  });
});
