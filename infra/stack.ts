/** The one stack: a table of contents, and every grant. No resource is configured here. */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { AreaName } from "../functions/routes.ts";
import { LogCodeAlarm } from "./constructs/alarms.ts";
import { Api } from "./constructs/api.ts";
import { calendarFunction, questionsFunction, registerFunction } from "./constructs/areas.ts";
import type { DondocFunction } from "./constructs/function.ts";
import { Stateful } from "./constructs/stateful.ts";
import type { Stage } from "./stage.ts";

export interface DondocStackProps extends StackProps {
  readonly stage: Stage;
  /** Where the bundled entry of a function lies. */
  readonly assetPath: (area: AreaName) => string;
}

export class DondocStack extends Stack {
  readonly data: Stateful;
  readonly functions: Readonly<Record<AreaName, DondocFunction>>;
  readonly api: Api;

  constructor(scope: Construct, id: string, props: DondocStackProps) {
    super(scope, id, props);
    const { stage } = props;
    const data = new Stateful(this, "Data", { stage });
    this.data = data;
    const common = { stage, data, assetPath: props.assetPath };

    const questions = questionsFunction(this, common)
      .mayUse(data.questions, ["GetItem", "PutItem"], ["open-by-unit", "open-by-due"])
      .mayUse(data.register, ["GetItem", "Query"])
      .mayUse(data.calendars, ["GetItem"])
      .mayUse(data.events, ["PutItem", "Query"])
      .mayUse(data.answers, ["GetItem", "PutItem"]);
    const calendar = calendarFunction(this, common).mayUse(data.calendars, ["GetItem"]);
    const register = registerFunction(this, common)
      .mayUse(data.register, ["GetItem", "BatchGetItem", "Query", "PutItem", "DeleteItem"], ["records-by-kind"])
      .mayUse(data.events, ["PutItem"])
      .mayUse(data.answers, ["GetItem", "PutItem"]);

    this.functions = { questions, calendar, register };
    this.api = new Api(this, "Api", { stage, functions: this.functions });

    new LogCodeAlarm(this, "CalendarMissing", {
      stage,
      logs: questions.logs,
      code: "calendar-missing",
      impact: "Questions are received without a due date: a year has no calendar of working days.",
    });
    new LogCodeAlarm(this, "IssuerUnreachable", {
      stage,
      logs: questions.logs,
      code: "issuer-unreachable",
      impact: "Officers cannot work: the issuer of their tokens does not answer.",
    });

    new CfnOutput(this, "ApiUrl", { value: this.api.url });
    new CfnOutput(this, "QuestionsTable", { value: data.questions.tableName });
    new CfnOutput(this, "EventsTable", { value: data.events.tableName });
    new CfnOutput(this, "AnswersTable", { value: data.answers.tableName });
    new CfnOutput(this, "RegisterTable", { value: data.register.tableName });
    new CfnOutput(this, "CalendarsTable", { value: data.calendars.tableName });
  }
}
