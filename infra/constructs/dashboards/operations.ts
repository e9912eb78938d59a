/** *Vận hành*: what operators look at. Is it called, does it answer, does everything run that runs by itself, and what waits. */
import { Duration } from "aws-cdk-lib";
import {
  AlarmStatusWidget,
  Dashboard,
  type IAlarm,
  type IMetric,
  Metric,
  PeriodOverride,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { consumers, jobs } from "../../../functions/jobs.ts";
import type { MetricName } from "../../../shared/statistics/metrics.ts";
import type { Stage } from "../../stage.ts";
import type { Api } from "../api.ts";
import type { DondocFunction } from "../function.ts";
import type { FailureQueue, WorkQueue } from "../queues.ts";
import { lines, managementName, operationsName, own, pageWidth, period, totals, values } from "./drawing.ts";

type ByName<Thing> = Readonly<Record<string, Thing>>;

export interface OperationsDashboardProps {
  readonly stage: Stage;
  readonly api: Api;
  /** The functions behind the API. */
  readonly areas: ByName<DondocFunction>;
  /** The functions that run by themselves. */
  readonly background: ByName<DondocFunction>;
  readonly queues: ByName<WorkQueue>;
  /** What failed, by its kind. */
  readonly failures: ByName<FailureQueue>;
  readonly tables: ByName<ITableV2>;
  /** Every alarm of the stack. */
  readonly alarms: readonly IAlarm[];
}

/** What a log says that no machine mends. */
const needPeople = [
  "notice-event-stuck",
  "figure-event-stuck",
  "notice-held",
  "notice-without-recipient",
  "reports-body-unplaced",
  "calendar-missing",
  "issuer-unreachable",
] as const satisfies MetricName[];

/**
 * One page, so that an incident needs no second one. It names more than the 50 metrics up to which a page is free: 3 USD a month.
 */
export class OperationsDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id, {
      dashboardName: operationsName(props.stage),
      defaultInterval: Duration.days(1),
      periodOverride: PeriodOverride.INHERIT,
    });
    this.addWidgets(new TextWidget({ width: pageWidth, height: 2, markdown: heading(props.stage) }));
    this.addWidgets(
      new AlarmStatusWidget({ title: "Cảnh báo", width: pageWidth, height: 8, alarms: [...props.alarms] }),
    );
    this.addCalls(props);
    this.addFunctions(props);
    this.addWhatRunsByItself(props);
    this.addQueues(props);
    this.addTables(props);
  }

  private addCalls({ stage, api: { http } }: OperationsDashboardProps): void {
    const latency = (statistic: string) => http.metricLatency({ statistic, period, label: statistic });
    this.addWidgets(
      lines("API: số lượt gọi, số lỗi, số lần khởi động nguội", 8, [
        http.metricCount({ statistic: "Sum", period, label: "Lượt gọi" }),
        http.metricClientError({ statistic: "Sum", period, label: "Lỗi của bên gọi (4xx)" }),
        http.metricServerError({ statistic: "Sum", period, label: "Lỗi của hệ thống (5xx)" }),
        own(stage, "cold-start", "SampleCount", "Khởi động nguội"),
      ]),
      lines("API: thời gian trả lời (mili giây)", 8, ["p50", "p95", "p99"].map(latency)),
      lines(
        "API: thời gian khởi động nguội (mili giây)",
        8,
        ["p50", "p95"].map((statistic) => own(stage, "cold-start", statistic, statistic)),
      ),
    );
  }

  private addFunctions({ areas, background }: OperationsDashboardProps): void {
    const all = { ...areas, ...background };
    this.addWidgets(
      lines(
        "Các hàm: số lỗi",
        12,
        ofEach(all, ({ lambda }, label) => lambda.metricErrors({ period, label })),
      ),
      lines(
        "Các hàm: thời gian chạy, p95 (mili giây)",
        12,
        ofEach(all, ({ lambda }, label) => lambda.metricDuration({ statistic: "p95", period, label })),
      ),
    );
  }

  private addWhatRunsByItself({ stage, background }: OperationsDashboardProps): void {
    const age = ({ lambda }: DondocFunction, label: string) =>
      lambda.metric("IteratorAge", { statistic: "Maximum", period, label });
    this.addWidgets(
      lines(
        "Nhịp của các việc định kỳ: số lần chạy trong 05 phút",
        8,
        ofEach(among(background, Object.keys(jobs)), ({ lambda }, label) =>
          lambda.metricInvocations({ period, label }),
        ),
      ),
      lines("Luồng sự kiện: độ trễ (mili giây)", 8, ofEach(among(background, Object.keys(consumers)), age)),
      lines("Việc đến giờ mà chưa xử lý (giây)", 8, [
        own(stage, "oldest-due-unhandled", "Maximum", "Kiểm tra thời hạn"),
        own(stage, "oldest-notice-waiting", "Maximum", "Gửi thông báo"),
      ]),
    );
    this.addWidgets(
      totals(
        "Việc cần người xử lý, trong khoảng đang xem",
        pageWidth,
        needPeople.map((name) => own(stage, name, "Sum")),
      ),
    );
  }

  private addQueues({ queues, failures }: OperationsDashboardProps): void {
    const age = ({ queue }: WorkQueue, label: string) =>
      queue.metricApproximateAgeOfOldestMessage({ statistic: "Maximum", period, label });
    const length = ({ queue }: WorkQueue | FailureQueue, label: string) =>
      queue.metricApproximateNumberOfMessagesVisible({ statistic: "Maximum", period, label });
    const sent = (metricName: string, label: string) =>
      new Metric({ namespace: "AWS/SES", metricName, statistic: "Sum", period, label });
    this.addWidgets(
      lines("Hàng đợi: tin chờ lâu nhất (giây)", 8, ofEach(queues, age)),
      lines("Hàng đợi: số tin đang chờ", 8, ofEach(queues, length)),
      lines("Thư (SES, cả tài khoản)", 8, [
        sent("Send", "Đã gửi"),
        sent("Delivery", "Đã chuyển đến"),
        sent("Bounce", "Chưa chuyển đến được"),
        sent("Complaint", "Bị báo là thư rác"),
      ]),
    );
    this.addWidgets(values("Hàng đợi lỗi: số tin đang nằm lại", pageWidth, ofEach(failures, length)));
  }

  private addTables({ tables }: OperationsDashboardProps): void {
    const of = (metricName: string) =>
      ofEach(
        tables,
        ({ tableName }, label) =>
          new Metric({
            namespace: "AWS/DynamoDB",
            metricName,
            dimensionsMap: { TableName: tableName },
            statistic: "Sum",
            period,
            label,
          }),
      );
    this.addWidgets(
      lines("Bảng: đơn vị đọc", 12, of("ConsumedReadCapacityUnits")),
      lines("Bảng: đơn vị ghi", 12, of("ConsumedWriteCapacityUnits")),
    );
    this.addWidgets(
      lines("Bảng: lượt đọc bị hạn chế", 12, of("ReadThrottleEvents")),
      lines("Bảng: lượt ghi bị hạn chế", 12, of("WriteThrottleEvents")),
    );
  }
}

function ofEach<Thing>(things: ByName<Thing>, metric: (thing: Thing, name: string) => IMetric): IMetric[] {
  return Object.entries(things).map(([name, thing]) => metric(thing, name));
}

function among<Thing>(things: ByName<Thing>, names: readonly string[]): ByName<Thing> {
  return Object.fromEntries(Object.entries(things).filter(([name]) => names.includes(name)));
}

function heading(stage: Stage): string {
  return [
    "# Vận hành",
    `Mỗi cảnh báo nêu ai bị ảnh hưởng và mục cần đọc trong infra/docs/runbook.md; dấu “–” ở số đếm từ nhật ký là không phát sinh. Số liệu câu hỏi: [Điều hành](#dashboards:name=${managementName(stage)}).`,
  ].join("\n");
}
