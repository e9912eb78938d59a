/** What each route of this area does. */
import { actorOf } from "../../shared/access/acting.ts";
import { keyRememberedMilliseconds } from "../../shared/access/callers.ts";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock, Instant } from "../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import { fieldError } from "../../shared/platform/field-errors.ts";
import type { Actions, OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import type { Chance } from "../../shared/platform/ids.ts";
import type { Page } from "../../shared/platform/pages.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Transactions } from "../../shared/platform/transaction.ts";
import { type KeyRecord, newKey, withKey, withoutKey } from "../../shared/portals/portal-key.ts";
import { loadRows, type RegisterRecord, recordChange, referenceErrors } from "../../shared/register/load.ts";
import type { Recorded, RegisterStore } from "../../shared/register/register-store.ts";
import { rowsOfCsv } from "../../shared/register/rows.ts";
import type { registerRoutes } from "./routes.ts";

export interface RegisterDeps {
  readonly register: RegisterStore;
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly chance: Chance;
}

/** What a change needs to know of its request. */
interface Asked {
  readonly caller: OfficerCaller;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
  readonly ifMatch?: number | undefined;
}

export const registerActions: Actions<typeof registerRoutes, RegisterDeps> = {
  listUnits: async ({ query, now }, { register }) => {
    if (query.parent === undefined) return { body: values(await register.list("unit", query)) };
    const children = await register.children(query.parent, dayAt(now));
    const units = await Promise.all(children.map((id) => register.get("unit", id)));
    return { body: { items: units.flatMap((unit) => (unit ? [unit.value] : [])) } };
  },
  showUnit: async ({ params }, { register }) => shown(await register.get("unit", params.unit)),
  addUnit: (request, deps) => save(request, { kind: "unit", value: request.body }, undefined, deps),
  changeUnit: async (request, deps) => {
    const before = await deps.register.get("unit", request.params.unit);
    return save(request, { kind: "unit", value: sameId(request.body, request.params.unit) }, found(before), deps);
  },

  listPortals: async ({ query }, { register }) => ({ body: values(await register.list("portal", query)) }),
  showPortal: async ({ params }, { register }) => shown(await register.get("portal", params.portal)),
  addPortal: (request, deps) => save(request, { kind: "portal", value: request.body }, undefined, deps),
  changePortal: async (request, deps) => {
    const before = await deps.register.get("portal", request.params.portal);
    return save(request, { kind: "portal", value: sameId(request.body, request.params.portal) }, found(before), deps);
  },

  listKeys: async ({ params }, { register }) => {
    const { keys } = found(await register.portalWithKeys(params.portal));
    return { body: { items: keys.map(withoutHash) } };
  },
  issueKey: async ({ params, caller, now, repeat }, deps) => {
    const { keys, keysVersion } = found(await deps.register.portalWithKeys(params.portal));
    const { key, record } = newKey(params.portal, now, deps.chance);
    const change = keysChange(
      params.portal,
      withKey(keys, record),
      keysVersion,
      { caller, now, repeat },
      "portal-key-issued",
      record.keyId,
      deps,
    );
    // The key itself is kept nowhere: a repeat shows everything but the key.
    await deps.transactions.commit(change, { repeat, status: 201, body: { ...withoutHash(record), key: null } }, now);
    // From its answer on it opens everywhere, where the portal's other keys are still remembered, too.
    await deps.clock.pause(keyRememberedMilliseconds);
    return { body: { ...withoutHash(record), key } };
  },
  revokeKey: async ({ params, caller, now, repeat }, deps) => {
    const { keys, keysVersion } = found(await deps.register.portalWithKeys(params.portal));
    const next = withoutKey(keys, params.key, now);
    const change = keysChange(
      params.portal,
      next,
      keysVersion,
      { caller, now, repeat },
      "portal-key-revoked",
      params.key,
      deps,
    );
    await deps.transactions.commit(change, undefined, now);
    await deps.clock.pause(keyRememberedMilliseconds);
    return { body: withoutHash(found(next.find(({ keyId }) => keyId === params.key))) };
  },

  listOfficers: async ({ query }, { register }) => ({ body: values(await register.list("officer", query)) }),
  showOfficer: async ({ params }, { register }) => shown(await register.get("officer", params.officer)),
  addOfficer: (request, deps) => save(request, { kind: "officer", value: request.body }, undefined, deps),
  changeOfficer: async (request, deps) => {
    const before = await deps.register.get("officer", request.params.officer);
    return save(request, { kind: "officer", value: sameId(request.body, request.params.officer) }, found(before), deps);
  },

  loadRows: async ({ body: { kind, rows, csv, dryRun }, caller, now }, deps) => {
    const by = actorOf(caller.officer, caller.admit());
    const all = rows ?? rowsOfCsv(kind, csv ?? "");
    const verdicts = await loadRows(
      kind,
      all,
      { store: deps.register, transactions: deps.transactions },
      { by, now, isDryRun: dryRun },
    );
    return { body: { dryRun, verdicts } };
  },
};

/** Adds or changes a record after its references have been checked. */
async function save<R extends RegisterRecord>(
  { caller, now, repeat, ifMatch }: Asked,
  record: R,
  before: Recorded<R["value"]> | undefined,
  { register, transactions }: RegisterDeps,
): Promise<{ body: R["value"]; version: number }> {
  if (before && before.version !== ifMatch) throw new Refusal("version-stale");
  const errors = await referenceErrors(record, async (id) => (await register.get("unit", id))?.value);
  if (errors.length > 0) throw new Refusal("invalid-content", errors);
  const by = actorOf(caller.officer, caller.admit());
  const version = (before?.version ?? 0) + 1;
  await transactions.commit(
    recordChange(register, record, before, { by, now }),
    { repeat, status: before ? 200 : 201, body: record.value, version },
    now,
  );
  return { body: record.value, version };
}

function keysChange(
  portal: string,
  keys: readonly KeyRecord[],
  versionBefore: number,
  { caller, now }: Asked,
  kind: string,
  keyId: string,
  { register }: RegisterDeps,
) {
  const event: ChangeEvent = {
    subject: `portal-keys#${portal}`,
    sequence: versionBefore + 1,
    version: versionBefore + 1,
    kind,
    at: new Date(now).toISOString(),
    by: actorOf(caller.officer, caller.admit()),
    facts: { keyId },
  };
  return { writes: register.saveKeys(portal, keys, versionBefore), events: [event] };
}

function withoutHash({ keyId, issuedAt, revokedAt }: KeyRecord) {
  return { keyId, issuedAt, revokedAt };
}

function values<Value>({ items, nextCursor }: Page<Recorded<Value>>): Page<Value> {
  return { items: items.map(({ value }) => value), nextCursor };
}

function shown<Value>(recorded: Recorded<Value> | undefined): { body: Value; version: number } {
  const { value, version } = found(recorded);
  return { body: value, version };
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Refusal("not-found");
  return value;
}

/** A body may not rename the record of its path. */
function sameId<Value extends { id: string }>(value: Value, id: string): Value {
  if (value.id !== id) throw new Refusal("invalid-content", [fieldError("id", "malformed")]);
  return value;
}
