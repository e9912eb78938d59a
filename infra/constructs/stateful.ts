/**
 * Everything that holds data. The ids in this file never change: a changed id is a new, empty table.
 * A test pins logical ids and key schemas.
 */
import { Aws, Duration } from "aws-cdk-lib";
import { AccountRecovery, FeaturePlan, Mfa, OAuthScope, UserPool, type UserPoolClient } from "aws-cdk-lib/aws-cognito";
import {
  type Attribute,
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  type TablePropsV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { type Stage, tableNameOf } from "../stage.ts";
import { removalOf } from "./removal.ts";

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
const number = (name: string): Attribute => ({ name, type: AttributeType.NUMBER });

/** What the indexes of open questions show (shared/questions/question-store.ts, `openQuestion`). */
export const openQuestionAttributes = [
  "version",
  "state",
  "unit",
  "class",
  "title",
  "receivedAt",
  "startsOn",
  "dueOn",
  "acceptBy",
  "provisional",
  "acceptedAt",
  "callFor",
];

/** What the indexes of obligations show (shared/reports/report-store.ts, `listedObligation`), beside their keys. */
export const listedObligationAttributes = [
  "unit",
  "group",
  "of",
  "period",
  "dueOn",
  "provisional",
  "to",
  "tier",
  "gathers",
  "state",
  "version",
  "report",
  "metBy",
  "onBehalfBy",
  "first",
  "isComplete",
  "isValid",
  "extension",
  "outOfDate",
];

/** What the index of evaluations shows (shared/scoring/evaluations/evaluation.ts, `listedEvaluation`), beside its keys. */
export const listedEvaluationAttributes = [
  "portal",
  "unit",
  "group",
  "set",
  "state",
  "version",
  "sheet",
  "selfScoreDueOn",
  "selfScore",
  "review",
  "reviewedBy",
  "result",
  "windowEndsOn",
  "reconsideration",
  "snapshot",
];

/** Nothing answers there: whoever signs in by hand takes the code out of the browser's address. */
const signInEnds = "http://localhost/";

export interface StatefulProps {
  readonly stage: Stage;
}

/** The tables, the bucket and the user pool. */
export class Stateful extends Construct {
  readonly questions: TableV2;
  readonly events: TableV2;
  readonly answers: TableV2;
  readonly register: TableV2;
  readonly calendars: TableV2;
  readonly notices: TableV2;
  readonly tallies: TableV2;
  readonly marks: TableV2;
  readonly reports: TableV2;
  readonly scores: TableV2;
  readonly documents: Bucket;
  readonly users: UserPool;
  readonly officersClient: UserPoolClient;
  /** Where officers sign in, if it is to the stack's own pool. */
  readonly signInUrl?: string;

  constructor(scope: Construct, id: string, { stage }: StatefulProps) {
    super(scope, id);
    const table = (name: string, props: Omit<TablePropsV2, "tableName">) =>
      new TableV2(this, name, {
        tableName: tableNameOf(stage.name, name),
        billing: Billing.onDemand(),
        encryption: TableEncryptionV2.awsManagedKey(),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: stage.isProtected,
        removalPolicy: removalOf(stage),
        ...props,
      });
    const open = { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: openQuestionAttributes };

    this.questions = table("Questions", {
      partitionKey: text("code"),
      sortKey: text("part"),
      globalSecondaryIndexes: [
        { indexName: "open-by-unit", partitionKey: text("openUnit"), sortKey: text("dueOrder"), ...open },
        { indexName: "open-by-due", partitionKey: text("openShard"), sortKey: text("dueOrder"), ...open },
        {
          indexName: "open-by-next-check",
          partitionKey: text("checkShard"),
          sortKey: text("nextCheckAt"),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    this.events = table("Events", {
      partitionKey: text("subject"),
      sortKey: number("sequence"),
      dynamoStream: StreamViewType.NEW_IMAGE,
      globalSecondaryIndexes: [
        {
          indexName: "events-by-hour",
          partitionKey: text("hour"),
          sortKey: text("order"),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    this.answers = table("Answers", { partitionKey: text("id"), timeToLiveAttribute: "expiresAt" });
    this.register = table("Register", {
      partitionKey: text("id"),
      sortKey: text("part"),
      globalSecondaryIndexes: [{ indexName: "records-by-kind", partitionKey: text("kind"), sortKey: text("recordId") }],
    });
    this.notices = table("Notices", {
      partitionKey: text("id"),
      globalSecondaryIndexes: [
        {
          indexName: "waiting-by-due",
          partitionKey: text("waitingShard"),
          sortKey: text("dueOrder"),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        { indexName: "notices-by-subject", partitionKey: text("subject"), sortKey: text("plannedAt") },
      ],
    });
    this.tallies = table("Tallies", { partitionKey: text("month"), sortKey: text("unit") });
    this.marks = table("Marks", { partitionKey: text("id"), sortKey: text("part"), timeToLiveAttribute: "expiresAt" });
    this.calendars = table("Calendars", { partitionKey: text("year"), sortKey: number("version") });

    const listed = { projectionType: ProjectionType.INCLUDE };
    this.reports = table("Reports", {
      partitionKey: text("id"),
      sortKey: text("part"),
      timeToLiveAttribute: "expiresAt",
      globalSecondaryIndexes: [
        {
          indexName: "obligations-by-period",
          partitionKey: text("of"),
          sortKey: text("place"),
          ...listed,
          nonKeyAttributes: listedObligationAttributes.filter((name) => name !== "of"),
        },
        {
          indexName: "obligations-by-unit",
          partitionKey: text("unit"),
          sortKey: text("dueOrder"),
          ...listed,
          nonKeyAttributes: listedObligationAttributes.filter((name) => name !== "unit"),
        },
        {
          indexName: "obligations-by-next-check",
          partitionKey: text("checkShard"),
          sortKey: text("nextCheckAt"),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });

    this.scores = table("Scores", {
      partitionKey: text("id"),
      sortKey: text("part"),
      globalSecondaryIndexes: [
        {
          indexName: "evaluations-by-period",
          partitionKey: text("period"),
          sortKey: text("place"),
          ...listed,
          nonKeyAttributes: listedEvaluationAttributes,
        },
        {
          indexName: "evaluations-by-next-check",
          partitionKey: text("checkShard"),
          sortKey: text("nextCheckAt"),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });

    this.documents = new Bucket(this, "Documents", {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: removalOf(stage),
      lifecycleRules: [
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
        {
          id: "exports",
          prefix: "exports/",
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { id: "exports-marks", prefix: "exports/", expiredObjectDeleteMarker: true },
      ],
      ...(stage.uploadOrigins && {
        cors: [{ allowedOrigins: [...stage.uploadOrigins], allowedMethods: [HttpMethods.POST] }],
      }),
    });

    this.users = new UserPool(this, "Users", {
      userPoolName: `dondoc-${stage.name}`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: stage.isProtected,
      removalPolicy: removalOf(stage),
    });
    this.officersClient = this.users.addClient("Officers", {
      generateSecret: false,
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [signInEnds],
      },
    });
    if (stage.oidc.kind === "user-pool") {
      // Where people choose their password and set up their second factor. No two accounts of a region may have the same name there.
      const domainPrefix = `dondoc-${stage.name}-${Aws.ACCOUNT_ID}`;
      const signIn = this.users.addDomain("SignIn", { cognitoDomain: { domainPrefix } });
      this.signInUrl = signIn.signInUrl(this.officersClient, { redirectUri: signInEnds });
    }
  }
  /** Every table, by its id. */
  get tables(): Readonly<Record<string, TableV2>> {
    const tables = this.node.children.filter((child) => child instanceof TableV2);
    return Object.fromEntries(tables.map((table) => [table.node.id, table]));
  }
}
