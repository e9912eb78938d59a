/** Numbers as they are written in Vietnamese, with their unit. */

const whole = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("vi-VN", { maximumSignificantDigits: 3 });

/** `1.234,5`: no more digits than anybody reads. */
export function numberText(value: number): string {
  return (Math.abs(value) >= 100 || Number.isInteger(value) ? whole : fine).format(value);
}

const units: Readonly<Record<string, string>> = { Milliseconds: "ms", Seconds: "giây", Percent: "%", Bytes: "byte" };

/** The unit beside a number; empty for what is only counted. */
export function unitText(unit: string): string {
  return units[unit] ?? "";
}

/** Round steps from `least` up to at least `most`: about `count` of them, whole numbers when the values are few. */
export function valueTicks(least: number, most: number, count: number): number[] {
  const span = most - least || 1;
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const used = span >= 1 ? Math.max(step, span <= count ? 1 : step) : step;
  const ticks: number[] = [];
  for (let index = 0; ; index++) {
    const tick = Math.floor(least / used) * used + index * used;
    ticks.push(Number(tick.toPrecision(12)));
    if (tick >= most && index > 0) return ticks;
  }
}
