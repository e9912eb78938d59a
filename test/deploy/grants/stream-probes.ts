/** The consumers of the stream: handed batches as Lambda hands them. */
import { marshall } from "@aws-sdk/util-dynamodb";
import { type ChangeEvent, eventItem } from "../../../shared/platform/events.ts";
import { subjectOf } from "../../../shared/questions/subject.ts";
import { obligationSubject } from "../../../shared/reports/subject.ts";
import { insist } from "../failure.ts";
import { callCalmly } from "../functions.ts";
import { owedBy, unit } from "../province.ts";
import { scoredSubject } from "../score-seeds.ts";
import { receiptOf } from "../seeds.ts";
import { eventsOf, forgetMarks, forgetNotices, type Scene } from "./scene.ts";

function batchOf(events: readonly ChangeEvent[]) {
  return {
    Records: events.map((event, index) => ({
      eventName: "INSERT",
      dynamodb: {
        Keys: marshall({ subject: event.subject, sequence: event.sequence }),
        NewImage: marshall(eventItem(event), { removeUndefinedValues: true }),
        SequenceNumber: String(index + 1),
      },
    })),
  };
}

/** The notices of a question long late, of one whose asker was called, of a report that was handed in, and of a result, planned anew. */
export async function notices({ world, late, called }: Scene): Promise<void> {
  const report = obligationSubject(owedBy(unit));
  const subjects = [subjectOf(late), subjectOf(called), report, scoredSubject()];
  await Promise.all(subjects.map((subject) => forgetNotices(world, subject)));
  const events = (await Promise.all(subjects.map((subject) => eventsOf(world, subject)))).flat();
  await forgetMarks(world, "notices", events);
  const isCall = ({ kind }: ChangeEvent) => kind === "asker-called";
  await callCalmly(world, "notices", batchOf(events.filter((event) => !isCall(event))));
  await callCalmly(world, "notices", batchOf(events.filter(isCall)));
  insist((await world.stores.notices.get(receiptOf(late))) !== undefined, "The receipt was not planned.");
  const { items } = await world.stores.notices.of(subjectOf(called), { limit: 50 });
  insist(
    items.some(({ by, state }) => by === "call" && state === "delivered"),
    "The call was not noted.",
  );
  const told = await world.stores.notices.of(report, { limit: 50 });
  insist(
    told.items.some(({ cause }) => cause === "report-submitted"),
    "The receipt of a report was not planned.",
  );
  const result = await world.stores.notices.of(scoredSubject(), { limit: 50 });
  insist(
    result.items.some(({ cause }) => cause === "score-final"),
    "The notice of a final result was not planned.",
  );
}

/** The events of a question counted anew. */
export async function tallies({ world, called }: Scene): Promise<void> {
  const events = await eventsOf(world, subjectOf(called));
  await forgetMarks(world, "tallies", events);
  await callCalmly(world, "tallies", batchOf(events));
  insist((await world.stores.marks.undone("tallies", events)).length === 0, "An event was not counted.");
}
