/** Units and bytes of DynamoDB: what questions write, what jobs ask for while nothing happens, what is kept. */
import { assumptions, idleRunOf } from "./assumptions.ts";
import type { Facts } from "./facts.ts";
import type { MeasuredUnits } from "./measured.ts";
import { type Load, plain, type Usage } from "./quantity.ts";

/** Bytes of an open question in an index, and the working days for which it stays there. */
const openBytes = 400;
const openDays = 7;
const readUnitBytes = 4_096;
const writeUnitBytes = 1_024;

export function databaseUsage(facts: Facts, load: Load, questions: number, units: MeasuredUnits): Usage[] {
  return [...unitUsage(facts, load, questions, units), ...storageUsage(facts, load, questions)];
}

function unitUsage(facts: Facts, load: Load, questions: number, units: MeasuredUnits): Usage[] {
  const { eventsOfQuestion: events, mailsOfQuestion: notices, requestsOfQuestion: requests } = assumptions;
  const { writesOfEvent, writesOfNotice, readsOfEvent, readsOfNotice, readsOfRequest } = assumptions;
  const idle = idleUnits(facts);
  const tables = tableUnits(facts, load, questions);
  const writesEach = units.writesOfQuestion + events.value * writesOfEvent.value + notices.value * writesOfNotice.value;
  const readsEach =
    units.readsOfPost +
    (requests.value - 1) * readsOfRequest.value +
    events.value * readsOfEvent.value +
    notices.value * readsOfNotice.value;
  return [
    {
      price: "write-unit",
      quantity: questions * writesEach + idle.writes + tables.writes,
      how: `${plain(questions)} questions × ${plain(writesEach)} (measured ${units.on}: ${units.how}; assumed: ${events.value} events × ${writesOfEvent.value} + ${notices.value} notices × ${writesOfNotice.value}) + ${plain(idle.writes)} of jobs that find nothing + ${plain(tables.writes)} of figures' tables`,
    },
    {
      price: "read-unit",
      quantity: questions * readsEach + idle.reads + tables.reads,
      how: `${plain(questions)} questions × ${plain(readsEach)} (${units.readsOfPost} + ${requests.value - 1} requests × ${readsOfRequest.value} + ${events.value} events × ${readsOfEvent.value} + ${notices.value} notices × ${readsOfNotice.value}) + ${plain(idle.reads)} of jobs that find nothing + ${plain(tables.reads)} of figures over what is open`,
    },
  ];
}

interface Units {
  readonly reads: number;
  readonly writes: number;
}

/** Jobs ask, run after run, while nothing happens. */
function idleUnits({ functions }: Facts): Units {
  const jobs = functions.filter(({ waker }) => waker === "clock");
  const sum = (kind: keyof Units) =>
    jobs.reduce((total, { name, clockRuns }) => total + clockRuns * idleRunOf(name)[kind], 0);
  return { reads: sum("reads"), writes: sum("writes") };
}

/** Each run of figures reads what is open, once an hour the names of the units that have anything, and keeps their rows when they have changed. */
function tableUnits({ functions }: Facts, { portals, questionsPerDay }: Load, questions: number): Units {
  const runs = functions.find(({ name }) => name === "figures")?.clockRuns ?? 0;
  const rows = Math.min(portals, questions);
  const openReads = (questionsPerDay * openDays * openBytes) / readUnitBytes / 2;
  return {
    reads: runs * (openReads + rows / runsOfRememberedNames),
    writes: (runs * assumptions.busyShare.value * rows * assumptions.bytesOfUnitRow.value) / writeUnitBytes,
  };
}

/** Names of units are remembered for an hour: twelve runs. */
const runsOfRememberedNames = 12;

function storageUsage(facts: Facts, { portals }: Load, questions: number): Usage[] {
  const { bytesOfPortal, bytesOfQuestion, monthsKept, indexShare } = assumptions;
  const inTables = (portals * bytesOfPortal.value + questions * monthsKept.value * bytesOfQuestion.value) / 1e9;
  const how = `${plain(portals)} portals × ${plain(bytesOfPortal.value)} bytes + ${plain(questions)} questions × ${monthsKept.value} months × ${plain(bytesOfQuestion.value)} bytes`;
  return [
    {
      price: "table-gigabyte",
      quantity: inTables * (1 + indexShare.value),
      how: `(${how}) × ${1 + indexShare.value} with indexes`,
    },
    {
      price: "recovery-gigabyte",
      quantity: facts.tables === 0 ? 0 : (inTables * facts.recoverableTables) / facts.tables,
      how: `${how}; ${facts.recoverableTables} of ${facts.tables} tables`,
    },
  ];
}
