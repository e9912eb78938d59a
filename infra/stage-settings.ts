/** What the settings of a stage must be. Every wrong one is a sentence that names it; all are told at once. */
import * as z from "zod";
import { regions, regionsCheckedOn } from "./regions.ts";
import type { Stage } from "./stage.ts";

/** The settings of a stage are missing or wrong; the message is for whoever deploys. */
export class StageError extends Error {
  override readonly name = "StageError";
}

/** The stage as it is, if every setting holds. */
export function readyStage(stage: Stage): Stage {
  const faults = faultsOf(stage);
  if (faults.length > 0) {
    throw new StageError(faults.map((fault) => `Stage "${stage.name}" ${fault} (infra/stage.ts).`).join("\n"));
  }
  return stage;
}

const day = z.iso.date();
const address = /^[^\s@<>"]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
/** The numbers of days that CloudWatch Logs takes. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
/** Security logs: 12 months at least. */
const securityLogDays = 365;

function faultsOf(stage: Stage): string[] {
  return [
    ...placeFaults(stage),
    ...dayFaults(stage),
    ...originFaults(stage),
    ...mailFaults(stage),
    ...numberFaults(stage),
    ...addressFaults(stage),
    ...(stage.isProduction ? productionFaults(stage) : []),
  ];
}

/** Scheme and host alone, as a browser sends it. */
const origin = /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d{1,5})?$/;

function originFaults({ uploadOrigins = [] }: Stage): string[] {
  return uploadOrigins
    .filter((one) => !origin.test(one))
    .map((one) => `has "${one}" in uploadOrigins, which is no origin such as https://can-bo.example`);
}

function placeFaults({ region }: Stage): string[] {
  const place = regions[region];
  if (!place) return [`lies in "${region}", which is none of: ${Object.keys(regions).join(", ")}`];
  if (place.lacks.length === 0) return [];
  return [`lies in ${region} (${place.place}), which lacked ${place.lacks.join(" and ")} on ${regionsCheckedOn}`];
}

function dayFaults({ reportsFrom }: Stage): string[] {
  return day.safeParse(reportsFrom).success ? [] : [`has "${reportsFrom}" as reportsFrom, which is no day`];
}

function mailFaults({ mail, alarms }: Stage): string[] {
  const faults: string[] = [];
  if (!address.test(mail.sender)) faults.push(`has "${mail.sender}" as mail.sender, which is no e-mail address`);
  if (!label.test(mail.mailFromLabel))
    faults.push(`has "${mail.mailFromLabel}" as mail.mailFromLabel, which is no label of a domain`);
  for (const subscriber of alarms.subscribers) {
    if (!address.test(subscriber)) faults.push(`has "${subscriber}" in alarms.subscribers, which is no e-mail address`);
  }
  if (new Set(alarms.subscribers).size < alarms.subscribers.length)
    faults.push("names somebody twice in alarms.subscribers");
  return faults;
}

function numberFaults({ mail, throttle, logRetentionDays, budget }: Stage): string[] {
  const faults: string[] = [];
  const above = (name: string, value: number) => {
    if (!(value > 0 && Number.isFinite(value))) faults.push(`has ${value} as ${name}, which must be a number above 0`);
  };
  above("mail.perSecond", mail.perSecond);
  if (mail.perSecond > 0 && mail.perSecond < 1)
    faults.push(`has ${mail.perSecond} as mail.perSecond; SES allows 1 a second at least`);
  above("mail.perDay", mail.perDay);
  above("throttle.rate", throttle.rate);
  above("throttle.burst", throttle.burst);
  if (budget) above("budget.monthlyUsd", budget.monthlyUsd);
  if (!retentions.includes(logRetentionDays)) {
    faults.push(`keeps logs for ${logRetentionDays} days; CloudWatch takes ${retentions.join(", ")}`);
  }
  return faults;
}

/** Addresses that people's tokens, keys and links go by. */
function addressFaults({ oidc, publicUrl, alarms }: Stage): string[] {
  const issuer = oidc.kind === "issuer" ? oidc : undefined;
  const addresses = {
    "oidc.issuer": issuer?.issuer,
    "oidc.jwksUrl": issuer?.jwksUrl,
    publicUrl,
    "alarms.runbook": alarms.runbook,
  };
  const faults: string[] = [];
  for (const [name, value] of Object.entries(addresses)) {
    if (value === undefined || (URL.canParse(value) && new URL(value).protocol === "https:")) continue;
    faults.push(`has "${value}" as ${name}, which is no https address`);
  }
  if (issuer && !issuer.clients.some((client) => client.trim() !== "")) faults.push("names no client in oidc.clients");
  return faults;
}

function productionFaults(stage: Stage): string[] {
  const faults: string[] = [];
  const decision = stage.dataLocationDecision;
  if (!decision?.number.trim() || !day.safeParse(decision.on).success) {
    faults.push("needs the number and the day of the decision on where data lies: set dataLocationDecision");
  }
  if (stage.mail.sender.endsWith(".example")) faults.push("needs an address that mail can come from: set mail.sender");
  if (stage.mail.supportContact.includes(".example")) faults.push("needs an address for help: set mail.supportContact");
  if (!stage.isRetained) faults.push("must keep its tables: set isRetained");
  if (stage.logRetentionDays < securityLogDays) {
    faults.push(`must keep its logs for ${securityLogDays} days or more: set logRetentionDays`);
  }
  if (stage.alarms.subscribers.length === 0) faults.push("tells nobody of its alarms: set alarms.subscribers");
  if (stage.schedules !== "as-declared") faults.push('must run its jobs "as-declared": set schedules');
  return faults;
}
