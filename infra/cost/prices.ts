/**
 * What AWS asks in ap-southeast-1, as dated data. `on` is the day on which the source said so, not the day on which anybody looked.
 * Nobody here could open AWS's own pages: "quoted" prices were read in a published list of AWS's Price List; "to-be-checked" ones stand
 * on memory or on another region's price, and are to be looked at before a budget is made of them.
 */

export const priceRegion = "ap-southeast-1";

/** One price: so many USD for so many of a unit. */
export interface Price {
  readonly service: ServiceName;
  /** What is counted, in the plural. */
  readonly unit: string;
  readonly usd: number;
  /** For so many units at once. @default 1 */
  readonly per?: number;
  /** The day of the source. */
  readonly on: string;
  readonly source: string;
  readonly standing: "quoted" | "to-be-checked";
}

/** In the order in which a bill is read. */
export const services = [
  "CloudWatch",
  "Lambda",
  "DynamoDB",
  "SQS and SNS",
  "SES",
  "API Gateway",
  "Cognito",
  "KMS",
  "S3 and transfer",
] as const;
export type ServiceName = (typeof services)[number];

const list = (usageType: string) => `AWS Price List, usage type ${usageType}, as quoted in a public report of that day`;
const page = (path: string) => `https://aws.amazon.com/${path}/pricing/`;
const million = 1_000_000;
const quoted = { on: "2026-08-12", standing: "quoted" } as const;
const unchecked = { on: "2026-11-24", standing: "to-be-checked" } as const;

