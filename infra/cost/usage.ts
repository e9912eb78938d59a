/** How much of everything a month uses: the template's counts times a load. Pure; every quantity says how it was got. */
import { assumptions, daysOfMonth, minutesOfMonth } from "./assumptions.ts";
import { databaseUsage } from "./database-usage.ts";
import type { Facts } from "./facts.ts";
import { functionUsage, runsOf } from "./function-usage.ts";
import type { MeasuredUnits } from "./measured.ts";
import { type Load, plain, type Usage } from "./quantity.ts";
import { mailsOf, requestsOf, type Work, workOf } from "./work.ts";

/** What a month uses of everything that has a price. */
export function usageOf(facts: Facts, load: Load, units: MeasuredUnits): Usage[] {
  const work = workOf(load);
  return [
    ...watchingUsage(facts, work),
    ...logUsage(facts, work),
    ...functionUsage(facts, work),
    ...databaseUsage(facts, load, work, units),
    ...messageUsage(facts, work),
    ...requestUsage(facts, load, work),
  ];
}

function watchingUsage(facts: Facts, work: Work): Usage[] {
  const busy = requestsOf(work) > 0 ? facts.busyMetrics.length : 0;
  return [
    { price: "alarm", quantity: facts.alarmMetrics, how: "counted in the template" },
    { price: "fast-alarm", quantity: facts.fastAlarmMetrics, how: "counted in the template" },
    { price: "composite-alarm", quantity: facts.compositeAlarms, how: "counted in the template" },
    { price: "dashboard", quantity: facts.dashboards, how: "counted in the template" },
    {
      price: "large-dashboard",
      quantity: facts.largeDashboards,
      how: "counted in the template; only smaller ones are free",
    },
    {
      price: "metric",
      quantity: facts.steadyMetrics.length + busy,
      how: `${facts.steadyMetrics.length} shown or watched by name${busy > 0 ? `, ${busy} measured out of the logs` : ""}; ${facts.rareMetrics.length - busy} more are made of log lines and cost 0.0004 USD in an hour in which theirs is written`,
    },
  ];
}

function logUsage(facts: Facts, work: Work): Usage[] {
  const runs = runsOf(facts, work).reduce((total, one) => total + one.runs, 0);
  const requests = requestsOf(work);
  const { bytesOfRun, bytesOfAccess, keptShareOfLogs } = assumptions;
  const written = (runs * bytesOfRun.value + requests * bytesOfAccess.value) / 1e9;
  const months = facts.logRetentionDays / daysOfMonth;
  return [
    {
      price: "log-gigabyte",
      quantity: written,
      how: `${plain(runs)} runs × ${bytesOfRun.value} bytes + ${plain(requests)} requests × ${bytesOfAccess.value} bytes`,
    },
    {
      price: "kept-log-gigabyte",
      quantity: written * months * keptShareOfLogs.value,
      how: `${plain(written)} GB × ${facts.logRetentionDays} days kept × ${keptShareOfLogs.value} (compressed)`,
    },
  ];
}

function messageUsage(facts: Facts, work: Work): Usage[] {
  const { pollers, pollsOfMinute, mailEvents, alarmsRung } = assumptions;
  const polls = facts.polledQueues * pollers.value * pollsOfMinute.value * minutesOfMonth;
  const looks = facts.functions.find(({ name }) => name === "notice-dispatch")?.clockRuns ?? 0;
  const mails = mailsOf(work);
  const messages = mails * (1 + mailEvents.value) + work.obligations * assumptions.documentsOfObligation.value;
  const rings = alarmsRung.value * 2;
  return [
    {
      price: "queue-request",
      quantity: polls + looks + 3 * messages,
      how: `${facts.polledQueues} queues × ${pollers.value} pollers × ${pollsOfMinute.value} a minute × ${plain(minutesOfMonth)} + ${plain(looks)} looks of notice-dispatch + 3 × ${plain(messages)} messages`,
    },
    {
      price: "topic-request",
      quantity: mails * mailEvents.value + rings,
      how: `${plain(mails)} mails × ${mailEvents.value} events + ${rings} changes of alarms`,
    },
    {
      price: "topic-mail",
      quantity: rings * facts.mailedSubscribers,
      how: `${rings} changes of alarms × ${facts.mailedSubscribers} subscribers`,
    },
    {
      price: "mail",
      quantity: mails,
      how: eachOf(work, "mails"),
    },
    {
      price: "key",
      quantity: facts.keys,
      how: "counted in the template; rotated keys cost as much again after a year, twice at most",
    },
    keyUsage(facts, work, facts.keys > 0 ? mails * mailEvents.value + rings : 0),
  ];
}

