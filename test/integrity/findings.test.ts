/** The whole list: empty for a clean history, the same in whatever order and however often its events were seen. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officialYears } from "../../shared/calendar/official-years.ts";
import { workingCalendar } from "../../shared/calendar/working-days.ts";
import { countsOf, findingsIn } from "../../shared/integrity/findings.ts";
import { distinct, type Observation } from "../../shared/integrity/observation.ts";
import { integrityParameters } from "../../shared/integrity/parameters.ts";
import { answered, handedIn, raised, signedFrom } from "../support/observed.ts";

const calendar = workingCalendar(officialYears);
const listOf = (observations: readonly Observation[]) => findingsIn({ observations, calendar }, integrityParameters);

const doubtful: Observation[] = [
  ...signedFrom("16:50:00", 7),
  answered("SHORT", { substance: 3 }),
  raised("RAISED", { at: "2023-12-07T02:00:00.000Z" }),
  answered("A", { answerHash: "one" }),
  answered("B", { answerHash: "one" }),
  handedIn("2023-year.so-tu-phap", {
    jumps: [{ figure: "visits", label: "Số lượt truy cập", before: 10, value: 100, isExplained: false }],
  }),
];

describe("observations", () => {
  it("are put in the order of time, each event once", () => {
    const [first, second] = [
      answered("Z", { at: "2023-12-04T02:00:00.000Z" }),
      answered("A", { at: "2023-12-04T02:00:00.001Z" }),
    ];
    expect(distinct([second, first, second])).toEqual([first, second]);
    expect(distinct([{ ...first, sequence: 5 }, first])).toHaveLength(2);
  });
});

describe("the integrity list", () => {
  it("of a clean history is empty", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 * 60 - 1 }), { maxLength: 60 }), (minutes) => {
        const clean: Observation[] = minutes.map((minute, index) =>
          answered(`Q-${index}`, {
            at: new Date(Date.parse("2023-12-08T01:00:00.000Z") + minute * 60_000).toISOString(),
          }),
        );
        expect(listOf([...clean, raised("R"), handedIn("2023-year.so-mau")])).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("finds each kind once, the latest first, and counts them", () => {
    const found = listOf(doubtful);
    expect(countsOf(found)).toEqual({
      "signed-in-bulk": 1,
      "without-text": 1,
      "raised-late": 1,
      "identical-answers": 1,
      "renewed-before-scoring": 0,
      "figure-jump": 1,
    });
    expect(found.map(({ at }) => at)).toEqual(
      found
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });

  it("is the same in whatever order its events were seen, and however often", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...doubtful, ...doubtful], { minLength: doubtful.length * 2 }),
        (observations) => {
          expect(listOf(observations)).toEqual(listOf(doubtful));
        },
      ),
      { numRuns: 50 },
    );
  });

  it("has renewals only once the period was opened", () => {
    const renewals = [{ portal: "cong-so-mau", unit: "so-mau", section: "tin-tuc", at: "2023-12-29T02:00:00.000Z" }];
    const counted = (scoredOn?: string) =>
      findingsIn({ observations: [], calendar, renewals, scoredOn }, integrityParameters).length;
    expect([counted(), counted("2024-01-02")]).toEqual([0, 1]);
  });
});
