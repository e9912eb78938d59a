/** Grants that AWS itself uses, where the emulator does not ask for them: test/infra/grants.test.ts holds them instead. */
import { workers } from "../../../functions/jobs.ts";
import type { Grant } from "./policies.ts";

interface Unseen {
  readonly action: RegExp;
  readonly resource: RegExp;
  /** Of which functions. @default all */
  readonly of?: readonly string[];
  readonly why: string;
}

const unseen: readonly Unseen[] = [
  {
    action: /^logs:/,
    resource: /:log-group:/,
    why: "Lambda writes a function's log with the function's role; the emulator writes it with none.",
  },
  {
    action: /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
    resource: /\/stream\//,
    why: "Lambda reads the stream with the function's role; the emulator reads its own tables.",
  },
  {
    action: /^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/,
    resource: /-(mail|mail-feedback|documents)$/,
    of: Object.keys(workers),
    why: "Lambda takes messages out of a queue with the role of the function that works on them; the emulator with none.",
  },
  {
    action: /^sqs:SendMessage$/,
    resource: /-failed-(jobs|streams)$/,
    why: "Lambda hands over what failed with the function's role; the emulator with none.",
  },
  {
    action: /^s3:ListBucket$/,
    resource: /^arn:[^/]*$/,
    of: ["documents"],
    why: "Without it S3 answers 403 for a file that is not there; the emulator says 404 to anybody who may read.",
  },
  {
    action: /^ses:SendRawEmail$/,
    resource: /:configuration-set\//,
    why: "SES asks for the configuration set beside the identity; the emulator for the identity alone.",
  },
];

/** Why the emulator never asks for a grant of a function; undefined: it does. */
export function unseenBecause(name: string, { action, resource }: Grant): string | undefined {
  const isAbout = ({ of = [name], ...one }: Unseen) =>
    of.includes(name) && one.action.test(action) && one.resource.test(resource);
  return unseen.find(isAbout)?.why;
}

/** Reasons that excuse no grant any more. */
export function idleReasons(excused: ReadonlySet<string | undefined>): string[] {
  return unseen.map(({ why }) => why).filter((why) => !excused.has(why));
}
