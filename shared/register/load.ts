/**
 * Puts records into the register: one by one from a route, or whole files with a verdict per row. The same checks for both,
 * and for a real province as for the demonstration.
 */
import { isDeepStrictEqual } from "node:util";
import type { Officer } from "../access/officer.ts";
import type { Instant } from "../platform/clock.ts";
import type { Actor, ChangeEvent } from "../platform/events.ts";
import { fieldError } from "../platform/field-errors.ts";
import { type FieldError, type RefusalCode, textOf } from "../platform/refusals.ts";
import type { Change, Transactions } from "../platform/transaction.ts";
import type { Portal } from "../portals/portal.ts";
import type { Unit } from "../units/unit.ts";
import { commitTogether } from "./commit-together.ts";
import { isSound, type Row, readRows, type SoundRow } from "./read-rows.ts";
import type { Recorded, RegisterKind, RegisterStore } from "./register-store.ts";
import { recordSchemas, type Verdict } from "./rows.ts";

/** A record with its kind. */
export type RegisterRecord =
  | { readonly kind: "unit"; readonly value: Unit }
  | { readonly kind: "portal"; readonly value: Portal }
  | { readonly kind: "officer"; readonly value: Officer };

/** Finds a unit: in the file that is being loaded, then in the register. */
export type UnitOf = (id: string) => Promise<Unit | undefined>;

/** Who loads, and when. */
export interface Loading {
  readonly by: Actor;
  readonly now: Instant;
  readonly isDryRun: boolean;
}

/** More levels than any state has. */
const deepest = 12;

/** What is wrong with the references of a record: units that do not exist, a tree that runs in a circle. */
export async function referenceErrors(record: RegisterRecord, unitOf: UnitOf): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  for (const [path, id] of references(record)) {
    if (!(await unitOf(id))) errors.push(fieldError(path, "unit-unknown"));
  }
  if (record.kind === "unit" && errors.length === 0 && (await runsInCircle(record.value, unitOf))) {
    errors.push(fieldError("reportsTo", "tree-cycle"));
  }
  return errors;
}

function references({ kind, value }: RegisterRecord): [path: string, unit: string][] {
  switch (kind) {
    case "unit":
      return [
        ...value.reportsTo.map(({ unit }, index): [string, string] => [`reportsTo[${index}].unit`, unit]),
        ...value.governedBy.map(({ unit }, index): [string, string] => [`governedBy[${index}].unit`, unit]),
        ...(value.mergedInto === undefined ? [] : [["mergedInto", value.mergedInto] satisfies [string, string]]),
      ];
    case "portal":
      return [
        ["unit", value.unit],
        ["governingUnit", value.governingUnit],
      ];
    case "officer":
      return value.grants.map(({ unit }, index) => [`grants[${index}].unit`, unit]);
  }
}

/** True when some way up from a unit comes back to it. */
async function runsInCircle(start: Unit, unitOf: UnitOf): Promise<boolean> {
  let level = start.reportsTo.map(({ unit }) => unit);
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    if (level.includes(start.id)) return true;
    const units = await Promise.all([...new Set(level)].map(unitOf));
    level = units.flatMap((unit) => unit?.reportsTo.map((link) => link.unit) ?? []);
  }
  return level.length > 0;
}

/** The change that adds or changes a record. */
export function recordChange(
  store: RegisterStore,
  record: RegisterRecord,
  before: Recorded<RegisterRecord["value"]> | undefined,
  { by, now }: Pick<Loading, "by" | "now">,
): Change {
  const event: ChangeEvent = {
    subject: `${record.kind}#${record.value.id}`,
    sequence: (before?.version ?? 0) + 1,
    version: (before?.version ?? 0) + 1,
    kind: `${record.kind}-${before ? "changed" : "registered"}`,
    at: new Date(now).toISOString(),
    by,
    facts: { fields: changedFields(record.value, before?.value) },
  };
  return { writes: writesOf(store, record, before), events: [event] };
}

/** The names of the fields that differ; never their values. */
function changedFields(next: object, before: object | undefined): string[] {
  return Object.keys({ ...before, ...next }).filter(
    (name) => !isDeepStrictEqual(Reflect.get(next, name), before && Reflect.get(before, name)),
  );
}

function writesOf(store: RegisterStore, record: RegisterRecord, before: Recorded<RegisterRecord["value"]> | undefined) {
  const earlier = <Value>(schema: { parse(value: unknown): Value }) =>
    before && { version: before.version, value: schema.parse(before.value) };
  switch (record.kind) {
    case "unit":
      return store.saveUnit(record.value, earlier(recordSchemas.unit));
    case "portal":
      return store.savePortal(record.value, earlier(recordSchemas.portal));
    case "officer":
      return store.saveOfficer(record.value, earlier(recordSchemas.officer));
  }
}

/** What a load writes to. */
export interface LoadDeps {
  readonly store: RegisterStore;
  readonly transactions: Transactions;
}

/** The rows of one load, by kind. */
export type RowsByKind = Readonly<Partial<Record<RegisterKind, readonly unknown[]>>>;

