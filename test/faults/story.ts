/** The story that is told under faults, and what is looked for at its end. */
import { idOfTag } from "../../shared/notices/notice.ts";
import { question } from "../support/province.ts";
import { expectedMails, isInWindow, type Told } from "./oracle.ts";
import type { SeededRandom } from "./seeded.ts";
import { Simulation, type Trouble } from "./simulation.ts";

const clerk = "so-tu-phap.clerk";
const leader = "so-tu-phap.leader";
const start = "2024-02-05T09:30:00+07:00";
const dueOn = "2024-02-19";
const raisedDueOn = "2024-02-22";

export interface Outcome {
  readonly told: Told;
  readonly problems: string[];
}

/** Days on which something can become due; a story lives through some of them, and on the others nothing runs at all. */
const days = ["02-05", "02-06", "02-16", "02-19", "02-20", "02-22", "02-23", "02-26", "02-29"];
const daysOfAStory = 2;
/** By then the whole ladder has been climbed. */
const lastDays = ["03-01"];
/** At 08:00 rungs are reached; later, what is unknown is settled. */
const hours = ["08:00", "09:30"];

/** Tells a story drawn by a seed. */
export async function tell(seed: number, trouble: Trouble): Promise<Outcome> {
  const simulation = await Simulation.at(start, seed, trouble);
  const { random, inner } = simulation;
  const { world } = inner;
  const code: string = (await world.post("cong-so-tu-phap", question())).body.code;
  const receivedAt = simulation.now;
  const raisesAt = random.fraction() < 0.4 ? Date.parse("2024-02-06T08:00:00+07:00") : undefined;
  const moments = momentsOf(random, receivedAt);
  const answersAt = random.fraction() < 0.6 ? moments[random.below(moments.length - 2)] : undefined;
  let version = 1;
  let raised: Told["raised"];
  let answeredAt: number | undefined;
  const act = async (officer: string, request: string, body: object) => {
    const answer = await world.as(officer, request.replace("CODE", code), {
      body,
      headers: { "if-match": `"${version}"` },
    });
    if (answer.status !== 200) throw new Error(`${request}: ${JSON.stringify(answer.body)}`);
    version++;
  };
  for (const at of moments) {
    world.clock.instant = Math.max(at, world.clock.instant);
    if ([raisesAt, answersAt].some((when) => when !== undefined && at >= when)) await simulation.calmRound();
    if (
      raisesAt !== undefined &&
      raised === undefined &&
      at >= raisesAt &&
      simulation.now < Date.parse("2024-02-20T00:00:00+07:00") &&
      answeredAt === undefined
    ) {
      await act(clerk, "PUT /v1/questions/CODE/classification", {
        class: "joint",
        coUnits: ["so-mau"],
        reason: "Cần phối hợp",
      });
      raised = { at: simulation.now, dueOn: raisedDueOn };
    }
    if (answersAt !== undefined && answeredAt === undefined && at >= answersAt) {
      await act(clerk, "POST /v1/questions/CODE/draft", { content: "Trả lời", submit: true });
      await act(leader, "POST /v1/questions/CODE/answer", { capacity: "own" });
      answeredAt = simulation.now;
    }
    // Other citizens ask too: their receipts are the later mails by which an unknown one is known to be lost.
    if (new Date(at).getUTCMinutes() === 30) await world.post("cong-so-mau", question({ unit: "so-mau" }));
    await simulation.round();
  }
  const until = simulation.now;
  const told: Told = {
    code,
    receivedAt,
    dueOn,
    ...(raised && { raised }),
    ...(answeredAt && { answeredAt }),
    until,
  };
  trouble.off.clear();
  await comeToRest(simulation);
  return { told, problems: await problemsOf(simulation, told) };
}

/** Two days on which nobody is killed and other mails leave: what is still unknown is settled. */
async function comeToRest(simulation: Simulation): Promise<void> {
  const { world } = simulation.inner;
  for (const on of ["03-05", "03-06"]) {
    for (const hour of ["08:00", "11:00", "14:00"]) {
      world.clock.set(`2024-${on}T${hour}:00+07:00`);
      await world.post("cong-so-mau", question({ unit: "so-mau" }));
      await simulation.calmRound();
    }
  }
}

/** The moments of a story, drawn by chance. */
function momentsOf(random: SeededRandom, from: number): number[] {
  const drawn = new Set<string>();
  while (drawn.size < daysOfAStory) drawn.add(days[random.below(days.length)] ?? "");
  return [...[...drawn].toSorted(), ...lastDays]
    .flatMap((on) => hours.map((hour) => Date.parse(`2024-${on}T${hour}:00+07:00`)))
    .filter((at) => at > from);
}

/** Lost, double, out of the window, out of order. */
async function problemsOf(simulation: Simulation, told: Told): Promise<string[]> {
  const { accepted } = simulation.mail;
  const problems: string[] = [];
  const times = Map.groupBy(accepted, ({ tag }) => idOfTag(tag));
  for (const [id, mails] of times) if (mails.length > 1) problems.push(`double: ${id} × ${mails.length}`);
  for (const [id, mails] of times) {
    if (id.endsWith("#asker")) continue;
    for (const { at } of mails)
      if (!isInWindow(at)) problems.push(`out of the window: ${id} at ${new Date(at).toISOString()}`);
  }
  const subject = `question#${told.code}`;
  // The deputy stands in for a month: whether they are told depends on when the missed run was made up for.
  const own = [...times.keys()]
    .filter((id) => id.startsWith(`${subject}#`) && !id.endsWith("so-tu-phap.deputy"))
    .map(shortened);
  const expected = expectedMails(told);
  const needless = await needlessReminders(simulation, told);
  for (const line of expected) if (!own.includes(line) && !needless.includes(line)) problems.push(`lost: ${line}`);
  for (const line of own) if (!expected.includes(line)) problems.push(`not expected: ${line}`);
  problems.push(...(await orderProblems(simulation, subject)));
  return problems;
}

/** `question#…#late-1#p1#so-tu-phap.leader` as `so-tu-phap.leader: late-1`. */
export function shortened(id: string): string {
  const [, , cause, , recipient] = id.split("#");
  return `${recipient}: ${cause}`;
}

async function orderProblems({ inner }: Simulation, subject: string): Promise<string[]> {
  const events = (await inner.events())
    .filter((event) => event.subject === subject)
    .toSorted((a, b) => a.sequence - b.sequence);
  const rungs = events.filter(({ kind }) => kind === "deadline-rung-reached").map(({ facts }) => String(facts.at));
  return rungs.every((at, index) => index === 0 || (rungs[index - 1] ?? "") < at)
    ? []
    : [`rungs out of order: ${rungs.join(", ")}`];
}

/** Reminders that had not left when the question was answered: the ledger says that they were passed over. */
async function needlessReminders({ inner }: Simulation, { code, answeredAt }: Told): Promise<string[]> {
  if (answeredAt === undefined) return [];
  const rows = await inner.rows();
  return rows
    .filter(({ subject, state, plan }) => subject === `question#${code}` && state === "skipped" && plan !== undefined)
    .map(({ id }) => shortened(id));
}
