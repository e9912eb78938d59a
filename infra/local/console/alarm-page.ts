/** The page of the alarms: each with its state by word, its text, its rule, and where the runbook goes on. */

import type { Instant } from "../../../shared/platform/clock.ts";
import { escaped } from "../../../shared/platform/html.ts";
import {
  alarmText,
  ruleText,
  runbookSection,
  shortNameOf,
  stateHtml,
  stateWords,
  valueText,
} from "../dashboards/alarm-words.ts";
import { momentText } from "../dashboards/time-range.ts";
import type { AlarmStanding } from "../metrics/alarm-watch.ts";
import { both, page } from "./html.ts";

export interface AlarmPage {
  readonly standings: readonly AlarmStanding[];
  readonly now: Instant;
  readonly stackName: string;
  unitOf(standing: AlarmStanding): string | undefined;
}

export function alarmPage({ standings, now, stackName, unitOf }: AlarmPage): string {
  const groups = (["alarm", "insufficient-data", "ok"] as const).map((state) => {
    const found = standings.filter((one) => one.state === state);
    // What is written in a person's words first.
    const all = [...found.filter(isComposite), ...found.filter((one) => !isComposite(one))];
    const { vi, en } = stateWords[state];
    const rows = all.map((standing) => rowHtml(standing, stackName, unitOf(standing)));
    const body = rows.length === 0 ? `<p>${both("Không có cảnh báo nào.", "None.")}</p>` : tableHtml(vi, rows);
    return `<h2>${both(`${vi} (${all.length})`, en)}</h2>${body}`;
  });
  return page(
    "Cảnh báo",
    `<p>${momentText(now)}. ${both("Mỗi cảnh báo theo ngưỡng và cách hiểu khi thiếu số đo của chính nó.", "Each by its own threshold and its rule for missing data.")}</p>
${groups.join("\n")}<p><a href="/dashboards">${both("Bảng theo dõi", "Dashboards")}</a></p>`,
    { style, isWide: true },
  );
}

function isComposite({ alarm }: AlarmStanding): boolean {
  return alarm.kind === "composite";
}

function rowHtml(standing: AlarmStanding, stackName: string, unit: string | undefined): string {
  const { alarm, state, since } = standing;
  const section = runbookSection(alarm.description);
  const parts =
    alarm.kind === "composite"
      ? `<br>${alarm.rule.names.map((name) => `<a href="#${escaped(name)}">${shortNameOf(name, stackName)}</a>`).join(", ")}`
      : "";
  const runbook = section === undefined ? "–" : `<a href="/runbook#${escaped(section)}">${escaped(section)}</a>`;
  return `<tr id="${escaped(alarm.name)}"><th scope="row">${shortNameOf(alarm.name, stackName)}</th><td>${stateHtml(state)}<br><span class="when">từ ${momentText(since)}</span></td><td>${escaped(alarmText(alarm.description))}</td><td>${escaped(valueText(standing, unit))}</td><td>${escaped(ruleText(standing, unit))}${parts}</td><td>${runbook}</td></tr>`;
}

function tableHtml(caption: string, rows: readonly string[]): string {
  const head = [
    both("Cảnh báo", "Alarm"),
    both("Tình trạng", "State"),
    both("Nội dung", "Text"),
    both("Số đo mới nhất", "Newest value"),
    both("Khi nào báo động", "When it rings"),
    both("Sổ tay", "Runbook"),
  ];
  return `<div class="wide" role="region" aria-label="${escaped(caption)}" tabindex="0"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join("")}</tr></thead><tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

const style = `
td, tbody th { font-size: .9rem; } .when { font-size: .8rem; color: #555; white-space: nowrap; }
th:nth-child(3) { width: 36%; } .state svg { vertical-align: -1px; }
.state { white-space: nowrap; font-weight: 600; } .state.alarm { color: #a3161c; } .state.ok { color: #17692f; } .state.insufficient-data { color: #444; }
tr:target { outline: 3px solid #0b4f9e; outline-offset: -3px; }
`;
