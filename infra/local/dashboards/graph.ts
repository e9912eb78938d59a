/** Draws lines over time as SVG: told apart by colour and by dash, named in the legend, with gaps shown as gaps. */
import { escaped } from "../../../shared/platform/html.ts";
import { numberText, unitText, valueTicks } from "./numbers.ts";
import type { Point, Series } from "./series.ts";
import { momentText, type TimeRange, timeTicks } from "./time-range.ts";

export interface GraphLine {
  readonly value: number;
  readonly label: string;
}

export interface Graph {
  readonly title: string;
  readonly series: readonly Series[];
  readonly range: TimeRange;
  /** In units of the page's grid. */
  readonly width: number;
  readonly height: number;
  readonly least: number | undefined;
  readonly most: number | undefined;
  /** Levels to compare with. */
  readonly lines: readonly GraphLine[];
  readonly isStacked: boolean;
}

/** Dark enough on white for everybody: at least 4.5 to 1. */
const colours = [
  "#0b4f9e",
  "#b3261e",
  "#17692f",
  "#7a4300",
  "#6a1b9a",
  "#006070",
  "#a3124f",
  "#444444",
  "#535f00",
  "#b04400",
];
const dashes = ["", "7 3", "2 3", "8 3 2 3"];
const margin = { left: 46, right: 12, top: 8, bottom: 22 };

/** The picture, its legend, and a sentence for whoever cannot see it. */
export function graphHtml(graph: Graph): string {
  const shown = graph.isStacked ? stacked(graph.series) : graph.series;
  const frame = frameOf(graph, shown);
  const summary = graph.series.map(lastText).join("; ");
  const isEmpty = graph.series.every(({ points }) => points.length === 0);
  const inside = [
    ...frame.grid,
    ...graph.lines.map((line) => levelLine(line, frame)),
    ...shown.map((series, index) => seriesPath(series, index, frame)),
    isEmpty
      ? `<text class="empty" x="${frame.width / 2}" y="${frame.height / 2}" text-anchor="middle">Chưa có số đo trong khoảng thời gian này</text>`
      : "",
  ];
  return `<div class="graph" tabindex="0" role="group" aria-label="${escaped(graph.title)}"><svg viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escaped(`${graph.title}. ${summary}`)}">${inside.join("")}</svg></div>
<ul class="legend">${graph.series.map(legendItem).join("")}</ul>`;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly grid: readonly string[];
  x(at: number): number;
  y(value: number): number;
}

function frameOf({ range, width: columns, height: rows, least, most, lines }: Graph, shown: readonly Series[]): Frame {
  const width = columns * 44;
  const height = rows * 28;
  const values = [
    ...shown.flatMap(({ points }) => points.map(({ value }) => value)),
    ...lines.map(({ value }) => value),
  ];
  const low = least ?? Math.min(0, ...values);
  const high = most ?? Math.max(low + 1, ...values);
  const ticks = valueTicks(low, high, Math.max(2, Math.floor(height / 48)));
  const top = ticks.at(-1) ?? high;
  const bottom = ticks[0] ?? low;
  const x = (at: number) =>
    margin.left + ((at - range.from) / (range.to - range.from)) * (width - margin.left - margin.right);
  const y = (value: number) =>
    height - margin.bottom - ((value - bottom) / (top - bottom)) * (height - margin.top - margin.bottom);
  const across = ticks.map(
    (tick) =>
      `<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${margin.left - 6}" y="${px(y(tick) + 4)}" text-anchor="end">${numberText(tick)}</text>`,
  );
  const along = timeTicks(range, Math.floor(width / 64)).map(
    ({ at, text }) =>
      `<line class="tick" x1="${px(x(at))}" x2="${px(x(at))}" y1="${height - margin.bottom}" y2="${height - margin.bottom + 4}"/><text x="${px(x(at))}" y="${height - 5}" text-anchor="middle">${text}</text>`,
  );
  return { width, height, grid: [...across, ...along], x, y };
}

function levelLine({ value, label }: GraphLine, { width, y }: Frame): string {
  return `<line class="level" x1="${margin.left}" x2="${width - margin.right}" y1="${px(y(value))}" y2="${px(y(value))}"/><text x="${width - margin.right}" y="${px(y(value) - 4)}" text-anchor="end">${escaped(label)}</text>`;
}

