/** The command: checks first, then the login, then the register; each step is passed over where it is done already. */
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { LoadDeps, Loading } from "../../shared/register/load.ts";
import type { Verdict } from "../../shared/register/rows.ts";
import { type Stage, stageOf } from "../stage.ts";
import { StageError } from "../stage-settings.ts";
import { AdminFailure, sentenceOf } from "./failure.ts";
import type { Login, Logins } from "./logins.ts";
import { type AdminOptions, readOptions, usage } from "./options.ts";
import { administratorsFrom, type Person, register } from "./registering.ts";

export interface AdminOutside {
  /** The tables of the stage; called once the options are sound. */
  register(stage: Stage, options: AdminOptions): LoadDeps;
  /** Where the person signs in. */
  logins(stage: Stage, options: AdminOptions): Promise<Logins>;
  readonly clock: Clock;
  print(line: string): void;
  complain(line: string): void;
}

/** Runs the command. Answers its exit code. */
export async function adminCommand(args: readonly string[], outside: AdminOutside): Promise<0 | 1> {
  let stage = "";
  try {
    const options = readOptions(args);
    if (options === "help") {
      outside.print(usage);
      return 0;
    }
    stage = options.stage;
    await makeAdministrator(options, stageOf(stage), outside);
    return 0;
  } catch (error) {
    const known = error instanceof AdminFailure || error instanceof StageError;
    const sentence = known ? error.message : sentenceOf(error, stage);
    if (sentence === undefined) throw error;
    outside.complain(sentence);
    return 1;
  }
}

async function makeAdministrator(options: AdminOptions, stage: Stage, outside: AdminOutside): Promise<void> {
  const { clock, print } = outside;
  const deps = outside.register(stage, options);
  const logins = await outside.logins(stage, options);
  const person = personOf(options, stage);
  const known = await logins.find(person.email);
  const loading: Loading = { by: { kind: "system", id: "first-admin" }, now: clock.now(), isDryRun: options.isDryRun };
  if (await isAdministrator(person, known, deps, loading)) {
    if (options.invitesAgain) await inviteAgain(options, logins, print);
    print(`${person.id} is administrator already, with this login. Nothing was changed.`);
    return;
  }
  // Whatever the register would refuse is found before a login is made and a mail is sent.
  const check = await register(person, known ?? notYet, stage.provinceOffice, deps, { ...loading, isDryRun: true });
  refuseUnlessAdded(check, stage);
  if (options.isDryRun) {
    print(
      known
        ? `The login of ${person.email} exists.`
        : `A login would be made for ${person.email}, and invited by mail.`,
    );
    print(
      `${person.id} would be registered as administrator at ${stage.provinceOffice}. Dry run: nothing was written.`,
    );
    return;
  }
  const login = known ?? (await logins.create(person.email, person.fullName));
  print(
    known
      ? `The login of ${person.email} was there already.`
      : `A login was made for ${person.email}; the invitation is on its way.`,
  );
  if (known && options.invitesAgain) await inviteAgain(options, logins, print);
  refuseUnlessAdded(await register(person, login, stage.provinceOffice, deps, loading), stage);
  print(`${person.id} is administrator at ${stage.provinceOffice} from ${dayAt(loading.now)} on.`);
}

/** In place of a login that is not made yet, for the checks alone. */
const notYet: Login = { issuer: "https://login.invalid/", subject: "not-yet" };

function personOf({ id, fullName, title, email }: AdminOptions, stage: Stage): Person {
  return { id: id ?? `${stage.provinceOffice}.administrator`, fullName, title, email };
}

/** Whether this very person is administrator; anybody else who is one stops the command. */
async function isAdministrator(
  person: Person,
  login: Login | undefined,
  { store }: LoadDeps,
  { now }: Loading,
): Promise<boolean> {
  const administrators = await administratorsFrom(store, dayAt(now));
  const other = administrators.find(
    ({ id, issuer, subject }) => id !== person.id || issuer !== login?.issuer || subject !== login.subject,
  );
  if (other)
    throw new AdminFailure(
      `There is an administrator already: ${other.id}. They give further roles through the API (PUT /v1/officers/{id}).`,
    );
  if (administrators.length > 0) return true;
  if (await store.get("officer", person.id))
    throw new AdminFailure(
      `The register has an officer ${person.id} already, who is no administrator; choose another id with --id.`,
    );
  return false;
}

async function inviteAgain(
  { email, isDryRun }: AdminOptions,
  logins: Logins,
  print: (line: string) => void,
): Promise<void> {
  if (!isDryRun) await logins.inviteAgain(email);
  print(`${isDryRun ? "Would send" : "Sent"} the invitation to ${email} again.`);
}

function refuseUnlessAdded({ verdict, errors = [] }: Verdict, stage: Stage): void {
  if (verdict === "added") return;
  if (errors.some(({ code }) => code === "unit-unknown"))
    throw new AdminFailure(
      `The register of stage "${stage.name}" has no unit ${stage.provinceOffice}, where the role would be held; load the units first (npm run load).`,
    );
  const whys = errors.map(({ path, detailEn }) => (path === "" ? detailEn : `${path}: ${detailEn}`));
  throw new AdminFailure(`The register refuses: ${whys.join(" ")}`);
}
