/** The pages of the dashboards: the list, one drawn, and what a function says about its table. */

import { escaped } from "../../../shared/platform/html.ts";
import type { DeclaredDashboard } from "../dashboards/declared-dashboards.ts";
import type { Drawn } from "../dashboards/draw.ts";
import { momentText, type TimeRange } from "../dashboards/time-range.ts";
import { measuredNames } from "../metrics/measured-metrics.ts";
import { both, page, table } from "./html.ts";

/** Spans that the page offers besides the dashboard's own. */
const spans = [
  ["PT3H", "3 giờ"],
  ["P1D", "1 ngày"],
  ["P7D", "7 ngày"],
  ["P15D", "15 ngày"],
] as const;

export function dashboardListPage(dashboards: readonly DeclaredDashboard[]): string {
  const items = dashboards.map(
    ({ name, title }) =>
      `<li><a href="/dashboards/${escaped(name)}">${escaped(title)}</a> <code>${escaped(name)}</code></li>`,
  );
  return page(
    "Bảng theo dõi",
    `<p class="en" lang="en">Dashboards, as the template declares them</p><ul>${items.join("\n")}</ul>
<p><a href="/alarms">${both("Cảnh báo", "Alarms")}</a></p>${measuredPart()}`,
  );
}

/** What the numbers are worth. */
function measuredPart(): string {
  const notes = [
    both(
      "Giữ 15 ngày theo đồng hồ chỉnh được: từng phút trong một ngày, sau đó từng 05 phút; phân vị sai lệch không quá 1 %.",
      "Kept for 15 days of the settable clock: by the minute for a day, then by five minutes; percentiles within 1 %.",
    ),
    both(
      "Lần chạy định kỳ được lược bỏ khi chỉnh đồng hồ vẫn được tính vào Invocations, không có số đo nào khác.",
      "A firing that was spared while the clock moved counts as one of Invocations and is measured in no other way.",
    ),
    both(
      "Thời gian là của máy này, không phải của AWS; bộ nhớ đã dùng không đo được.",
      "Durations are this machine's, not those of AWS; used memory is not measured.",
    ),
  ];
  const rows = measuredNames().map(({ namespace, names }) => [escaped(namespace), escaped(names.join(", "))]);
  return `<h2>${both("Những gì được đo trên máy này", "What is measured here")}</h2>
<ul>${notes.map((note) => `<li>${note}</li>`).join("")}</ul>
${table("Số liệu của nền tảng", [both("Không gian tên", "Namespace"), both("Số liệu", "Metrics")], rows)}
<p>${both("Mọi số liệu khác của nền tảng được ghi là không đo trên máy này.", "Every other metric of the platform is shown as not measured here.")}</p>`;
}

export function dashboardPage(
  dashboard: DeclaredDashboard,
  others: readonly DeclaredDashboard[],
  { range, asked }: { readonly range: TimeRange; readonly asked: string },
  widgets: readonly Drawn[],
): string {
  const links = others.map(({ name, title }) =>
    name === dashboard.name
      ? `<strong aria-current="page">${escaped(title)}</strong>`
      : `<a href="/dashboards/${escaped(name)}">${escaped(title)}</a>`,
  );
  const choices = spans.map(([span, words]) =>
    span === asked ? `<strong aria-current="true">${words}</strong>` : `<a href="?range=${span}">${words}</a>`,
  );
  const cells = widgets.map(cellHtml);
  return page(
    dashboard.title,
    `<nav class="bar" aria-label="Bảng theo dõi"><span>${[...links, `<a href="/alarms">Cảnh báo</a>`].join(" · ")}</span>
<span>${choices.join(" · ")}</span>
<span>${momentText(range.from)} – ${momentText(range.to)}, giờ Việt Nam</span></nav>
<div class="dashboard">${cells.join("\n")}</div>`,
    // The title is that of a heading within, where there is one.
    { style, isWide: true, hasHeading: dashboard.title !== dashboard.name },
  );
}

