/** What the province's office looks at: figures of the whole province, and a table by unit that a function draws. */
import { Duration, Stack } from "aws-cdk-lib";
import {
  CustomWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  PeriodOverride,
  SingleValueWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { jobs } from "../../functions/jobs.ts";
import { type FigureName, figureNames } from "../../shared/statistics/figures.ts";
import type { Stage } from "../stage.ts";
import { metricNamespaceOf } from "./alarms.ts";
import type { DondocFunction } from "./function.ts";

export interface DondocDashboardProps {
  readonly stage: Stage;
  /** Draws the table by unit. */
  readonly widgets: DondocFunction;
}

/** Figures as they stood last, and how they went; the newest of the job that writes them. */
export class DondocDashboard extends Construct {
  private readonly dashboard: Dashboard;
  private readonly namespace: string;

  constructor(scope: Construct, id: string, { stage, widgets }: DondocDashboardProps) {
    super(scope, id);
    this.namespace = metricNamespaceOf(stage);
    this.dashboard = new Dashboard(this, "Dashboard", {
      dashboardName: `dondoc-${stage.name}`,
      defaultInterval: Duration.days(7),
      periodOverride: PeriodOverride.INHERIT,
    });
    this.dashboard.addWidgets(
      this.now("Câu hỏi hiện nay", ["open", "due-today", "late", "without-due-day"]),
      this.now("Trong tháng", ["received-in-month", "answered-on-time-in-month", "answered-in-month"]),
    );
    this.dashboard.addWidgets(
      new GraphWidget({
        title: "Diễn biến",
        width: 24,
        height: 6,
        left: this.metrics(["open", "due-today", "late"]),
        leftYAxis: { min: 0, showUnits: false },
      }),
    );
    this.dashboard.addWidgets(
      new CustomWidget({
        title: "Theo cơ quan, đơn vị",
        functionArn: widgets.lambda.functionArn,
        width: 24,
        height: 12,
        params: { widget: "questions-by-unit" },
        updateOnRefresh: true,
        updateOnResize: false,
        updateOnTimeRangeChange: false,
      }),
    );
  }

  /** Where it is found in the console. */
  get url(): string {
    const { region } = Stack.of(this);
    return `https://${region}.console.aws.amazonaws.com/cloudwatch/home?region=${region}#dashboards/dashboard/${this.dashboard.dashboardName}`;
  }

  private now(title: string, names: readonly FigureName[]): SingleValueWidget {
    return new SingleValueWidget({
      title,
      width: 12,
      height: 4,
      metrics: this.metrics(names),
      setPeriodToTimeRange: false,
    });
  }

  private metrics(names: readonly FigureName[]): IMetric[] {
    return names.map(
      (metricName) =>
        new Metric({
          namespace: this.namespace,
          metricName,
          label: figureNames[metricName],
          statistic: "Maximum",
          period: Duration.seconds(jobs.figures.everySeconds),
        }),
    );
  }
}
