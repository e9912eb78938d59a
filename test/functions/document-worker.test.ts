/** Lists of any length: all 3,321 communes of the country. */
import { describe, expect, it } from "vitest";
import { makeList } from "../../functions/document-worker/make-list.ts";
import type { ListedObligation } from "../../shared/reports/report-store.ts";
import { unit } from "../../shared/units/unit.ts";

const communes = 3_321;
const now = Date.parse("2026-03-19T08:00:00+07:00");
const period = {
  id: "2026-quarter-1",
  kind: "quarter-1",
  year: 2026,
  dataFrom: "2025-12-15",
  dataTo: "2026-03-14",
  regime: "dinh-ky-2020",
  state: "frozen",
  owing: communes,
  sequence: 1,
} as const;
const obligation = (index: number): ListedObligation => ({
  id: `${period.id}.xa-${index}`,
  unit: `xa-${index}`,
  group: "communes",
  of: period.id,
  dueOn: "2026-03-18",
  provisional: false,
  to: "ubnd-tinh",
  tier: "direct",
  gathers: false,
  state: index % 2 === 0 ? "owed" : "submitted",
  version: 1,
  ...(index % 2 === 1 && { first: { at: "2026-03-17T02:00:00Z", on: "2026-03-17", lateDays: 0 } }),
});

describe("the list of all communes of the country", () => {
  it("has a row for each, names them, and says how far it has come", async () => {
    const asked: number[] = [];
    const heard: { done: number; of: number; rows: number }[] = [];
    const made = await makeList(
      { kind: "period-register", period: period.id, format: "csv" },
      now,
      {
        reports: {
          period: async () => period,
          allOfPeriod: async function* () {
            for (let index = 0; index < communes; index++) yield obligation(index);
          },
        },
        register: {
          getMany: async (_kind, ids) => {
            asked.push(ids.length);
            const known = ids.filter((id) => id !== "xa-7");
            const named = (id: string) =>
              unit.parse({
                id,
                kind: "people-committee",
                level: "commune",
                names: [{ name: `UBND ${id}`, from: "2025-07-01" }],
                from: "2025-07-01",
              });
            return new Map(known.map((id) => [id, { version: 1, value: named(id) }])) as never;
          },
        },
      },
      async (progress) => {
        heard.push(progress);
      },
    );
    expect(asked, "each body once, and the one to which they report").toEqual([communes + 1]);
    expect(heard.map(({ rows }) => rows)).toEqual([1_000, 2_000, 3_000]);
    expect(heard.every(({ done, of }) => done < of)).toBe(true);
    const lines = new TextDecoder("utf-8", { ignoreBOM: true }).decode(made.bytes).split("\r\n");
    expect([made.rows, lines.length, made.name]).toEqual([
      communes,
      communes + 2,
      "Sổ theo dõi báo cáo quý I năm 2026.csv",
    ]);
    expect(lines[1]).toMatch(/^1;UBND xa-0;xa-0;UBND cấp xã;UBND ubnd-tinh;18\/03\/2026;;Chưa gửi, quá hạn;;1;/);
    expect(lines[2]).toMatch(/^2;UBND xa-1;xa-1;[^;]+;[^;]+;18\/03\/2026;;Đúng hạn;17\/03\/2026;0;/);
    expect(lines[8], "one that the register does not know is named by its id").toMatch(/^8;xa-7;xa-7;/);
  });
});
