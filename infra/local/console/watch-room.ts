/** Shows what is measured: the template's dashboards and alarms, and the runbook that the alarms point to. */
import { readFileSync } from "node:fs";
import type { Clock } from "../../../shared/platform/clock.ts";
import { isoOf } from "../clock.ts";
import { stateNames } from "../dashboards/alarm-words.ts";
import { describedWidget } from "../dashboards/custom-widget.ts";
import type { DeclaredDashboard } from "../dashboards/declared-dashboards.ts";
import { type DrawDeps, drawDashboard } from "../dashboards/draw.ts";
import { markdownHtml } from "../dashboards/markdown.ts";
import { rangeBefore } from "../dashboards/time-range.ts";
import type { AlarmStanding } from "../metrics/alarm-watch.ts";
import { alarmPage } from "./alarm-page.ts";
import type { Asked, Room } from "./asked.ts";
import { dashboardListPage, dashboardPage, descriptionPage } from "./dashboard-pages.ts";
import { both, page } from "./html.ts";
import { ConsoleRefusal, html, json, type Reply } from "./reply.ts";

export interface WatchRoomDeps extends Omit<DrawDeps, "markdown"> {
  readonly dashboards: readonly DeclaredDashboard[];
  readonly clock: Pick<Clock, "now">;
}

const runbookFile = new URL("../../docs/runbook.md", import.meta.url);

/** Pages for people; JSON for whoever asks for nothing but that. */
export function watchRoom(deps: WatchRoomDeps): Room {
  const drawing: DrawDeps = { ...deps, markdown: { topLevel: 1, address: addressOf } };
  return async (asked) => {
    if (asked.method !== "GET") return undefined;
    const [, room, name, widgetId, ...more] = asked.path.split("/").map(decoded);
    if (more.length > 0) return undefined;
    if (room === "alarms" && name === undefined) return alarms(asked, deps);
    if (room === "runbook" && name === undefined) return runbook();
    if (room !== "dashboards") return undefined;
    if (name === undefined) return list(asked, deps);
    const dashboard = deps.dashboards.find((one) => one.name === name);
    if (!dashboard) throw unknown(`Không có bảng theo dõi ${name}.`, `There is no dashboard ${name}.`);
    return widgetId === undefined ? one(dashboard, asked, deps, drawing) : description(dashboard, widgetId, drawing);
  };
}

/** Links between dashboards are those of the console of AWS. */
function addressOf(href: string): string | undefined {
  const [, dashboard] = /^#dashboards(?::name=|\/dashboard\/)([\w-]+)$/.exec(href) ?? [];
  if (dashboard !== undefined) return `/dashboards/${dashboard}`;
  return /^(?:https?:\/\/|#)/.test(href) ? href : undefined;
}

function list(asked: Asked, { dashboards }: WatchRoomDeps): Reply {
  if (!wantsJson(asked)) return html(dashboardListPage(dashboards));
  return json({ items: dashboards.map(({ name, title }) => ({ name, title, path: `/dashboards/${name}` })) });
}

async function one(
  dashboard: DeclaredDashboard,
  asked: Asked,
  { dashboards, clock }: WatchRoomDeps,
  drawing: DrawDeps,
): Promise<Reply> {
  const span = asked.query.get("range") ?? dashboard.range;
  const range = rangeBefore(clock.now(), span);
  if (!range) {
    throw new ConsoleRefusal(
      422,
      "range-invalid",
      "range là khoảng thời gian ISO 8601 (PT3H, P7D), dài nhất 15 ngày.",
      "range is an ISO 8601 duration (PT3H, P7D) of 15 days at most.",
    );
  }
  const widgets = await drawDashboard(dashboard, range, drawing);
  if (!wantsJson(asked)) return html(dashboardPage(dashboard, dashboards, { range, asked: span }, widgets));
  return json({
    name: dashboard.name,
    title: dashboard.title,
    from: isoOf(range.from),
    to: isoOf(range.to),
    widgets: widgets.map(({ widget: { id, type }, drawn: { title, facts, notDrawn } }) => ({
      id,
      type,
      title,
      ...facts,
      notDrawn,
    })),
  });
}

async function description(dashboard: DeclaredDashboard, widgetId: string, drawing: DrawDeps): Promise<Reply> {
  const widget = dashboard.widgets.find(({ id, type }) => id === widgetId && type === "custom");
  if (!widget)
    throw unknown(
      `${dashboard.name} không có bảng nào tên ${widgetId} do hàm vẽ.`,
      `No function draws a ${widgetId} there.`,
    );
  const title = String(widget.properties.title ?? widgetId);
  return html(descriptionPage(dashboard, title, await describedWidget(widget, drawing)));
}

function alarms(asked: Asked, { alarms: watch, clock, stackName, store }: WatchRoomDeps): Reply {
  const standings = watch.look();
  if (wantsJson(asked)) return json({ now: isoOf(clock.now()), items: standings.map(factsOf) });
  const unitOf = ({ alarm }: AlarmStanding) => (alarm.kind === "metric" ? store.unitOf(alarm.metric) : undefined);
  return html(alarmPage({ standings, now: clock.now(), stackName, unitOf }));
}

function factsOf({ alarm, state, since, value, reason }: AlarmStanding): object {
  const { name, description: text } = alarm;
  return {
    name,
    state: stateNames[state],
    since: isoOf(since),
    value: value ?? null,
    reason: reason ?? null,
    description: text,
  };
}

function runbook(): Reply {
  const text = readFileSync(runbookFile, "utf8").replace(/^# .+\n/, "");
  const main = markdownHtml(text, { topLevel: 1, address: addressOf });
  return html(page("Sổ tay vận hành", `<p>${both("infra/docs/runbook.md", "The runbook")}</p>${main}`));
}

function wantsJson({ request, wantsPage }: Asked): boolean {
  return !wantsPage && (request.headers.accept ?? "").includes("application/json");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function unknown(detail: string, detailEn: string): ConsoleRefusal {
  return new ConsoleRefusal(404, "not-found", detail, detailEn);
}
