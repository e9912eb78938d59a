/** The list of those who are late with a report, to whoever follows them up: made when it leaves, from what is true then. */
import { type Day, dayAt, dayNumberOf } from "../calendar/province-time.ts";
import type { Instant } from "../platform/clock.ts";
import { periodNamed } from "../reports/kinds.ts";
import { isSettled } from "../reports/moves.ts";
import { lastDayOf, obligationIdOf } from "../reports/obligation.ts";
import type { Order } from "../reports/order.ts";
import type { ListedObligation } from "../reports/report-store.ts";
import { composedOf } from "./compose-report.ts";
import { type ComposeDeps, type Composed, rendered, unitName } from "./composing.ts";
import { counted, longDay, shortDay } from "./dates-for-people.ts";
import { listOf, type Notice, type NoticeList } from "./notice.ts";
import { governedOn } from "./people.ts";
import { listedNames, reportNameOf } from "./report-values.ts";
import type { ReportListVariable } from "./variables.ts";

/** Composes a list; when nobody is late any more, there is nothing to send. */
export async function composedReportList(row: Notice, now: Instant, deps: ComposeDeps): Promise<Composed> {
  const about = listOf(row.subject);
  if (!about || row.recipient.kind === "asker") throw new Error(`${row.id} is no list of reports.`);
  // What one parent's report gathered and what has changed since: one list a day, of one report.
  if (row.template.id === "report-outdated") return composedOf(row, obligationIdOf(about.of, about.scope), now, deps);
  const today = dayAt(now);
  const order = periodNamed(about.of) ? undefined : await deps.orders.get(about.of);
  if (order?.state === "closed") return { kind: "needless", reason: "order-closed" };
  const owed = await owedIn(row, about, today, deps);
  const late = owed.filter(
    ({ state, ...days }) => !isSettled(state) && state !== "returned" && today > lastDayOf(days),
  );
  const returned = owed.filter(({ state }) => state === "returned");
  if (late.length + returned.length === 0) return { kind: "needless", reason: "nobody-late" };
  const to = (await deps.people.officer(row.recipient.id))?.email;
  if (to === undefined) return { kind: "unreachable" };
  const values = await valuesOf({ about, order, owed, late, returned, today }, deps);
  return { kind: "mail", to, template: row.template, text: rendered(row, row.template, values, "", now, deps) };
}

/** All that is owed to the scope, of those that it governs, or in the whole province. */
async function owedIn(
  { template }: Notice,
  { of, scope }: NoticeList,
  today: Day,
  deps: ComposeDeps,
): Promise<ListedObligation[]> {
  const owed: ListedObligation[] = [];
  for await (const one of deps.reports.allOfPeriod(of, template.id === "report-late-recipient" ? scope : undefined)) {
    if (one.state !== "lapsed") owed.push(one);
  }
  if (template.id !== "report-late-governing") return owed;
  const isGoverned = await Promise.all(
    owed.map(async ({ unit }) => {
      const found = await deps.people.unitOf(unit);
      return found !== undefined && governedOn(found, today) === scope;
    }),
  );
  return owed.filter((_, index) => isGoverned[index]);
}

interface Listed {
  readonly about: NoticeList;
  readonly order: Order | undefined;
  readonly owed: readonly ListedObligation[];
  readonly late: readonly ListedObligation[];
  readonly returned: readonly ListedObligation[];
  readonly today: Day;
}

async function valuesOf(
  { about: { of, scope }, order, owed, late, returned, today }: Listed,
  deps: ComposeDeps,
): Promise<Record<ReportListVariable, string | undefined>> {
  const named = periodNamed(of);
  const [first] = owed;
  const name = (id: string) => unitName(id, today, deps);
  // The bodies that report to the province itself come first.
  const ordered = late.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const lines = await Promise.all(ordered.map(async (one) => `${await name(one.unit)}: ${lateness(one, today)}`));
  const register = named ? `periods/${of}/obligations` : `orders/${of}`;
  return {
    addresseeName: await name(scope),
    scopeName: await name(scope),
    ...reportNameOf({ period: first?.period }, order),
    today: longDay(today),
    owingCount: counted(owed.length),
    lateCount: counted(late.length),
    lateList:
      listedNames(lines)
        ?.map((line) => `- ${line}`)
        .join("\n") ?? "- (không có)",
    returnedNames: listedNames(await Promise.all(returned.map(({ unit }) => name(unit))))?.join("; "),
    registerUrl: `${deps.publicUrl}/v1/${register}`,
  };
}

function orderOf({ tier, to, unit }: ListedObligation): string {
  return `${tier === "direct" ? 0 : 1}#${to}#${unit}`;
}

function lateness(one: ListedObligation, today: Day): string {
  const dueOn = lastDayOf(one);
  const days = counted(dayNumberOf(today) - dayNumberOf(dueOn));
  return `hạn ${shortDay(dueOn)}, quá hạn ${days} ngày`;
}
