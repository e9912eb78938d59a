/** Draws the alarms of a widget: each with its state by word, those that ring first. */
import * as z from "zod";
import { escaped } from "../../../shared/platform/html.ts";
import type { AlarmState } from "../metrics/alarm-state.ts";
import type { AlarmStanding } from "../metrics/alarm-watch.ts";
import { shortNameOf, stateHtml, stateNames, stateWords } from "./alarm-words.ts";
import type { DeclaredWidget } from "./declared-dashboards.ts";
import { type DrawnWidget, unknownProperties } from "./drawn-widget.ts";

const schema = z.object({
  title: z.string().default(""),
  alarms: z.array(z.string()),
  states: z.array(z.enum(["ALARM", "OK", "INSUFFICIENT_DATA"])).optional(),
  sortBy: z.enum(["default", "stateUpdatedTimestamp", "timestamp"]).optional(),
});

const order: readonly AlarmState[] = ["alarm", "insufficient-data", "ok"];

export function drawAlarmWidget(
  widget: DeclaredWidget,
  standings: readonly AlarmStanding[],
  stackName: string,
): DrawnWidget {
  const { title, alarms, states } = schema.parse(widget.properties);
  const names = alarms.map((arn) => arn.slice(arn.indexOf(":alarm:") + ":alarm:".length));
  const shown = standings
    .filter(
      ({ alarm, state }) => names.includes(alarm.name) && (states ?? [stateNames[state]]).includes(stateNames[state]),
    )
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  const absent = names.filter((name) => !standings.some(({ alarm }) => alarm.name === name));
  return {
    title,
    html: alarmsHtml(shown, stackName),
    facts: { alarms: shown.map(({ alarm, state }) => ({ name: alarm.name, state: stateNames[state] })) },
    notDrawn: [
      ...absent.map((name) => `cảnh báo ${name} (không có trong ngăn xếp)`),
      ...unknownProperties(widget, Object.keys(schema.shape)),
    ],
  };
}

function alarmsHtml(standings: readonly AlarmStanding[], stackName: string): string {
  const counts = order.map((state) => {
    const count = standings.filter((one) => one.state === state).length;
    return `${stateWords[state].vi}: ${count}`;
  });
  const items = standings.map(
    ({ alarm, state }) =>
      `<li class="${state}"><a href="/alarms#${escaped(alarm.name)}">${shortNameOf(alarm.name, stackName)}</a> ${stateHtml(state)}</li>`,
  );
  return `<p class="counts">${counts.join(" · ")}</p><ul class="alarms">${items.join("")}</ul>`;
}