/** Gaps narrower than this are not told from the line. */
const gapPixels = 24;

/** Whole where every period has a value; thin dots bridge wider gaps; a lone point is a mark. */
function seriesPath({ points, periodMilliseconds }: Series, index: number, { x, y }: Frame): string {
  const place = ({ at, value }: Point) => `${px(x(at))} ${px(y(value))}`;
  const runs: Point[][] = [];
  for (const point of points) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isNear = last && (point.at - last.at <= 1.5 * periodMilliseconds || x(point.at) - x(last.at) <= gapPixels);
    if (run && isNear) run.push(point);
    else runs.push([point]);
  }
  const style = `stroke="${colourOf(index)}"`;
  const dash = dashOf(index);
  const lines = runs.filter((run) => run.length > 1).map((run) => `M${run.map(place).join("L")}`);
  const bridges = runs.slice(1).flatMap((run, at) => {
    const [before, after] = [runs[at]?.at(-1), run[0]];
    return before && after ? [`M${place(before)}L${place(after)}`] : [];
  });
  const marks = runs.flatMap(([only, ...more]) =>
    only && more.length === 0
      ? [`<circle cx="${px(x(only.at))}" cy="${px(y(only.value))}" r="2.2" fill="${colourOf(index)}"/>`]
      : [],
  );
  return [
    bridges.length > 0 ? `<path class="bridge" ${style} d="${bridges.join("")}"/>` : "",
    lines.length > 0
      ? `<path class="line" ${style}${dash === "" ? "" : ` stroke-dasharray="${dash}"`} d="${lines.join("")}"/>`
      : "",
    ...marks,
  ].join("");
}

/** Each on top of those before it, where all of them were measured at the same moment or stand at nothing. */
function stacked(series: readonly Series[]): Series[] {
  const reached = new Map<number, number>();
  return series.map((one) => ({
    ...one,
    points: one.points.map(({ at, value }) => {
      const top = (reached.get(at) ?? 0) + value;
      reached.set(at, top);
      return { at, value: top };
    }),
  }));
}

function legendItem(series: Series, index: number): string {
  const dash = dashOf(index);
  const sample = `<svg viewBox="0 0 24 8" width="24" height="8" aria-hidden="true"><path class="line" stroke="${colourOf(index)}"${dash === "" ? "" : ` stroke-dasharray="${dash}"`} d="M0 4L24 4"/></svg>`;
  return `<li>${sample} ${escaped(lastText(series))}</li>`;
}

/** `Quá hạn: 3`, with its unit; or why there is nothing. */
export function lastText({ label, points, unit, isMeasured }: Series): string {
  const last = points.at(-1);
  if (last) return `${label}: ${numberText(last.value)} ${unitText(unit)}`.trim();
  return `${label}: ${isMeasured ? "chưa có số đo" : "không đo trên máy này"}`;
}

/** A table of the same points, the newest first; `atMost` moments. */
export function pointsTable(series: readonly Series[], atMost: number): string {
  const byMoment = new Map<number, Map<Series, number>>();
  for (const one of series) {
    for (const { at, value } of one.points) {
      const row = byMoment.get(at) ?? new Map<Series, number>();
      byMoment.set(at, row.set(one, value));
    }
  }
  const moments = [...byMoment.keys()].sort((a, b) => b - a);
  const rows = moments.slice(0, atMost).map((at) => {
    const cells = series.map((one) => {
      const value = byMoment.get(at)?.get(one);
      return `<td>${value === undefined ? "–" : numberText(value)}</td>`;
    });
    return `<tr><th scope="row">${momentText(at)}</th>${cells.join("")}</tr>`;
  });
  const head = series.map(({ label, unit }) => `<th scope="col">${escaped(`${label} ${unitText(unit)}`.trim())}</th>`);
  const more = moments.length > atMost ? ` (${atMost} mốc mới nhất trong ${numberText(moments.length)})` : "";
  return `<details><summary>Bảng số liệu${more}</summary><div class="wide" tabindex="0" role="region" aria-label="Bảng số liệu"><table><thead><tr><th scope="col">Thời điểm</th>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div></details>`;
}

function colourOf(index: number): string {
  return colours[index % colours.length] ?? "#000";
}

function dashOf(index: number): string {
  return dashes[Math.floor(index / colours.length + (index % dashes.length)) % dashes.length] ?? "";
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
