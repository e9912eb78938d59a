/**
 * Warns when the month becomes dear: at 80 % and 100 % of the stage's budget, and when the forecast passes it. Its preconditions: the
 * account is allowed to see its own bill (a member of an organisation may not be); nothing else runs in it, since the budget counts all
 * of it; and it is late: AWS brings the bill up to date one to three times a day, and forecasts only after some weeks of data. It warns
 * and stops nothing. A budget that only warns is free.
 */
import { Stack } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import type { AlarmTopic } from "./alarm-topic.ts";

export interface BudgetProps {
  readonly stage: Stage;
  readonly topic: AlarmTopic;
}

const warnings = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "ACTUAL", threshold: 100 },
  { notificationType: "FORECASTED", threshold: 100 },
] as const;

/** The budget of a stage, if it has one. */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { stage, topic }: BudgetProps) {
    super(scope, id);
    if (!stage.budget) return;
    const { account, partition } = Stack.of(this);
    const { policyDependable } = topic.mayBePublishedToBy(
      "budgets.amazonaws.com",
      `arn:${partition}:budgets::${account}:*`,
    );
    const budget = new CfnBudget(this, "Budget", {
      budget: {
        budgetName: `dondoc-${stage.name}`,
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: stage.budget.monthlyUsd, unit: "USD" },
      },
      notificationsWithSubscribers: warnings.map((warning) => ({
        notification: { ...warning, comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE" },
        subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
      })),
    });
    // Budgets tries the topic when it is told of it.
    if (policyDependable) budget.node.addDependency(policyDependable);
  }
}