/** Loads rows of one kind; every row gets its verdict, and a bad row does not stop the good ones. */
export async function loadRows(
  kind: RegisterKind,
  rows: readonly unknown[],
  deps: LoadDeps,
  loading: Loading,
): Promise<Verdict[]> {
  return (await loadRegister({ [kind]: rows }, deps, loading))[kind];
}

/**
 * Loads rows of several kinds that belong together: portals and officers may name units of the same load, in a dry run too.
 * Units are written first, then portals, then officers. Any number of rows.
 */
export async function loadRegister(
  rows: RowsByKind,
  deps: LoadDeps,
  loading: Loading,
): Promise<Record<RegisterKind, Verdict[]>> {
  const unit = readRows("unit", rows.unit ?? []);
  const portal = readRows("portal", rows.portal ?? []);
  const officer = readRows("officer", rows.officer ?? []);
  await markReferences([...unit, ...portal, ...officer], deps.store);
  return {
    unit: await writeRows("unit", unit, deps, loading),
    portal: await writeRows("portal", portal, deps, loading),
    officer: await writeRows("officer", officer, deps, loading),
  };
}

/**
 * Marks rows whose references do not hold. Units of the load stand before those of the register, but not its refused rows:
 * whoever names one of those is looked at again.
 */
async function markReferences(rows: readonly Row[], store: RegisterStore): Promise<void> {
  const registered = remembering(async (id) => (await store.get("unit", id))?.value);
  let unchecked = rows.filter(isSound);
  while (unchecked.length > 0) {
    const inLoad = unitsOf(rows);
    const unitOf: UnitOf = async (id) => inLoad.get(id) ?? registered(id);
    const found = await Promise.all(unchecked.map(({ record }) => referenceErrors(record, unitOf)));
    for (const [index, row] of unchecked.entries()) row.errors.push(...(found[index] ?? []));
    const refused = new Set(unchecked.filter(({ errors }) => errors.length > 0).map(({ id }) => id));
    unchecked = rows.filter(isSound).filter(({ record }) => references(record).some(([, id]) => refused.has(id)));
  }
}

function unitsOf(rows: readonly Row[]): Map<string, Unit> {
  const units = new Map<string, Unit>();
  for (const { record } of rows.filter(isSound)) if (record.kind === "unit") units.set(record.value.id, record.value);
  return units;
}

/** Each unit is read once in a load. */
function remembering(unitOf: UnitOf): UnitOf {
  const found = new Map<string, Promise<Unit | undefined>>();
  return (id) => {
    const known = found.get(id) ?? unitOf(id);
    found.set(id, known);
    return known;
  };
}

/** A sound row that is not in the register as it stands, with what the register holds of it. */
interface Differing {
  readonly row: SoundRow;
  readonly before: Recorded<RegisterRecord["value"]> | undefined;
}

/** Writes the sound rows of one kind that differ from the register, and says what became of every row. */
async function writeRows(
  kind: RegisterKind,
  rows: readonly Row[],
  deps: LoadDeps,
  loading: Loading,
): Promise<Verdict[]> {
  const sound = rows.filter(isSound);
  const registered = await deps.store.getMany<RegisterKind>(
    kind,
    sound.map(({ record }) => record.value.id),
  );
  const differing = sound
    .map((row): Differing => ({ row, before: registered.get(row.record.value.id) }))
    .filter(({ row, before }) => !before || !isDeepStrictEqual(before.value, row.record.value));
  const verdicts = new Map<Row, Verdict["verdict"]>(
    differing.map(({ row, before }) => [row, before ? "changed" : "added"]),
  );
  const refusals = loading.isDryRun
    ? new Map<Row, RefusalCode | undefined>()
    : await commitRows(differing, deps, loading);
  return rows.map((row) => verdictOf(row, verdicts.get(row) ?? "unchanged", refusals.get(row)));
}

/** Commits rows, and says of each why it was refused, if it was. */
async function commitRows(
  differing: readonly Differing[],
  { store, transactions }: LoadDeps,
  loading: Loading,
): Promise<Map<Row, RefusalCode | undefined>> {
  const refusals = new Map<Row, RefusalCode | undefined>();
  const commit = async (group: readonly Differing[]) => {
    const changes = group.map(({ row, before }) => recordChange(store, row.record, before, loading));
    const codes = await commitTogether(transactions, changes, loading.now);
    for (const [index, { row }] of group.entries()) refusals.set(row, codes[index]);
  };
  // A login may pass from one officer to the next: those go one after the other. All others touch no item in common.
  for (const one of differing.filter(movesLogin)) await commit([one]);
  await commit(differing.filter((one) => !movesLogin(one)));
  return refusals;
}

function movesLogin({ row: { record }, before }: Differing): boolean {
  if (record.kind !== "officer" || !before) return false;
  const { issuer, subject } = recordSchemas.officer.parse(before.value);
  return issuer !== record.value.issuer || subject !== record.value.subject;
}

function verdictOf(row: Row, verdict: Verdict["verdict"], refusal: RefusalCode | undefined): Verdict {
  const { number, id, errors } = row;
  if (!isSound(row)) return { row: number, id, verdict: "refused", errors };
  if (refusal === undefined) return { row: number, id, verdict };
  const { detail, detailEn } = textOf(refusal);
  return { row: number, id, verdict: "refused", errors: [{ path: "", code: refusal, detail, detailEn }] };
}
