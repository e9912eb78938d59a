/**
 * The rehearsal of a restore: a stack with questions, mails, faults; a copy; life goes on after it; the stack is lost. The copy is imported
 * into a second stack whose mail is held, proven equal, settled from the trace of mails, and let go. Over both stacks, every notice has
 * left exactly once.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it, onTestFinished } from "vitest";
import { archivedTables } from "../../infra/archive/tables.ts";
import { idOfTag } from "../../shared/notices/notice.ts";
import { dynamo, emptyTables, prefixOf } from "../infra/archive/places.ts";
import { question } from "../support/province.ts";
import { TestClock } from "../support/world.ts";
import { expectedMails } from "./oracle.ts";
import { Restorer } from "./restore.ts";
import { Simulation } from "./simulation.ts";
import { shortened } from "./story.ts";

const hand = ["--by", "quan-tri", "--reason", "diễn tập phục hồi"];

function restorer(clock: TestClock): Restorer {
  const made = new Restorer(clock);
  onTestFinished(() => made.clear());
  return made;
}

/** Moments of a day at which everything runs. */
async function days(simulation: Simulation, ...on: string[]): Promise<void> {
  for (const day of on) {
    for (const hour of ["08:00", "09:30", "14:00"]) {
      const at = Date.parse(`2024-${day}T${hour}:00+07:00`);
      simulation.inner.world.clock.instant = Math.max(at, simulation.now);
      await simulation.round();
    }
  }
}

/** A stack in which two questions were asked and one of them was answered, with functions killed now and then. */
async function lived(seed: number) {
  const trouble = { killRate: 0.01, catchUpShare: 1, off: new Set<never>() };
  const first = await Simulation.at("2024-02-05T09:30:00+07:00", seed, trouble);
  const { world } = first.inner;
  const receivedAt = first.now;
  const open: string = (await world.post("cong-so-tu-phap", question())).body.code;
  const answered: string = (await world.post("cong-so-tu-phap", question())).body.code;
  await days(first, "02-05", "02-06");
  await first.calmRound();
  const act = (officer: string, request: string, version: number, body: object) =>
    world.as(officer, `POST /v1/questions/${answered}/${request}`, { body, headers: { "if-match": `"${version}"` } });
  await act("so-tu-phap.clerk", "draft", 1, { content: "Trả lời", submit: true });
  expect((await act("so-tu-phap.leader", "answer", 2, { capacity: "own" })).status).toBe(200);
  const answeredAt = first.now;
  return { first, world, open, answered, receivedAt, answeredAt };
}

