/** *Điều hành*: what the province's office looks at. Figures of the whole province, and tables by name that a function draws. */
import { Duration } from "aws-cdk-lib";
import {
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  type IAlarm,
  PeriodOverride,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import type { MetricName } from "../../../shared/statistics/metrics.ts";
import { type WidgetTable, widgetTitles } from "../../../shared/statistics/widget.ts";
import type { Stage } from "../../stage.ts";
import type { DondocFunction } from "../function.ts";
import { lines, managementName, operationsName, own, pageWidth, totals, values } from "./drawing.ts";

export interface ManagementDashboardProps {
  readonly stage: Stage;
  /** Draws the tables. */
  readonly widgets: DondocFunction;
  /** Whether questions come in, deadlines are checked, notices leave, figures can be trusted. */
  readonly headlines: readonly IAlarm[];
}

/** Row by row: the tables, and how wide and high each is. */
const tables: readonly (readonly (readonly [WidgetTable, number, number])[])[] = [
  [["late-now", pageWidth, 9]],
  [
    ["due-today", 10, 8],
    ["not-answering", 14, 8],
  ],
  [["questions-by-unit", pageWidth, 12]],
  [["reports-by-group", pageWidth, 10]],
  [["reports-missing", pageWidth, 9]],
  [["scores-weakest", pageWidth, 9]],
];

/** Figures first, then whether they can be trusted, then names. */
export class ManagementDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { stage, widgets, headlines }: ManagementDashboardProps) {
    super(scope, id, {
      dashboardName: managementName(stage),
      defaultInterval: Duration.days(7),
      periodOverride: PeriodOverride.INHERIT,
    });
    this.addWidgets(new TextWidget({ width: pageWidth, height: 2, markdown: heading(stage) }));
    this.addFigures(stage);
    this.addWidgets(
      new AlarmStatusWidget({ title: "Tình trạng hệ thống", width: pageWidth, height: 3, alarms: [...headlines] }),
    );
    for (const row of tables) {
      this.addWidgets(...row.map(([table, width, height]) => drawnBy(widgets, table, width, height)));
    }
  }

  private addFigures(stage: Stage): void {
    const shown = (...names: MetricName[]) => names.map((name) => own(stage, name));
    const bounced = own(stage, "notice-bounced", "Sum");
    this.addWidgets(
      values("Câu hỏi hiện nay", 14, shown("open", "due-today", "late", "without-due-day")),
      values("Câu hỏi chưa trả lời lâu nhất", 10, shown("oldest-unanswered")),
    );
    this.addWidgets(
      values("Trong tháng", 4, shown("received-in-month")),
      // n/N: both numbers side by side, never a share alone.
      values("Trả lời trong tháng: đúng hạn / đã trả lời (n/N)", 10, [
        own(stage, "answered-on-time-in-month", "Maximum", "Đúng hạn (n)"),
        own(stage, "answered-in-month", "Maximum", "Đã trả lời, có thời hạn (N)"),
      ]),
      values("Thông báo hiện nay", 4, shown("notices-waiting")),
      totals("Thông báo trong khoảng đang xem", 6, [bounced]),
    );
    this.addWidgets(
      lines("Diễn biến câu hỏi", 16, shown("open", "due-today", "late")),
      lines("Diễn biến thông báo", 8, [...shown("notices-waiting"), bounced]),
    );
  }
}

/** A table that the function draws with the rights of whoever looks. */
function drawnBy({ lambda }: DondocFunction, widget: WidgetTable, width: number, height: number): CustomWidget {
  return new CustomWidget({
    title: widgetTitles[widget],
    functionArn: lambda.functionArn,
    width,
    height,
    params: { widget },
    updateOnRefresh: true,
    updateOnResize: false,
    updateOnTimeRangeChange: false,
  });
}

function heading(stage: Stage): string {
  return [
    "# Điều hành",
    `Số liệu được cập nhật 05 phút một lần, báo cáo định kỳ 01 giờ một lần; tình trạng ghi bằng chữ, tỷ lệ ghi theo n/N; dấu “–” ở số đếm từ nhật ký là không phát sinh. Tình trạng kỹ thuật: [Vận hành](#dashboards:name=${operationsName(stage)}).`,
  ].join("\n");
}