export const prices = {
  alarm: {
    ...quoted,
    service: "CloudWatch",
    unit: "metrics watched by alarms",
    usd: 0.1,
    source: list("APS1-CW:AlarmMonitorUsage"),
  },
  "fast-alarm": {
    ...unchecked,
    service: "CloudWatch",
    unit: "metrics watched every 10 or 30 seconds",
    usd: 0.3,
    source: page("cloudwatch"),
  },
  "composite-alarm": {
    ...unchecked,
    service: "CloudWatch",
    unit: "composite alarms",
    usd: 0.5,
    source: `${page("cloudwatch")}; the same in all regions, from memory and a third party's list of 2026`,
  },
  dashboard: {
    ...quoted,
    service: "CloudWatch",
    unit: "dashboards",
    usd: 3,
    source: `${page("cloudwatch")}, as quoted in a public report of that day`,
  },
  "large-dashboard": {
    ...quoted,
    service: "CloudWatch",
    unit: "dashboards of more than 50 metrics",
    usd: 3,
    source: `${page("cloudwatch")}, as quoted in a public report of that day; none of these is free`,
  },
  metric: {
    ...unchecked,
    service: "CloudWatch",
    unit: "custom metrics",
    usd: 0.3,
    source: `${page("cloudwatch")}; a bill for Singapore of 05/2025 says the same`,
  },
  "log-gigabyte": {
    ...quoted,
    service: "CloudWatch",
    unit: "GB of logs written",
    usd: 0.7,
    source: list("APS1-DataProcessing-Bytes"),
  },
  "kept-log-gigabyte": {
    ...quoted,
    service: "CloudWatch",
    unit: "GB of logs kept",
    usd: 0.03,
    source: list("APS1-TimedStorage-ByteHrs"),
  },
  call: {
    ...quoted,
    service: "Lambda",
    unit: "runs of functions",
    usd: 0.2,
    per: million,
    source: list("APS1-Request-ARM"),
  },
  "gigabyte-second": {
    ...quoted,
    service: "Lambda",
    unit: "GB-seconds",
    usd: 0.0000133334,
    source: list("APS1-Lambda-GB-Second-ARM"),
  },
  "write-unit": {
    ...unchecked,
    service: "DynamoDB",
    unit: "write units",
    usd: 0.7115,
    per: million,
    source: `${page("dynamodb")}; half of what Singapore cost before 11/2024, from memory`,
  },
  "read-unit": {
    ...unchecked,
    service: "DynamoDB",
    unit: "read units",
    usd: 0.1425,
    per: million,
    source: `${page("dynamodb")}; half of what Singapore cost before 11/2024, from memory`,
  },
  "table-gigabyte": {
    ...unchecked,
    service: "DynamoDB",
    unit: "GB in tables and indexes",
    usd: 0.285,
    source: `${page("dynamodb")}, from memory`,
  },
  "recovery-gigabyte": {
    ...unchecked,
    service: "DynamoDB",
    unit: "GB recoverable to the second",
    usd: 0.228,
    source: `${page("dynamodb")}, from memory; indexes are not counted`,
  },
  "queue-request": {
    ...unchecked,
    service: "SQS and SNS",
    unit: "requests to queues",
    usd: 0.4,
    per: million,
    source: `${page("sqs")}, from memory`,
  },
  "topic-request": {
    ...unchecked,
    service: "SQS and SNS",
    unit: "messages through topics",
    usd: 0.5,
    per: million,
    source: `${page("sns")}, from memory; on to a queue they go for nothing`,
  },
  "topic-mail": {
    ...unchecked,
    service: "SQS and SNS",
    unit: "mails of topics",
    usd: 2,
    per: 100_000,
    source: `${page("sns")}, from memory`,
  },
  mail: { ...unchecked, service: "SES", unit: "mails", usd: 0.1, per: 1_000, source: `${page("ses")}, from memory` },
  request: {
    ...unchecked,
    service: "API Gateway",
    unit: "requests to the HTTP API",
    usd: 1.25,
    per: million,
    source: `${page("api-gateway")}, from memory`,
  },
  "active-user": {
    ...unchecked,
    service: "Cognito",
    unit: "people who signed in (Essentials)",
    usd: 0.015,
    source: `${page("cognito")}, from memory`,
  },
  key: {
    ...quoted,
    service: "KMS",
    unit: "keys of our own",
    usd: 1,
    source: list("ap-southeast-1-KMS-Keys"),
  },
  "key-request": {
    ...quoted,
    service: "KMS",
    unit: "uses of a key",
    usd: 0.000003,
    source: list("ap-southeast-1-KMS-Requests"),
  },
  "file-gigabyte": {
    ...quoted,
    service: "S3 and transfer",
    unit: "GB of files",
    usd: 0.025,
    source: list("APS1-TimedStorage-ByteHrs"),
  },
  "sent-gigabyte": {
    ...quoted,
    service: "S3 and transfer",
    unit: "GB sent to the internet",
    usd: 0.12,
    source: list("APS1-DataTransfer-Out-Bytes"),
  },
} as const satisfies Record<string, Price>;
export type PriceName = keyof typeof prices;

/**
 * What an account has for nothing every month, for ever. All stages of an account share it. What only new accounts have is not here:
 * see `newAccounts`.
 */
export const alwaysFree: Readonly<Partial<Record<PriceName, number>>> = {
  alarm: 10,
  dashboard: 3,
  metric: 10,
  "log-gigabyte": 5,
  "kept-log-gigabyte": 5,
  call: million,
  "gigabyte-second": 400_000,
  "table-gigabyte": 25,
  "queue-request": million,
  "topic-request": million,
  "topic-mail": 1_000,
  "active-user": 10_000,
  "key-request": 20_000,
  "sent-gigabyte": 100,
};
/** CloudWatch's was confirmed on a live account on that day; the others are AWS's published offers, the user pool's from its own page. */
export const alwaysFreeOn = "2026-08-12";

/** What only new accounts have for nothing; it is never taken off. */
export const newAccounts =
  "Not taken off: what only new accounts have (since 15/07/2025 up to 200 USD of credits, for at most 12 months; before, a million HTTP API requests, 3,000 mails and 5 GB of files a month for the first year).";
