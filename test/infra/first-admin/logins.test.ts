/** Logins in a user pool, against a server that speaks Cognito's protocol as far as it is used, and logins of other issuers. */
import { createServer, type Server } from "node:http";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { poolLogins, userPoolOf } from "../../../infra/first-admin/logins.ts";
import { readOptions } from "../../../infra/first-admin/options.ts";
import { loginsOf } from "../../../infra/first-admin/outside.ts";
import { stageOf } from "../../../infra/stage.ts";

const pool = "ap-southeast-1_Mau123";
const attributes = [
  { Name: "email", Value: "a@tinh.example" },
  { Name: "sub", Value: "0f3c" },
];

interface Call {
  action: string;
  input: Record<string, unknown>;
}
let calls: Call[] = [];
let answer: (call: Call) => object | undefined;
let server: Server;
let client: CognitoIdentityProviderClient;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const action = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const call = { action, input: JSON.parse(body) };
    calls.push(call);
    const result = answer(call);
    response.writeHead(result ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(result ?? { __type: "UserNotFoundException", message: "User does not exist." }));
  });
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const address = server.address();
  client = new CognitoIdentityProviderClient({
    endpoint: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    region: "ap-southeast-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});
beforeEach(() => {
  calls = [];
});

describe("the pool of a stage", () => {
  const named = (...pools: [string, string][]) => ({ UserPools: pools.map(([Id, Name]) => ({ Id, Name })) });

  it("is found by its name on whatever page it stands", async () => {
    answer = ({ input }) =>
      input.NextToken ? named([pool, "dondoc-pilot"]) : { ...named(["x_1", "other"]), NextToken: "2" };
    expect(await userPoolOf(client, "dondoc-pilot", undefined)).toBe(pool);
    expect(calls).toHaveLength(2);
  });

  it("that is missing, or one of several, is said", async () => {
    answer = () => named(["x_1", "dondoc-pilot-2"]);
    await expect(userPoolOf(client, "dondoc-pilot", undefined)).rejects.toThrow(/no user pool named dondoc-pilot/);
    answer = () => named(["x_1", "dondoc-pilot"], [pool, "dondoc-pilot"]);
    await expect(userPoolOf(client, "dondoc-pilot", undefined)).rejects.toThrow(/Several .* choose .* --user-pool/);
    expect(await userPoolOf(client, "dondoc-pilot", pool)).toBe(pool);
    await expect(userPoolOf(client, "dondoc-pilot", "x_9")).rejects.toThrow(/no user pool x_9/);
  });
});

describe("logins of a pool", () => {
  it("are known by the pool's issuer and their own subject; an unknown address is nobody", async () => {
    answer = () => ({ UserAttributes: attributes });
    expect(await poolLogins(client, pool).find("a@tinh.example")).toEqual({
      issuer: `https://cognito-idp.ap-southeast-1.amazonaws.com/${pool}`,
      subject: "0f3c",
    });
    answer = () => undefined;
    expect(await poolLogins(client, pool).find("b@tinh.example")).toBeUndefined();
  });

  it("are made with a proven address and invited by mail alone, never by text message", async () => {
    answer = () => ({ User: { Attributes: attributes } });
    expect(await poolLogins(client, pool).create("a@tinh.example", "Nguyễn Thị Mẫu")).toMatchObject({
      subject: "0f3c",
    });
    await poolLogins(client, pool).inviteAgain("a@tinh.example");
    expect(calls.map(({ action }) => action)).toEqual(["AdminCreateUser", "AdminCreateUser"]);
    expect(calls[0]?.input).toMatchObject({
      UserPoolId: pool,
      Username: "a@tinh.example",
      DesiredDeliveryMediums: ["EMAIL"],
      UserAttributes: expect.arrayContaining([{ Name: "email_verified", Value: "true" }]),
    });
    expect(calls[1]?.input).toMatchObject({ MessageAction: "RESEND" });
  });
});

describe("logins of another issuer", () => {
  const optionsOf = (...more: string[]) => {
    const options = readOptions(["--stage", "test", "--name", "X", "--email", "a@tinh.example", ...more]);
    if (options === "help") throw new Error("no options");
    return options;
  };
  const oidc = {
    kind: "issuer",
    issuer: "https://id.example/realm",
    jwksUrl: "https://id.example/keys",
    clients: ["a"],
  } as const;
  const stage = { ...stageOf("test"), oidc };

  it("are taken as they are named", async () => {
    const logins = await loginsOf(stage, optionsOf("--subject", "s-1"));
    expect(await logins.find("a@tinh.example")).toEqual({ issuer: oidc.issuer, subject: "s-1" });
    await expect(loginsOf(stage, optionsOf())).rejects.toThrow(/made at https:\/\/id.example\/realm; .* --subject/);
  });

  it("are asked for where an engine of tables alone is named", async () => {
    const options = optionsOf("--endpoint", inject("dynamoEndpoint"));
    await expect(loginsOf(stageOf("test"), options)).rejects.toThrow(/has no user pools; .* --subject, .* --issuer/);
  });

  it("do not go with a pool of our own unless their issuer is named", async () => {
    await expect(loginsOf(stageOf("test"), optionsOf("--subject", "s-1"))).rejects.toThrow(/leave --subject out/);
    const logins = await loginsOf(
      stageOf("test"),
      optionsOf("--subject", "s-1", "--issuer", "http://127.0.0.1:3001/oidc/x"),
    );
    expect(await logins.find("")).toEqual({ issuer: "http://127.0.0.1:3001/oidc/x", subject: "s-1" });
  });
});
