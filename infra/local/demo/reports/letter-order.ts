/** The order that letter 6821/UBND-BBT of 31/12/2023 gives in its item 3.1: three portals that were not kept up. */
import type { WorkingCalendar } from "../../../../shared/calendar/working-days.ts";
import type { Change } from "../../../../shared/platform/transaction.ts";
import type { Loading } from "../../../../shared/register/load.ts";
import { obligationOfDuty } from "../../../../shared/reports/duty.ts";
import { obligationEvent } from "../../../../shared/reports/obligation-event.ts";
import { bodiesOf, type Order, openedOrder, postedOrder } from "../../../../shared/reports/order.ts";
import type { OrderStore } from "../../../../shared/reports/order-store.ts";
import type { ReportStore } from "../../../../shared/reports/report-store.ts";
import { orderSubject } from "../../../../shared/reports/subject.ts";
import type { Unit } from "../../../../shared/units/unit.ts";
import { root } from "../body.ts";

const what = (portal: string) =>
  `Báo cáo tình hình, thực trạng của ${portal}: nguyên nhân chưa duy trì hoạt động, giải pháp và thời gian khắc phục`;

/** As it would be posted; the deadline is quoted as the letter writes it, and its last day in time is the day before. */
export const letterOrder: Order = openedOrder(
  postedOrder.parse({
    documentKind: "Công văn",
    number: "6821/UBND-BBT",
    on: "2023-12-31",
    issuer: root,
    recipient: root,
    subject: "tình hình, thực trạng của Cổng TTĐT thành phần chưa duy trì hoạt động",
    quotedDeadline: "trước ngày 10/01/2024",
    lastOn: "2024-01-09",
    duties: [
      {
        unit: "so-tu-phap",
        portal: "cong-trung-tam-dich-vu-dau-gia-tai-san-tinh",
        what: what("Cổng TTĐT Trung tâm Dịch vụ Đấu giá tài sản tỉnh"),
      },
      {
        unit: "so-tai-nguyen-va-moi-truong",
        portal: "cong-ban-quan-ly-du-an-vilg",
        what: what("Cổng TTĐT Ban Quản lý dự án VILG Lào Cai"),
      },
      {
        unit: "hoi-khuyen-hoc-tinh",
        portal: "cong-hoi-khuyen-hoc-tinh",
        what: what("Cổng TTĐT Hội Khuyến học tỉnh"),
      },
    ],
  }),
);

/** The order with what each body owes by it. */
export function orderEntered(
  { reports, orders }: { readonly reports: ReportStore; readonly orders: OrderStore },
  units: ReadonlyMap<string, Unit>,
  calendar: WorkingCalendar,
  { by, now }: Loading,
): Change {
  const owed = bodiesOf(letterOrder).flatMap((body) => {
    const unit = units.get(body);
    return unit ? [obligationOfDuty(letterOrder, unit, now, calendar)] : [];
  });
  const { id, number, on, lastOn, recipient, issuer, version, sequence, state } = letterOrder;
  const opened = {
    subject: orderSubject(id),
    sequence,
    version,
    kind: "order-opened",
    at: new Date(now).toISOString(),
    by,
    unit: issuer,
    to: state,
    facts: { number, on, lastOn, recipient, bodies: bodiesOf(letterOrder) },
  };
  return {
    writes: [orders.save(letterOrder, undefined), ...owed.flatMap((head) => reports.add(head))],
    events: [opened, ...owed.map((head) => obligationEvent("obligation-frozen", head, { by, now }))],
  };
}
