/** Functions that change nothing that others look at: it is enough that they answer, when there is something to read. */
import { systemClock } from "../../../shared/platform/clock.ts";
import { insist } from "../failure.ts";
import { callCalmly } from "../functions.ts";
import { putBack, receiptOf, waitingSince } from "../seeds.ts";
import { drawnTable } from "../story.ts";
import type { Scene } from "./scene.ts";

export async function figures({ world }: Scene): Promise<void> {
  await callCalmly(world, "figures", {});
}

/** Looks at what is due, and at a notice that waits. */
export async function watcher({ world, late }: Scene): Promise<void> {
  const waits = await putBack(world, receiptOf(late), waitingSince(systemClock.now()));
  await callCalmly(world, "watcher", {});
  await putBack(world, waits.id, { state: "sent", lookAt: undefined });
}

export async function widgets({ world }: Scene): Promise<void> {
  insist((await drawnTable(world)).includes("Sở Tư pháp"), "The dashboard's table does not name the unit.");
}
