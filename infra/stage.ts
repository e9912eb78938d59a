/** Typed settings of a stage. The only values that differ between a pilot, a test and the real thing. */
import { readyStage, StageError } from "./stage-settings.ts";

/** Who signs the officers' tokens: a user pool of this stack, or any issuer that publishes its keys. */
export type OidcSetting =
  | { readonly kind: "user-pool" }
  | { readonly kind: "issuer"; readonly issuer: string; readonly jwksUrl: string; readonly clients: readonly string[] };

export interface Stage {
  readonly name: string;
  /** Real citizens' data. Needs the written decision on where data lies (infra/docs/data-location.md). */
  readonly isProduction: boolean;
  readonly dataLocationDecision?: { readonly number: string; readonly on: string };
  /** Where the stack lies: one of infra/regions.ts. */
  readonly region: string;
  /** Tables, logs and users outlive the stack. */
  readonly isRetained: boolean;
  /** Tables and users cannot be deleted, by hand either. Off for the very first deployment: one that fails can then be cleared away. */
  readonly isProtected: boolean;
  /** One of CloudWatch's own numbers. */
  readonly logRetentionDays: number;
  readonly oidc: OidcSetting;
  /** The unit at the root of the tree. */
  readonly provinceUnit: string;
  /** As it stands in letters and mails. */
  readonly provinceName: string;
  /** The unit whose supervisors follow the whole province up. */
  readonly provinceOffice: string;
  /** First day of the data of the first period of reports that is followed here: earlier ones are never opened, so nobody is said to owe them. */
  readonly reportsFrom: string;
  readonly mail: {
    /** From whom mail comes: an address of a domain that SES has verified. */
    readonly sender: string;
    readonly senderName: string;
    /** The label below the sender's domain from which mail is handed over (MAIL FROM), so that SPF holds for that domain. */
    readonly mailFromLabel: string;
    /** Where people get help, as printed at the foot of every mail. */
    readonly supportContact: string;
    /** What SES allows this account: 1 a second and 200 a day until it is out of the sandbox. */
    readonly perSecond: number;
    readonly perDay: number;
  };
  /** What the links in mails begin with. @default the API's own address */
  readonly publicUrl?: string;
  /** The officers' pages that may post files to the bucket from a browser, as `https://host`. @default none */
  readonly uploadOrigins?: readonly string[];
  /** Requests a second over the whole stage, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  /** When jobs run: as functions/jobs.ts says, or all of them every minute (a proof on the real clock). */
  readonly schedules: "as-declared" | "every-minute";
  readonly alarms: {
    /** Who is told of every alarm, by e-mail; each confirms once. */
    readonly subscribers: readonly string[];
    /** Where they read the runbook: an address. @default infra/docs/runbook.md, in the repository */
    readonly runbook?: string;
  };
  /** Warns at 80 % and 100 % of this cost a month, and when the forecast passes it. Needs an account that may see its own bill. @default no budget */
  readonly budget?: { readonly monthlyUsd: number };
}

const base = {
  isProduction: false,
  region: "ap-southeast-1",
  isRetained: false,
  isProtected: false,
  logRetentionDays: 7,
  oidc: { kind: "user-pool" },
  provinceUnit: "ubnd-tinh",
  provinceName: "tỉnh Lào Cai",
  provinceOffice: "van-phong-ubnd-tinh",
  reportsFrom: "2022-12-15",
  mail: {
    sender: "khong-tra-loi@hoi-dap.example",
    senderName: "Hệ thống theo dõi, đôn đốc hỏi đáp",
    mailFromLabel: "thu",
    supportContact: "Văn phòng UBND tỉnh, ho-tro@hoi-dap.example",
    perSecond: 14,
    perDay: 50_000,
  },
  throttle: { rate: 100, burst: 200 },
  schedules: "as-declared",
  alarms: { subscribers: [] },
} as const satisfies Omit<Stage, "name">;

const stages: Readonly<Record<string, Stage>> = {
  /** On one machine, by the local runner: its mail service bears any pace, and a month must pass in seconds. */
  local: { ...base, name: "local", mail: { ...base.mail, perSecond: 1_000 } },
  /** Thrown away after a proof of deployment. */
  test: { ...base, name: "test", schedules: "every-minute" },
  /** With synthetic data only, in an account whose mail is still in SES's sandbox. */
  pilot: {
    ...base,
    name: "pilot",
    reportsFrom: "2026-12-15",
    isRetained: true,
    isProtected: true,
    logRetentionDays: 90,
    mail: { ...base.mail, perSecond: 1, perDay: 200 },
    budget: { monthlyUsd: 30 },
  },
  /** Security logs are kept 12 months and more (infra/docs/data-location.md). */
  production: {
    ...base,
    name: "production",
    reportsFrom: "2026-12-15",
    isProduction: true,
    isRetained: true,
    isProtected: true,
    logRetentionDays: 400,
    budget: { monthlyUsd: 60 },
  },
};

/** The physical name of a table; one line for the stack and for the commands of administrators. */
export function tableNameOf(stage: string, table: string): string {
  return `dondoc-${stage}-${table.toLowerCase()}`;
}

/** The settings of a stage; an unknown name, or a stage with a missing or wrong setting, is refused in a sentence. */
export function stageOf(name: string): Stage {
  const stage = stages[name];
  if (!stage) throw new StageError(`There is no stage "${name}". The stages are: ${Object.keys(stages).join(", ")}.`);
  return readyStage(stage);
}
