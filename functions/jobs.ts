/** Everything that runs without being called over HTTP: jobs by cron, consumers of the events' stream, workers of queues. One list each. */

/** A job: when it runs (cron rules of EventBridge, in UTC), and what is lost while it fails. It asks what is due, never what hour it is. */
export interface Job {
  readonly cron: { readonly minute: string; readonly hour?: string };
  /** Seconds between two runs. */
  readonly everySeconds: number;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes?: number;
  readonly errorImpact: string;
}

export const jobs = {
  "deadline-sweep": {
    cron: { minute: "0/5" },
    everySeconds: 300,
    timeoutSeconds: 240,
    memoryMegabytes: 1024,
    errorImpact: "Deadlines are not being checked: nobody is reminded of what is due.",
  },
  "notice-dispatch": {
    cron: { minute: "*" },
    everySeconds: 60,
    timeoutSeconds: 50,
    errorImpact: "Planned notices do not leave.",
  },
  "catch-up": {
    cron: { minute: "0/5" },
    everySeconds: 300,
    timeoutSeconds: 240,
    errorImpact: "Events that the stream lost are not made up for: notices and figures may be missing.",
  },
  figures: {
    cron: { minute: "0/5" },
    everySeconds: 300,
    timeoutSeconds: 60,
    errorImpact: "The dashboard's figures and tables stand still.",
  },
  /** Last: what fires at the same moment on one machine goes first. */
  watcher: {
    cron: { minute: "0/5" },
    everySeconds: 300,
    timeoutSeconds: 60,
    errorImpact: "Nobody would be told that deadlines are not being checked or that notices do not leave.",
  },
  "scoring-rounds": {
    cron: { minute: "*" },
    everySeconds: 60,
    timeoutSeconds: 55,
    memoryMegabytes: 1769,
    errorImpact: "Score periods are not opened, and results that were published or decided do not reach the bodies.",
  },
  integrity: {
    cron: { minute: "20" },
    everySeconds: 3600,
    timeoutSeconds: 240,
    memoryMegabytes: 1024,
    errorImpact: "What deserves a second look before results are decided is not being gathered.",
  },
  "reports-opening": {
    cron: { minute: "10" },
    everySeconds: 3600,
    timeoutSeconds: 240,
    memoryMegabytes: 1024,
    errorImpact: "Periods of reports are not opened or closed: nobody sees what is owed, nor is reminded of it.",
  },
} as const satisfies Record<string, Job>;
export type JobName = keyof typeof jobs;

/** A consumer of the stream of events. At most two read one stream. */
export interface StreamConsumer {
  readonly timeoutSeconds: number;
  readonly errorImpact: string;
}

export const consumers = {
  notices: {
    timeoutSeconds: 60,
    errorImpact: "Nobody is told of what happens: no receipts, no reminders, no answers by mail.",
  },
  tallies: { timeoutSeconds: 60, errorImpact: "The figures of the dashboards stand still." },
} as const satisfies Record<string, StreamConsumer>;
export type ConsumerName = keyof typeof consumers;

/** A worker of a queue. */
export interface QueueWorker {
  readonly queue: "mail" | "mail-feedback" | "documents";
  /** How many batches are worked on at the same time: the pace. */
  readonly atOnce: number;
  /** Messages handed over together: as many as fit into the time limit, each at its slowest. */
  readonly batchSize: number;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes?: number;
  readonly errorImpact: string;
}

export const workers = {
  "mail-sender": {
    queue: "mail",
    atOnce: 2,
    batchSize: 2,
    timeoutSeconds: 30,
    errorImpact: "Mail does not leave.",
  },
  "mail-feedback": {
    queue: "mail-feedback",
    atOnce: 2,
    batchSize: 10,
    timeoutSeconds: 30,
    errorImpact: "Deliveries and bounces are not taken note of; unknown sends stay unknown.",
  },
  "document-worker": {
    queue: "documents",
    atOnce: 2,
    batchSize: 1,
    timeoutSeconds: 120,
    memoryMegabytes: 1024,
    errorImpact: "Lists and documents that officers asked for are not made.",
  },
} as const satisfies Record<string, QueueWorker>;
export type WorkerName = keyof typeof workers;

/** A table or picture of the dashboard that a function draws; CloudWatch calls it with the rights of whoever looks. */
export interface Widget {
  readonly timeoutSeconds: number;
  readonly errorImpact: string;
}

export const widgets = {
  widgets: { timeoutSeconds: 10, errorImpact: "The dashboard's tables are not shown." },
} as const satisfies Record<string, Widget>;
export type WidgetName = keyof typeof widgets;
