/** Units and bytes of DynamoDB: what questions write, what jobs ask for while nothing happens, what is kept. */
import { assumptions, idleRunOf } from "./assumptions.ts";
import type { Facts } from "./facts.ts";
import type { MeasuredUnits } from "./measured.ts";
import { type Load, plain, type Usage } from "./quantity.ts";
import type { Work } from "./work.ts";

/** Bytes of an open question, or an obligation, in an index, and the working days for which it stays there. */
const openBytes = 400;
const openDays = 7;
/** Dates of a year on which periods close. */
const datesOfYear = 4;
const readUnitBytes = 4_096;
const writeUnitBytes = 1_024;

export function databaseUsage(facts: Facts, load: Load, work: Work, units: MeasuredUnits): Usage[] {
  return [...unitUsage(facts, load, work, units), ...storageUsage(facts, load, work)];
}

function unitUsage(facts: Facts, load: Load, work: Work, units: MeasuredUnits): Usage[] {
  const { eventsOfQuestion: events, mailsOfQuestion: notices, requestsOfQuestion: requests } = assumptions;
  const { writesOfEvent, writesOfNotice, readsOfEvent, readsOfNotice, readsOfRequest } = assumptions;
  const { questions, obligations, evaluations } = work;
  const [reports, scores] = [reportUnits(), scoreUnits()];
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
      quantity:
        questions * writesEach +
        obligations * reports.writes +
        evaluations * scores.writes +
        idle.writes +
        tables.writes,
      how: `${plain(questions)} questions × ${plain(writesEach)} (measured ${units.on}: ${units.how}; assumed: ${events.value} events × ${writesOfEvent.value} + ${notices.value} notices × ${writesOfNotice.value}) + ${plain(obligations)} reports × ${plain(reports.writes)} + ${plain(evaluations)} evaluations × ${plain(scores.writes)} (assumed) + ${plain(idle.writes)} of jobs that find nothing + ${plain(tables.writes)} of figures' tables`,
    },
    {
      price: "read-unit",
      quantity:
        questions * readsEach + obligations * reports.reads + evaluations * scores.reads + idle.reads + tables.reads,
      how: `${plain(questions)} questions × ${plain(readsEach)} (${units.readsOfPost} + ${requests.value - 1} requests × ${readsOfRequest.value} + ${events.value} events × ${readsOfEvent.value} + ${notices.value} notices × ${readsOfNotice.value}) + ${plain(obligations)} reports × ${plain(reports.reads)} + ${plain(evaluations)} evaluations × ${plain(scores.reads)} + ${plain(idle.reads)} of jobs that find nothing + ${plain(tables.reads)} of figures over what is open and what was owed last`,
    },
  ];
}

interface Units {
  readonly reads: number;
  readonly writes: number;
}

/** Of one obligation from its opening to its acceptance, with what follows its events. */
function reportUnits(): Units {
  const { writesOfObligation, readsOfObligation, eventsOfObligation: events, mailsOfObligation: mails } = assumptions;
  const { writesOfEvent, writesOfNotice, readsOfEvent, readsOfNotice } = assumptions;
  return {
    writes: writesOfObligation.value + events.value * writesOfEvent.value + mails.value * writesOfNotice.value,
    reads: readsOfObligation.value + events.value * readsOfEvent.value + mails.value * readsOfNotice.value,
  };
}

/** Of one evaluation from its opening to its final result, with what follows its events. */
function scoreUnits(): Units {
  const { writesOfEvaluation, readsOfEvaluation, eventsOfEvaluation: events, mailsOfEvaluation: mails } = assumptions;
  const { writesOfEvent, writesOfNotice, readsOfEvent, readsOfNotice } = assumptions;
  return {
    writes: writesOfEvaluation.value + events.value * writesOfEvent.value + mails.value * writesOfNotice.value,
    reads: readsOfEvaluation.value + events.value * readsOfEvent.value + mails.value * readsOfNotice.value,
  };
}

/** Jobs ask, run after run, while nothing happens. */
function idleUnits({ functions }: Facts): Units {
  const jobs = functions.filter(({ waker }) => waker === "clock");
  const sum = (kind: keyof Units) =>
    jobs.reduce((total, { name, clockRuns }) => total + clockRuns * idleRunOf(name)[kind], 0);
  return { reads: sum("reads"), writes: sum("writes") };
}

/** Each run of figures reads what is open, once an hour the names of the units that have anything, and keeps their rows when they have changed. */
function tableUnits(
  { functions }: Facts,
  { portals, questionsPerDay, obligationsPerYear }: Load,
  questions: number,
): Units {
  const runs = functions.find(({ name }) => name === "figures")?.clockRuns ?? 0;
  const rows = Math.min(portals, questions);
  const hourly = runs / runsOfAnHour;
  const closedReads = ((obligationsPerYear / datesOfYear) * openBytes) / readUnitBytes / 2;
  const openReads = (questionsPerDay * openDays * openBytes) / readUnitBytes / 2;
  return {
    reads: runs * openReads + hourly * (rows + closedReads),
    writes: (runs * assumptions.busyShare.value * rows * assumptions.bytesOfUnitRow.value) / writeUnitBytes,
  };
}

/** Names of units, and the reports of the periods that closed last, are read once an hour: once in twelve runs. */
const runsOfAnHour = 12;

function storageUsage(facts: Facts, load: Load, { questions }: Work): Usage[] {
  const { portals, obligationsPerYear, evaluationsPerYear } = load;
  const { bytesOfPortal, bytesOfQuestion, bytesOfObligation, bytesOfEvaluation, monthsKept, indexShare } = assumptions;
  const months = monthsKept.value;
  const inTables =
    (portals * bytesOfPortal.value +
      questions * months * bytesOfQuestion.value +
      (obligationsPerYear / 12) * months * bytesOfObligation.value +
      (evaluationsPerYear / 12) * months * bytesOfEvaluation.value) /
    1e9;
  const how = `${plain(portals)} portals × ${plain(bytesOfPortal.value)} bytes + ${plain(questions)} questions × ${months} months × ${plain(bytesOfQuestion.value)} bytes + ${plain(obligationsPerYear)} reports a year × ${plain(bytesOfObligation.value)} bytes + ${plain(evaluationsPerYear)} evaluations a year × ${plain(bytesOfEvaluation.value)} bytes`;
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
