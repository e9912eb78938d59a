/** Draws the dashboard's tables. Reads tallies and names only: no question and no asker comes near it. */

import * as z from "zod";
import { dayAt } from "../../shared/calendar/province-time.ts";
import type { Clock } from "../../shared/platform/clock.ts";
import type { RegisterStore } from "../../shared/register/register-store.ts";
import { monthOf, standing, summed, type Tally } from "../../shared/statistics/tally.ts";
import type { TallyStore } from "../../shared/statistics/tally-store.ts";
import { unitTable } from "../../shared/statistics/unit-table.ts";
import { nameOn } from "../../shared/units/unit.ts";

export interface WidgetDeps {
  readonly tallies: TallyStore;
  readonly register: Pick<RegisterStore, "getMany">;
  readonly clock: Clock;
}

/** What CloudWatch asks: to be described, or to be drawn with the widget's parameters. */
const asked = z.object({ describe: z.boolean().default(false) });

const description = {
  markdown: [
    "### Theo cơ quan, đơn vị / By unit",
    "Số liệu trong tháng của từng cơ quan, đơn vị, đếm từ các sự kiện; số đang xử lý là số hiện nay. Tỷ lệ ghi theo n/N.",
    "",
    "Counts of this month by unit, from the events; `Đang xử lý` is how many are open now. Shares are n of N.",
    "",
    "```yaml",
    "widget: questions-by-unit",
    "```",
  ].join("\n"),
};

export async function draw(event: unknown, deps: WidgetDeps): Promise<string | typeof description> {
  const { describe } = asked.parse(event ?? {});
  return describe ? description : questionsByUnit(deps);
}

async function questionsByUnit({ tallies, register, clock }: WidgetDeps): Promise<string> {
  const now = clock.now();
  const month = monthOf(now);
  const [ofMonth, ofNow] = await Promise.all([tallies.of(month), tallies.of(standing)]);
  const byUnit = Map.groupBy([...ofMonth, ...ofNow], ({ unit }: Tally) => unit);
  const units = await register.getMany("unit", [...byUnit.keys()]);
  const rows = [...byUnit].map(([id, parts]) => {
    const unit = units.get(id)?.value;
    return { name: unit ? nameOn(unit, dayAt(now)) : id, counts: summed(parts.map(({ counts }) => counts)) };
  });
  return unitTable(rows, month, now);
}