export function descriptionPage(dashboard: DeclaredDashboard, title: string, html: string): string {
  return page(
    `Mô tả: ${title}`,
    `<p class="en" lang="en">What the function says when it is asked to describe itself</p>${html}
<p><a href="/dashboards/${escaped(dashboard.name)}">${escaped(dashboard.title)}</a></p>`,
  );
}

function cellHtml({ widget: { id, type, x, y, width, height }, drawn: { title, html, notDrawn } }: Drawn): string {
  const heading = title === "" ? "" : `<h2 id="${id}">${escaped(title)}</h2>`;
  const named = title === "" ? "" : ` aria-labelledby="${id}"`;
  const missing = notDrawn.length > 0 ? `<p class="missing">Không vẽ được: ${escaped(notDrawn.join("; "))}.</p>` : "";
  const area = `grid-area:${y + 1}/${x + 1}/span ${height}/span ${width}`;
  return `<section class="widget ${escaped(type)}" style="${area}"${named}>${heading}${html}${missing}</section>`;
}

const style = `
.bar { display: flex; flex-wrap: wrap; gap: .25rem 2rem; }
h1 { margin: .25rem 0; }
.dashboard { display: grid; grid-template-columns: repeat(24, minmax(0, 1fr)); column-gap: .75rem; }
.widget { border: 1px solid #c9ced6; border-radius: 6px; padding: .6rem .8rem; margin-top: .75rem; background: #fff; min-width: 0; }
.widget.text { border: 0; padding: 0; }
.widget h2 { font-size: 1rem; margin: 0 0 .4rem; }
.widget p { margin: .2rem 0; }
.values { display: grid; grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr)); gap: .5rem .75rem; margin: 0; }
.values > div { display: flex; flex-direction: column; }
.values dt { order: 2; font-size: .85rem; line-height: 1.3; } .values dd { margin: 0; } .values .when { order: 3; }
.number { order: 1; font-size: 2rem; line-height: 1.15; font-weight: 600; font-variant-numeric: tabular-nums; }
.unit { font-size: .9rem; font-weight: 400; margin-left: .25rem; }
.when { font-size: .75rem; color: #555; }
.graph { overflow-x: auto; } .graph svg { display: block; width: 100%; min-width: 20rem; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: #444; } svg .empty { font-size: 13px; fill: #555; }
svg .grid { stroke: #e3e6ea; } svg .tick { stroke: #767676; } svg .level { stroke: #767676; stroke-dasharray: 4 3; }
svg .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; } svg .bridge { fill: none; stroke-width: 1; stroke-dasharray: 1 4; opacity: .75; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1rem; margin: .3rem 0 0; padding: 0; font-size: .8rem; }
.legend svg { vertical-align: middle; }
details { font-size: .85rem; margin-top: .3rem; } summary { cursor: pointer; color: #0b4f9e; }
.custom { overflow: auto; max-height: 40rem; } .widget table { font-size: .85rem; width: 100%; } .widget details table { width: auto; }
.foot { font-size: .8rem; }
.missing { font-size: .85rem; border-left: 4px solid #8a4b00; padding-left: .5rem; }
.counts { font-weight: 600; }
.state { white-space: nowrap; } .state svg { vertical-align: -1px; } .state.alarm { color: #a3161c; font-weight: 600; } .state.ok { color: #17692f; } .state.insufficient-data { color: #444; }
.alarms { list-style: none; margin: .4rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: .35rem; font-size: .85rem; }
.alarms li { border: 1px solid #c9ced6; border-left: 5px solid #767676; border-radius: 4px; padding: .2rem .5rem; display: flex; flex-direction: column; overflow-wrap: anywhere; }
.alarms li.alarm { border-left-color: #b3261e; background: #fdecec; } .alarms li.ok { border-left-color: #17692f; }
@media (max-width: 60rem) { .dashboard { display: block; } }
`;
