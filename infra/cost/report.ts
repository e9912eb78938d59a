/** The estimate as text for a terminal: the table by service, then every line with its sum. */
import type { Amount, Bill, BillLine } from "./bill.ts";
import type { Estimate } from "./estimate.ts";
import { alwaysFreeOn, newAccounts, type Price, prices, services } from "./prices.ts";
import { plain } from "./quantity.ts";

/** All lines of the report. */
export function reportLines(estimate: Estimate): string[] {
  return [...heading(estimate), "", ...table(estimate), "", ...explained(estimate.loaded), "", ...notes(estimate)];
}

function heading({ stage, region, load, questionsPerMonth }: Estimate): string[] {
  return [
    `Stage ${stage}, ${region}: USD a month, of 730 hours, without tax`,
    `${plain(load.portals)} portals, ${plain(load.questionsPerDay)} questions a day (${plain(questionsPerMonth)} a month), ${plain(load.obligationsPerYear)} reports and ${plain(load.evaluationsPerYear)} evaluations a year`,
  ];
}

const columns = ["", "idle", "free tier", "in use", "free tier", "1,000 more", "free tier"];

function table({ idle, loaded, perThousand }: Estimate): string[] {
  const cells = (amounts: readonly (Amount | undefined)[]) =>
    amounts.flatMap((amount) => [money(amount?.usd), money(amount?.usdAfterFree)]);
  const all = [idle, loaded, perThousand];
  const rows = services.map((service) => [service, ...cells(all.map((amounts) => amounts?.byService.get(service)))]);
  return aligned([columns, ...rows], ["Total", ...cells(all.map((amounts) => amounts?.total))]);
}

/** Columns of equal width, numbers to the right; a rule below the heading and above the total. */
function aligned([head = [], ...rows]: readonly (readonly string[])[], total: readonly string[]): string[] {
  const widths = columns.map((_, at) => Math.max(...[head, ...rows, total].map((row) => row[at]?.length ?? 0)));
  const cell = (text: string, at: number) => (at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0));
  const line = (row: readonly string[]) => row.map(cell).join("  ");
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(head), rule, ...rows.map(line), rule, line(total)];
}

function money(usd: number | undefined): string {
  if (usd === undefined) return "–";
  return usd > 0 && usd < 0.005 ? "< 0.01" : usd.toFixed(2);
}

/** Every dollar of the month in use, service by service; what costs nothing at all is left out. */
function explained({ lines }: Bill): string[] {
  return services.flatMap((service) => {
    const own = lines.filter((line) => line.service === service && line.usd >= 0.005);
    return own.length === 0 ? [] : [service, ...own.flatMap(explainedLine)];
  });
}

function explainedLine({ price, quantity, unit, usd, free, usdAfterFree, how }: BillLine): string[] {
  const { usd: each, per = 1, standing }: Price = prices[price];
  const asked = `${unit}: ${plain(quantity)} × ${each}${per === 1 ? "" : ` / ${plain(per)}`} = ${money(usd)}`;
  const after = free > 0 ? `; ${plain(free)} free, leaves ${money(usdAfterFree)}` : "";
  return [`  ${asked}${after}${standing === "to-be-checked" ? "  (price to be checked)" : ""}`, `      ${how}`];
}

function notes({ warnings, unchecked }: Estimate): string[] {
  return [
    `Free tier: what every account has for nothing every month for ever, as of ${alwaysFreeOn}; all stages of an account share it.`,
    newAccounts,
    "Quantities are the template's own counts, units measured by npm run bench, and the assumptions of infra/cost/assumptions.ts; nothing was measured on AWS.",
    ...(unchecked.length > 0
      ? [`To be checked on AWS's own pages before a budget is made of them: ${unchecked.join(", ")}.`]
      : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}
