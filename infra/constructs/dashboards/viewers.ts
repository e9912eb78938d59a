/** The policy for those who look at the dashboards and do nothing else. */
import type { Dashboard } from "aws-cdk-lib/aws-cloudwatch";
import { ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { Stage } from "../../stage.ts";
import type { DondocFunction } from "../function.ts";

export interface ViewersProps {
  readonly stage: Stage;
  readonly dashboards: readonly Dashboard[];
  /** Draws the tables, with the rights of whoever looks. */
  readonly widgets: DondocFunction;
}

/** `dondoc-<stage>-viewers`: attached by the account's administrator to the people who look. */
export class Viewers extends Construct {
  readonly policy: ManagedPolicy;

  constructor(scope: Construct, id: string, { stage, dashboards, widgets }: ViewersProps) {
    super(scope, id);
    this.policy = new ManagedPolicy(this, "Policy", {
      managedPolicyName: `dondoc-${stage.name}-viewers`,
      description: `Looks at the dashboards of Dondoc, stage ${stage.name}, and changes nothing.`,
      statements: [
        new PolicyStatement({
          actions: ["cloudwatch:GetDashboard"],
          resources: dashboards.map(({ dashboardArn }) => dashboardArn),
        }),
        new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [widgets.lambda.functionArn] }),
        // CloudWatch knows no resource for these: whoever may read one metric may read all.
        new PolicyStatement({
          actions: [
            "cloudwatch:DescribeAlarms",
            "cloudwatch:GetMetricData",
            "cloudwatch:ListDashboards",
            "cloudwatch:ListMetrics",
          ],
          resources: ["*"],
        }),
      ],
    });
  }
}
