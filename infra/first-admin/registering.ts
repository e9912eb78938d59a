/** The register's part: who is administrator already, and the new one through the same door as every load. */
import type { Officer } from "../../shared/access/officer.ts";
import { type Day, dayAt } from "../../shared/calendar/province-time.ts";
import type { Loading } from "../../shared/register/load.ts";
import { type LoadDeps, loadRegister } from "../../shared/register/load.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import type { Verdict } from "../../shared/register/rows.ts";
import type { Login } from "./logins.ts";

/** Who becomes administrator, without their login. */
export interface Person {
  readonly id: string;
  readonly fullName: string;
  readonly title: string;
  readonly email: string;
}

/** Officers who are administrators on a day or will be after it. */
export async function administratorsFrom(store: Pick<RegisterStore, "list">, day: Day): Promise<Officer[]> {
  const found: Officer[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list("officer", { limit: 200, ...(cursor !== undefined && { cursor }) });
    found.push(
      ...page.items.map(({ value }) => value).filter(({ grants }) => grants.some((grant) => holds(grant, day))),
    );
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

function holds({ role, to }: Officer["grants"][number], day: Day): boolean {
  return role === "administrator" && (to === undefined || day <= to);
}

/** Registers the person with the role at the province's office from today on. The verdict says what became of it. */
export async function register(
  person: Person,
  login: Login,
  office: string,
  deps: LoadDeps,
  loading: Loading,
): Promise<Verdict> {
  const row = { ...person, ...login, grants: [{ role: "administrator", unit: office, from: dayAt(loading.now) }] };
  const { officer } = await loadRegister({ officer: [row] }, deps, loading);
  const [verdict] = officer;
  if (!verdict) throw new Error("The load answered no verdict.");
  return verdict;
}
