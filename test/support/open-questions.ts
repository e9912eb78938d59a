/** Open questions for tests of figures and tables. */
import type { SeenQuestion } from "../../shared/statistics/open-picture.ts";

let made = 0;

/** A question of the Department of Justice, received on the Saturday before the week before Tết, unless the test says otherwise. */
export function opened(facts: Partial<SeenQuestion>): SeenQuestion {
  return {
    code: `TEST-${String(++made).padStart(4, "0")}-0`,
    unit: "so-tu-phap",
    state: "accepted",
    receivedAt: "2024-02-03T15:15:00.000Z",
    startsOn: "2024-02-05",
    dueOn: "2024-02-16",
    ...facts,
  };
}
