import { describe, expect, it } from "vitest";
import { moves, questionStates, stateAfter } from "../../shared/questions/moves.ts";

const events = [...new Set(moves.map(({ event }) => event))];
const table = events.flatMap((event) => questionStates.map((from) => [event, from] as const));

describe("the moves of a question", () => {
  it.each(table)("%s from %s is in the table or refused", (event, from) => {
    const move = moves.find((entry) => entry.event === event && entry.from === from);
    if (move) expect(stateAfter(event, from)).toBe(move.to);
    else expect(() => stateAfter(event, from)).toThrow(/already-accepted|move-not-allowed/);
  });

  it("every state can be reached", () => {
    const reached = new Set(moves.map(({ to }) => to));
    expect(questionStates.filter((state) => !reached.has(state))).toEqual([]);
  });
});
