/** Points, scores and shares for people: hundredths with a decimal comma, no zeros at the end. */

/** `1063` is `10,63`, `1200` is `12`. */
export function pointsText(hundredths: number): string {
  const sign = hundredths < 0 ? "-" : "";
  const whole = Math.floor(Math.abs(hundredths) / 100);
  const rest = String(Math.abs(hundredths) % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${sign}${whole}${rest === "" ? "" : `,${rest}`}`;
}

/** `8571` is `85,71%`. */
export function percentText(hundredths: number): string {
  return `${pointsText(hundredths)}%`;
}
