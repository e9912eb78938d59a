/** Typed settings of a stage. The only values that differ between a pilot, a test and the real thing. */

/** Who signs the officers' tokens: a user pool of this stack, or any issuer that publishes its keys. */
export type OidcSetting =
  | { readonly kind: "user-pool" }
  | { readonly kind: "issuer"; readonly issuer: string; readonly jwksUrl: string; readonly clients: readonly string[] };

export interface Stage {
  readonly name: string;
  /** Real citizens' data. Needs the written decision on where data lies (infra/docs/data-location.md). */
  readonly isProduction: boolean;
  readonly dataLocationDecision?: { readonly number: string; readonly on: string };
  /** Tables are kept and protected against deletion. */
  readonly isRetained: boolean;
  readonly logRetentionDays: number;
  readonly oidc: OidcSetting;
  /** The unit at the root of the tree. */
  readonly provinceUnit: string;
  /** As it stands in letters and mails. */
  readonly provinceName: string;
  /** The unit whose supervisors follow the whole province up. */
  readonly provinceOffice: string;
  readonly mail: {
    /** From whom mail comes: an address of a domain that SES has verified. */
    readonly sender: string;
    readonly senderName: string;
    /** Where people get help, as printed at the foot of every mail. */
    readonly supportContact: string;
  };
  /** What the links in mails begin with. @default the API's own address */
  readonly publicUrl?: string;
  /** Requests a second over the whole stage, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
}

const base = {
  isProduction: false,
  isRetained: false,
  logRetentionDays: 7,
  oidc: { kind: "user-pool" },
  provinceUnit: "ubnd-tinh",
  provinceName: "tỉnh Lào Cai",
  provinceOffice: "van-phong-ubnd-tinh",
  mail: {
    sender: "khong-tra-loi@hoi-dap.example",
    senderName: "Hệ thống theo dõi, đôn đốc hỏi đáp",
    supportContact: "Văn phòng UBND tỉnh, ho-tro@hoi-dap.example",
  },
  throttle: { rate: 100, burst: 200 },
} as const;

const stages: Readonly<Record<string, Stage>> = {
  /** On one machine, by the local runner. */
  local: { ...base, name: "local" },
  /** Thrown away after a proof of deployment. */
  test: { ...base, name: "test" },
  /** With synthetic data only. */
  pilot: { ...base, name: "pilot", isRetained: true, logRetentionDays: 90 },
  /** Security logs are kept 12 months and more (infra/docs/data-location.md). */
  production: { ...base, name: "production", isProduction: true, isRetained: true, logRetentionDays: 400 },
};

/** The physical name of a table; one line for the stack and for the commands of administrators. */
export function tableNameOf(stage: string, table: string): string {
  return `dondoc-${stage}-${table.toLowerCase()}`;
}

export class StageError extends Error {
  override readonly name = "StageError";
}

/** The settings of a stage; an unknown name, or a production stage that is not ready, is refused in one sentence. */
export function stageOf(name: string): Stage {
  const stage = stages[name];
  if (!stage) throw new StageError(`There is no stage "${name}". The stages are: ${Object.keys(stages).join(", ")}.`);
  return readyStage(stage);
}

/** A production stage needs its decision and a sender's address of its own. */
export function readyStage(stage: Stage): Stage {
  if (stage.isProduction && !stage.dataLocationDecision) {
    throw new StageError(
      `Stage "${stage.name}" needs the number and the day of the decision on where data lies: set dataLocationDecision in infra/stage.ts.`,
    );
  }
  if (stage.isProduction && stage.mail.sender.endsWith(".example")) {
    throw new StageError(`Stage "${stage.name}" needs an address that mail can come from: set mail in infra/stage.ts.`);
  }
  return stage;
}
