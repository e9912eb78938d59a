/** A deployed function: newest runtime, arm64, its own log group, its own rights, an alarm that says who is hurt. */
import { Duration } from "aws-cdk-lib";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import { RunbookAlarm } from "./alarms.ts";
import { removalOf } from "./removal.ts";

/** The variables of a function, as its `env.ts` wants them: one that is forgotten does not compile. */
export interface DondocFunctionProps<Variables extends Readonly<Record<string, string>>> {
  readonly stage: Stage;
  /** The folder with the bundled entry, `index.mjs`. */
  readonly assetPath: string;
  readonly variables: Variables;
  /** What a citizen or an officer loses while this function fails; shown on its alarm. */
  readonly errorImpact: string;
  /** @default 10 */
  readonly timeoutSeconds?: number;
  /** @default 512 */
  readonly memoryMegabytes?: number;
}

/** The newest Node runtime that CDK knows. */
const runtime = Runtime.NODEJS_24_X;

export class DondocFunction<
  Variables extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> extends Construct {
  readonly lambda: LambdaFunction;
  readonly logs: LogGroup;
  readonly errorImpact: string;

  constructor(scope: Construct, id: string, props: DondocFunctionProps<Variables>) {
    super(scope, id);
    const shortName = kebab(id);
    const name = `dondoc-${props.stage.name}-${shortName}`;
    this.errorImpact = props.errorImpact;
    this.logs = new LogGroup(this, "Logs", {
      logGroupName: `/dondoc/${props.stage.name}/${shortName}`,
      retention: props.stage.logRetentionDays as RetentionDays,
      removalPolicy: removalOf(props.stage),
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    role.addToPolicy(
      new PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [this.logs.logGroupArn],
      }),
    );
    this.lambda = new LambdaFunction(this, "Function", {
      functionName: name,
      runtime,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.assetPath),
      handler: "index.handler",
      role,
      timeout: Duration.seconds(props.timeoutSeconds ?? 10),
      memorySize: props.memoryMegabytes ?? 512,
      environment: props.variables,
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
    });
    new RunbookAlarm(this, "Errors", {
      stage: props.stage,
      name: `${shortName}-errors`,
      section: "function-errors",
      impact: props.errorImpact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
    });
  }

  /** Grants named actions on a table, and on the named indexes of it, and nothing besides. */
  mayUse(table: ITableV2, actions: readonly TableAction[], indexes: readonly string[] = []): this {
    if (actions.length > 0)
      this.may(
        actions.map((action) => `dynamodb:${action}`),
        [table.tableArn],
      );
    if (indexes.length > 0) {
      this.may(
        ["dynamodb:Query"],
        indexes.map((index) => `${table.tableArn}/index/${index}`),
      );
    }
    return this;
  }

  /** Grants what an event source mapping needs to read the stream of a table. */
  mayReadStream({ tableStreamArn }: ITableV2): this {
    if (tableStreamArn === undefined) throw new Error("This table has no stream.");
    return this.may(
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      [tableStreamArn],
    );
  }

  /** Grants what an event source mapping needs to take messages out of a queue. */
  mayReceiveFrom({ queueArn }: IQueue): this {
    return this.may(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], [queueArn]);
  }

  maySendTo({ queueArn }: IQueue): this {
    return this.may(["sqs:SendMessage"], [queueArn]);
  }

  /** Grants named actions on the objects below a folder of a bucket, and nothing besides. */
  mayUseObjects(bucket: IBucket, folder: string, actions: readonly ObjectAction[]): this {
    return this.may(
      actions.map((action) => `s3:${action}`),
      [bucket.arnForObjects(`${folder}/*`)],
    );
  }

  /** Grants named actions on named resources, and nothing besides. */
  may(actions: readonly string[], resources: readonly string[]): this {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
    return this;
  }
}

export type TableAction =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "ConditionCheckItem";

export type ObjectAction = "GetObject" | "GetObjectVersion" | "PutObject";

/** The id of a construct as names are written: `DeadlineSweep` is `deadline-sweep`. */
function kebab(id: string): string {
  return id.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
}
