/** The options of the command. */
import { parseArgs } from "node:util";
import { AdminFailure } from "./failure.ts";

export interface AdminOptions {
  readonly stage: string;
  readonly fullName: string;
  readonly email: string;
  readonly title: string;
  /** Of the officer. @default `<province office>.administrator` */
  readonly id: string | undefined;
  /** Of a login that exists already, at the issuer of the stage or at `issuer`. */
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  readonly userPool: string | undefined;
  readonly endpoint: string | undefined;
  readonly invitesAgain: boolean;
  readonly isDryRun: boolean;
}

export const usage = `npm run admin:first -- --stage NAME --name "HỌ VÀ TÊN" --email ADDRESS [--dry-run]

Makes the first administrator of a fresh stack, with your own AWS credentials: the login in the stage's user pool (invited by mail),
and the role of administrator at the province's office from today, in the register. Refuses where there is an administrator.
Run again after a run that broke off, it goes on from there.
  --dry-run          check everything and write nothing
  --title TEXT       the person's title (Quản trị hệ thống)
  --id ID            the officer's id in the register (PROVINCE-OFFICE.administrator)
  --invite-again     send the invitation again: its password is good for three days
  --subject ID       a login that exists already at the issuer of the stage's settings
  --issuer URL       the issuer of that login, where it is not the stage's own
  --user-pool ID     which pool, where several bear the stage's name
  --endpoint URL     another engine than AWS`;

/** Reads the options; what is wrong with them is one sentence. */
export function readOptions(args: readonly string[]): AdminOptions | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  const { stage, name, email, issuer, subject, endpoint } = values;
  if (!stage) throw new AdminFailure("Name the stage with --stage NAME.");
  if (!name) throw new AdminFailure('Say who it is with --name "HỌ VÀ TÊN".');
  if (!email) throw new AdminFailure("Say where their mail goes with --email ADDRESS.");
  if (issuer !== undefined && subject === undefined)
    throw new AdminFailure("--issuer goes with --subject: the login must exist there.");
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw new AdminFailure(`"${endpoint}" is no address for --endpoint.`);
  return {
    stage,
    fullName: name,
    email,
    title: values.title ?? "Quản trị hệ thống",
    id: values.id,
    subject,
    issuer,
    userPool: values["user-pool"],
    endpoint,
    invitesAgain: values["invite-again"] ?? false,
    isDryRun: values["dry-run"] ?? false,
  };
}

function parsed(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        stage: text,
        name: text,
        email: text,
        title: text,
        id: text,
        subject: text,
        issuer: text,
        "user-pool": text,
        endpoint: text,
        "invite-again": flag,
        "dry-run": flag,
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new AdminFailure(error instanceof Error ? error.message : String(error));
  }
}