/** Uses of keys: of the tables', as often as they are not remembered, and two for each message through a topic under a key. */
function keyUsage(facts: Facts, work: Work, messages: number): Usage {
  const { tablesOfRun, minutesOfKey } = assumptions;
  const most = minutesOfMonth / minutesOfKey.value;
  const fresh = runsOf(facts, work).reduce((total, { runs }) => total + Math.min(runs, most), 0);
  const tables = facts.keyedTables > 0 ? tablesOfRun.value : 0;
  return {
    price: "key-request",
    quantity: fresh * tables + messages * 2,
    how: `${plain(fresh)} runs that find no remembered key (of each function one in ${minutesOfKey.value} minutes at most) × ${tables} tables + ${plain(messages)} messages of topics × 2`,
  };
}

function requestUsage(facts: Facts, load: Load, work: Work): Usage[] {
  const { bytesOfAnswer, lookers, officersOfPortal } = assumptions;
  const requests = requestsOf(work);
  const officers = requests > 0 ? load.portals * officersOfPortal.value : 0;
  const people = facts.userPools > 0 ? lookers.value + officers : 0;
  const { obligations } = work;
  const { bytesOfAttachments, readsOfAttachments } = assumptions;
  const attached = obligations * bytesOfAttachments.value * readsOfAttachments.value;
  return [
    {
      price: "request",
      quantity: requests,
      how: eachOf(work, "requests"),
    },
    {
      price: "active-user",
      quantity: people,
      how: facts.userPools > 0 ? `${lookers.value} who look in + ${officers} officers` : "the issuer is not ours",
    },
    fileUsage(facts, load),
    {
      price: "sent-gigabyte",
      quantity: (requests * bytesOfAnswer.value + attached) / 1e9,
      how: `${plain(requests)} answers × ${plain(bytesOfAnswer.value)} bytes + files of ${plain(obligations)} reports, ${plain(bytesOfAttachments.value)} bytes, ${readsOfAttachments.value} times`,
    },
  ];
}

/** What comes of each kind of work, as a sum. */
function eachOf({ questions, obligations, evaluations }: Work, what: "mails" | "requests"): string {
  const { value: ofQuestion } = assumptions[`${what}OfQuestion`];
  const { value: ofObligation } = assumptions[`${what}OfObligation`];
  const { value: ofEvaluation } = assumptions[`${what}OfEvaluation`];
  return `${plain(questions)} questions × ${ofQuestion} + ${plain(obligations)} reports × ${ofObligation} + ${plain(evaluations)} evaluations × ${ofEvaluation}`;
}

/** Code, and what a year of reports and results leaves in the bucket; requests to it are some thousand, and less than a cent. */
function fileUsage({ buckets }: Facts, { obligationsPerYear, evaluationsPerYear }: Load): Usage {
  const { assetGigabytes, bytesOfAttachments, bytesOfSnapshot } = assumptions;
  const kept = obligationsPerYear * bytesOfAttachments.value + evaluationsPerYear * bytesOfSnapshot.value;
  return {
    price: "file-gigabyte",
    quantity: assetGigabytes.value + (buckets > 0 ? kept / 1e9 : 0),
    how: `${assetGigabytes.value} GB: ${assetGigabytes.why}; ${plain(obligationsPerYear)} reports × ${plain(bytesOfAttachments.value)} bytes + ${plain(evaluationsPerYear)} evaluations × ${plain(bytesOfSnapshot.value)} bytes, after a year`,
  };
}
