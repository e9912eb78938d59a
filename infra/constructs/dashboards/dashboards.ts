/** What people look at: *Điều hành* for the office, *Vận hành* for operators, and the policy that lets them look. */
import { Stack } from "aws-cdk-lib";
import { CompositeAlarm, type IAlarm } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import type { ConsumerName, JobName, WidgetName, WorkerName } from "../../../functions/jobs.ts";
import type { AreaName } from "../../../functions/routes.ts";
import type { Stage } from "../../stage.ts";
import type { Api } from "../api.ts";
import type { DondocFunction } from "../function.ts";
import { ColdStarts, CountedLogCode } from "../log-metrics.ts";
import type { FailureKind, FailureQueue, WorkQueue } from "../queues.ts";
import type { Stateful } from "../stateful.ts";
import { ManagementDashboard } from "./management.ts";
import { OperationsDashboard } from "./operations.ts";
import { Viewers } from "./viewers.ts";

export interface DashboardsProps {
  readonly stage: Stage;
  readonly api: Api;
  readonly data: Stateful;
  readonly areas: Readonly<Record<AreaName, DondocFunction>>;
  readonly background: Readonly<Record<JobName | ConsumerName | WorkerName | WidgetName, DondocFunction>>;
  readonly queues: Readonly<Record<string, WorkQueue>>;
  readonly failures: Readonly<Record<FailureKind, FailureQueue>>;
  /** Every alarm of the stack. */
  readonly alarms: readonly IAlarm[];
}

/** Both pages, what they count out of the logs, and who may look. */
export class Dashboards extends Construct {
  readonly viewers: Viewers;
  private readonly management: ManagementDashboard;

  constructor(scope: Construct, id: string, props: DashboardsProps) {
    super(scope, id);
    const { stage, data, areas, background, alarms } = props;
    const { widgets } = background;
    new ColdStarts(this, "ColdStarts", { stage, logs: Object.values(areas).map(({ logs }) => logs) });
    new CountedLogCode(this, "Bounced", { stage, logs: background["mail-feedback"].logs, code: "notice-bounced" });
    this.management = new ManagementDashboard(this, "Dashboard", {
      stage,
      widgets,
      headlines: alarms.filter((alarm) => alarm instanceof CompositeAlarm),
    });
    const operations = new OperationsDashboard(this, "Operations", { ...props, tables: data.tables });
    this.viewers = new Viewers(this, "Viewers", { stage, dashboards: [this.management, operations], widgets });
  }

  /** Where the office's page is found in the console of AWS. */
  get url(): string {
    const { region } = Stack.of(this);
    return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${this.management.dashboardName}`;
  }
}
