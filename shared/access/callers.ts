/** Proves who calls: portals by their key, officers by their token and the register. */
import { dayAt } from "../calendar/province-time.ts";
import type { Clock } from "../platform/clock.ts";
import type { Callers } from "../platform/http/area.ts";
import type { Log } from "../platform/log.ts";
import { Refusal } from "../platform/refusals.ts";
import { remembered } from "../platform/remember.ts";
import { isValid, readKey } from "../portals/portal-key.ts";
import type { RegisterStore } from "../register/register-store.ts";
import { includes } from "../units/unit.ts";
import type { TokenVerifier } from "./officer-token.ts";

/**
 * A portal's keys are remembered so long, in each environment. The route that revokes a key answers only after this time,
 * so that a key opens nothing once its revocation has been answered.
 */
export const keyRememberedMilliseconds = 1_000;

/** Proves portals by the keys in the register. */
export function portalCaller(register: RegisterStore, clock: Clock): NonNullable<Callers["portal"]> {
  const known = remembered(clock, keyRememberedMilliseconds, (id) => register.portalWithKeys(id));
  return async (key, now) => {
    const read = readKey(key);
    const found = read && (await known(read.portal));
    if (!read || !found || !isValid(read, found.keys)) throw new Refusal("portal-key-invalid");
    const { value: portal } = found.portal;
    if (!includes(portal, dayAt(now))) throw new Refusal("portal-key-invalid");
    return { portal: portal.id, unit: portal.unit, isProvincial: portal.kind === "provincial" };
  };
}

/** Proves officers: the token says who, the register says whether we know them. */
export function officerCaller(
  register: RegisterStore,
  verify: TokenVerifier,
  log: Log,
): NonNullable<Callers["officer"]> {
  return async (token, now) => {
    const login = await verify(token, now).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === "issuer-unreachable") log.write("issuer-unreachable");
      throw error;
    });
    const id = await register.officerOfLogin(login.issuer, login.subject);
    const officer = id === undefined ? undefined : await register.get("officer", id);
    if (!officer) throw new Refusal("officer-unknown");
    return officer.value;
  };
}