describe("a restore", () => {
  it.each([1, 2, 3, 4])(
    "seed %i: equal, held, settled, let go; every notice left exactly once over both stacks",
    async (seed) => {
      const { first, world, open, answered, receivedAt, answeredAt } = await lived(seed);
      const made = restorer(world.clock);
      const copy = join(made.folder, "copy");
      expect(await made.run("export", prefixOf(first.names), "--to", copy)).toMatchObject({ code: 0 });

      // After the copy: the answer's mail leaves, the due day comes, another citizen asks.
      const lost: string = (await world.post("cong-so-mau", question({ unit: "so-mau" }))).body.code;
      await days(first, "02-16", "02-19");
      const leftBefore = first.mail.accepted.length;
      const trace = made.traceFile(world.lines);

      // The stack is lost. The copy goes into another one.
      world.clock.set("2024-02-19T20:00:00+07:00");
      const second = first.beside(await emptyTables());
      const target = prefixOf(second.names);
      expect(await made.run("import", target, "--from", copy)).toMatchObject({ code: 0 });
      const again = join(made.folder, "again");
      expect(await made.run("export", target, "--to", again)).toMatchObject({ code: 0 });
      for (const { table } of archivedTables) {
        const [was, is] = [copy, again].map((folder) => readFileSync(join(folder, `${table}.jsonl`), "utf8"));
        // Marks may have been added: of events that nobody had marked and that were past making up for.
        if (table === "marks") expect(was?.split("\n").filter((line) => !is?.includes(line))).toEqual([]);
        else expect(is, table).toBe(was);
      }

      // Held: everything runs, nothing leaves, and it is not let go before it is settled.
      const heldRounds = async () => {
        for (let round = 0; round < 3; round++) await second.round();
        expect(second.mail.accepted).toEqual([]);
      };
      // In every second run the stack has planned notices before it hears that they have left.
      if (seed % 2 === 0) await heldRounds();
      expect(await made.run("mail", target, "release", ...hand)).toMatchObject({ code: 1 });
      const settled = await made.run("settle", target, "--from", trace);
      expect(settled.code).toBe(0);
      // A question of which nobody had been told yet leaves no trace; its portal holds the code.
      const isTold = first.mail.accepted.some(({ tag }) => idOfTag(tag).startsWith(`question#${lost}#`));
      expect(settled.said.includes(`are lost: ${lost}.`)).toBe(isTold);
      await heldRounds();
      expect(await made.run("mail", target, "release", ...hand)).toMatchObject({ code: 0 });

      await days(second, "02-20", "02-21", "02-23", "02-26", "02-27", "03-01", "03-05");
      expect(first.mail.accepted).toHaveLength(leftBefore);
      const ids = [...first.mail.accepted, ...second.mail.accepted].map(({ tag }) => idOfTag(tag));
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
      for (const [code, more] of [
        [open, {}],
        [answered, { answeredAt }],
      ] as const) {
        const told = { code, receivedAt, dueOn: "2024-02-19", until: second.now, ...more };
        const left = ids.filter((id) => id.startsWith(`question#${code}#`) && !id.endsWith("so-tu-phap.deputy"));
        expect(left.map(shortened).toSorted()).toEqual(expectedMails(told));
      }
    },
  );

  it("without the settlement mails would leave twice: the proof above can fail", async () => {
    const { first, world } = await lived(1);
    const made = restorer(world.clock);
    const copy = join(made.folder, "copy");
    await made.run("export", prefixOf(first.names), "--to", copy);
    await days(first, "02-16", "02-19");
    const second = first.beside(await emptyTables());
    await made.run("import", prefixOf(second.names), "--from", copy);
    const without = ["--without-settling", "diễn tập"];
    expect(await made.run("mail", prefixOf(second.names), "release", ...hand, ...without)).toMatchObject({ code: 0 });
    await days(second, "02-20");
    const ids = [...first.mail.accepted, ...second.mail.accepted].map(({ tag }) => tag);
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });
});

describe("the time that a restore takes", () => {
  it("is measured: rows a second out of the tables and into others, on this machine", async () => {
    const source = await emptyTables();
    const rows = 5_000;
    for (let first = 0; first < rows; first += 25) {
      const requests = Array.from({ length: 25 }, (_, index) => ({
        PutRequest: { Item: marshall(syntheticEvent(first + index)) },
      }));
      await dynamo.send(new BatchWriteItemCommand({ RequestItems: { [source.Events]: requests } }));
    }
    const made = restorer(new TestClock("2024-02-05T09:30:00+07:00"));
    const copy = join(made.folder, "copy");
    const begun = performance.now();
    expect(await made.run("export", prefixOf(source), "--to", copy)).toMatchObject({ code: 0 });
    const exported = performance.now();
    const target = prefixOf(await emptyTables());
    expect(await made.run("import", target, "--from", copy)).toMatchObject({ code: 0 });
    const imported = performance.now();
    const perSecond = (milliseconds: number) => Math.round((1_000 * rows) / milliseconds);
    console.log(
      `Exported ${perSecond(exported - begun)} rows/s, imported and read back ${perSecond(imported - exported)} rows/s (${rows} rows of 0.5 KB, this machine, not AWS).`,
    );
  });
});

/** An event of some half a kilobyte; of a subject that is no question, which needs no question beside it. */
function syntheticEvent(number: number) {
  return {
    subject: `unit#don-vi-${number}`,
    sequence: 1,
    version: 1,
    kind: "unit-changed",
    at: "2024-01-05T02:00:00.000Z",
    by: { kind: "system", id: "rehearsal" },
    facts: { text: "Đôn đốc ".repeat(40) },
    hour: "2024-01-05T02",
    order: `2024-01-05T02:00:00.000Z#unit#don-vi-${number}#1`,
  };
}
