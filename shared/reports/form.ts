/** The form by which an obligation's report is filled in: its regime's, or made from the duties of an order. */
import { periodName } from "./kinds.ts";
import type { ObligationHead } from "./obligation.ts";
import type { Order } from "./order.ts";
import type { ReportForm } from "./regime.ts";
import { regimes } from "./regimes.ts";

/** The answer to one duty of an order. In code points. */
const dutyAnswerMaxLength = 10_000;

/** The form of a periodic report by the regime that it was opened by, or of a directed one by its order. */
export function formOf(head: Pick<ObligationHead, "period" | "regime" | "unit">, order: Order | undefined): ReportForm {
  if (order) return orderForm(order, head.unit);
  const regime = regimes.find(({ id }) => id === head.regime);
  if (!regime || !head.period) throw new Error(`There is no form for an obligation of the regime ${head.regime}.`);
  return { ...regime, name: `${regime.name} ${periodName(head.period)}` };
}

/** One text per duty that the order gives to the body, no figures. */
function orderForm(order: Order, unit: string): ReportForm {
  const duties = order.duties.map((duty, index) => ({ ...duty, id: `duty-${index + 1}` }));
  return {
    name: order.subject,
    legalBasis: `${order.documentKind} số ${order.number} ngày ${order.on.split("-").toReversed().join("/")}`,
    outline: duties
      .filter((duty) => duty.unit === unit)
      .map(({ id, what }) => ({ id, title: what, isRequired: true, maxLength: dutyAnswerMaxLength })),
    figures: [],
    sums: [],
    jumpShare: 0,
  };
}

/** The paths of all cells of a form, as returned fields name them. */
export function cellsOf({ outline, figures }: ReportForm): Set<string> {
  return new Set([...outline.map(({ id }) => `sections.${id}`), ...figures.map(({ id }) => `figures.${id}`)]);
}
