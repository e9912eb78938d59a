/** How the state of an alarm is told: by a word first, by a shape and a colour beside it. */
import { escaped } from "../../../shared/platform/html.ts";
import type { AlarmState } from "../metrics/alarm-state.ts";
import type { AlarmStanding } from "../metrics/alarm-watch.ts";
import { numberText, unitText } from "./numbers.ts";

export const stateWords: Readonly<Record<AlarmState, { readonly vi: string; readonly en: string }>> = {
  alarm: { vi: "Đang báo động", en: "Alarm" },
  "insufficient-data": { vi: "Chưa đủ số liệu", en: "Not enough data" },
  ok: { vi: "Bình thường", en: "OK" },
};

/** Drawn, since not every font has such signs. */
const shapes: Readonly<Record<AlarmState, string>> = {
  alarm: '<path d="M6 1L11.5 11H.5Z" fill="currentColor"/>',
  "insufficient-data": '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-dasharray="2.5 2"/>',
  ok: '<path d="M1.5 6.5L4.8 9.8L10.5 2.8" fill="none" stroke="currentColor" stroke-width="2"/>',
};

/** As CloudWatch names the states. */
export const stateNames: Readonly<Record<AlarmState, string>> = {
  alarm: "ALARM",
  ok: "OK",
  "insufficient-data": "INSUFFICIENT_DATA",
};

export function stateHtml(state: AlarmState): string {
  return `<span class="state ${state}"><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">${shapes[state]}</svg> ${stateWords[state].vi}</span>`;
}

const comparisonSigns = {
  GreaterThanOrEqualToThreshold: "≥",
  GreaterThanThreshold: ">",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "≤",
} as const;

const missingWords = {
  breaching: "không có số đo: coi là vượt ngưỡng",
  notBreaching: "không có số đo: coi là bình thường",
  ignore: "không có số đo: giữ nguyên tình trạng",
  missing: "không có số đo: chưa đủ số liệu",
} as const;

/** When an alarm rings, in a line. */
export function ruleText({ alarm }: AlarmStanding, unit: string | undefined): string {
  if (alarm.kind === "composite") return `Theo ${alarm.rule.names.length} cảnh báo thành phần`;
  const { rule, metric, statisticName, periodSeconds } = alarm;
  const level = `${numberText(rule.threshold)} ${unitText(unit ?? "None")}`.trim();
  const times =
    rule.evaluationPeriods === 1
      ? `trong ${spanText(periodSeconds)}`
      : `${rule.datapointsToAlarm} trong ${rule.evaluationPeriods} kỳ ${spanText(periodSeconds)}`;
  return `${metric.name} (${statisticName}) ${comparisonSigns[rule.comparison]} ${level}, ${times}; ${missingWords[rule.missing]}`;
}

/** The newest value, or why there is none. */
export function valueText({ alarm, value, reason }: AlarmStanding, unit: string | undefined): string {
  if (reason === "not-measured-here") return "không đo trên máy này";
  if (reason === "not-measured-long-enough") return "chưa đo đủ lâu";
  if (alarm.kind === "composite") return "–";
  return value === undefined ? "không có số đo" : `${numberText(value)} ${unitText(unit ?? "None")}`.trim();
}

function spanText(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} ngày`;
  if (seconds % 3_600 === 0) return `${seconds / 3_600} giờ`;
  return `${numberText(seconds / 60)} phút`;
}

/** The section of the runbook that the text of an alarm names. */
export function runbookSection(description: string): string | undefined {
  return /\S*#([a-z0-9-]+)/.exec(description)?.[1];
}

/** The text without what is shown beside it. */
export function alarmText(description: string): string {
  return description.replace(/\s*Runbook: \S+/, "");
}

/** The name without what all names begin with. */
export function shortNameOf(name: string, stackName: string): string {
  return escaped(name.startsWith(`${stackName}-`) ? name.slice(stackName.length + 1) : name);
}
