import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { type Attachment, checked } from "../../shared/documents/attachment.ts";
import { attachmentStore } from "../../shared/documents/attachment-store.ts";
import type { Write } from "../../shared/platform/transaction.ts";
import { createTables, testClient } from "../support/tables.ts";

const client = testClient();
const store = attachmentStore(client, (await createTables(client)).Reports);
const write = (...writes: readonly Write[]) =>
  client.send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
const at = Date.parse("2024-06-15T01:00:00Z");
const file = (id: string, obligation = "2024-year.a"): Attachment => ({
  id,
  obligation,
  name: "Báo cáo.pdf",
  type: "application/pdf",
  size: 200,
  state: "pending",
  by: "a.clerk",
  byUnit: "a",
  at: new Date(at).toISOString(),
});
const sound = { fault: undefined, objectVersion: "v1" };

describe("the store of attachments", () => {
  it("reads back what was added, under its own obligation", async () => {
    await write(store.add(file("one")), store.add(file("two")), store.add(file("one", "2024-year.b")));
    expect(await store.get("2024-year.a", "one")).toEqual(file("one"));
    expect(await store.get("2024-year.c", "one")).toBeUndefined();
    expect((await store.list("2024-year.a")).map(({ id }) => id)).toEqual(["one", "two"]);
    await expect(write(store.add(file("one")))).rejects.toThrow();
  });

  it("judges a file once: a second verdict, or another version, changes nothing", async () => {
    await write(store.add(file("three")));
    await write(store.judge(checked(file("three"), sound, at)));
    await expect(write(store.judge(checked(file("three"), { ...sound, objectVersion: "v2" }, at)))).rejects.toThrow();
    expect(await store.get("2024-year.a", "three")).toMatchObject({ state: "ready", objectVersion: "v1" });
  });

  it("knows of many at once which are ready: not pending, not refused, not another obligation's, not unheard of", async () => {
    await write(...["p", "q", "r"].map((id) => store.add(file(id))), store.add(file("s", "2024-year.b")));
    await write(
      store.judge(checked(file("p"), sound, at)),
      store.judge(checked(file("q"), { ...sound, fault: "macros" }, at)),
      store.judge(checked(file("s", "2024-year.b"), sound, at)),
    );
    expect(await store.ready("2024-year.a", ["p", "q", "r", "s", "t", "p"])).toEqual(new Set(["p"]));
    expect(await store.ready("2024-year.a", [])).toEqual(new Set());
  });
});
