/**
 * How every alarm reaches people, and only once. Most ring by themselves. Those that together mean that one thing is not being done
 * stand under a headline in a person's words: the headline rings for them, so that a broken mail service is one mail and not seven.
 * Only what ends by itself stands under a headline: an alarm that waits for a person (a failure queue) would keep its headline ringing,
 * and the next trouble would be told to nobody.
 */
import { Stack } from "aws-cdk-lib";
import { AlarmRule, AlarmState, CompositeAlarm, type IAlarmRule } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Construct } from "constructs";
import type { Stage } from "../stage.ts";
import type { AlarmTopic } from "./alarm-topic.ts";
import { alarmNameOf, descriptionOf, RunbookAlarm } from "./alarms.ts";

interface Headline {
  readonly impact: string;
  /** Each of them proves it. */
  readonly alarms: readonly string[];
  /** One of them proves nothing while this one rings, which tells the cause by itself. */
  readonly unless?: readonly [alarm: string, cause: string];
}

/** Headline → what a person loses, and the single alarms under it, each under one headline at most. */
export const headlines = {
  "questions-not-received": {
    impact: "Câu hỏi không được tiếp nhận. Questions are not being received.",
    alarms: ["questions-errors", "api-failing", "api-near-throttle"],
    // Portals need no issuer: only officers are turned away.
    unless: ["api-failing", "issuer-unreachable"],
  },
  "notices-not-leaving": {
    impact: "Thông báo không được gửi đi. Notices are not leaving: nobody is told or reminded of anything.",
    alarms: [
      "oldest-notice-waiting",
      "mail-waits",
      "mail-sender-errors",
      "notice-dispatch-errors",
      "notice-dispatch-silent",
      "notices-errors",
      "notices-waits",
    ],
  },
  "deadlines-not-checked": {
    impact: "Thời hạn không được kiểm tra. Deadlines are not being checked, or nobody knows whether they are.",
    alarms: [
      "oldest-due-unhandled",
      "deadline-sweep-errors",
      "deadline-sweep-silent",
      "watcher-errors",
      "watcher-silent",
    ],
  },
  "figures-not-trusted": {
    impact:
      "Số liệu chưa đáng tin cậy. Figures are not to be trusted: they stand still, or something is missing from them.",
    alarms: [
      "figure-event-stuck",
      "figures-errors",
      "figures-silent",
      "tallies-errors",
      "tallies-waits",
      "catch-up-errors",
      "catch-up-silent",
    ],
  },
} as const satisfies Record<string, Headline>;

export interface HeadlinesProps {
  readonly stage: Stage;
  readonly topic: AlarmTopic;
}

/** Gives every alarm of the stack its way to the topic; so it comes after all of them. */
export class Headlines extends Construct {
  constructor(scope: Construct, id: string, { stage, topic }: HeadlinesProps) {
    super(scope, id);
    const all = new Map(
      Stack.of(this)
        .node.findAll()
        .filter((construct) => construct instanceof RunbookAlarm)
        .map((alarm) => [alarm.shortName, alarm]),
    );
    const silent = new Set<string>();
    for (const [name, headline] of Object.entries<Headline>(headlines)) {
      const composite = new CompositeAlarm(this, name, {
        compositeAlarmName: alarmNameOf(stage, name),
        alarmDescription: descriptionOf({ impact: headline.impact, section: name }, stage),
        alarmRule: ruleOf(headline, all),
      });
      ring(composite, topic);
      for (const alarm of headline.alarms) silent.add(alarm);
    }
    for (const [name, alarm] of all) if (!silent.has(name)) ring(alarm, topic);
  }
}

function ruleOf({ alarms, unless: [alone, cause] = ["", ""] }: Headline, all: ReadonlyMap<string, RunbookAlarm>) {
  const rings = (name: string): IAlarmRule => {
    const alarm = all.get(name);
    if (!alarm) throw new Error(`There is no alarm "${name}" for a headline.`);
    return AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
  };
  return AlarmRule.anyOf(
    ...alarms.map((name) => (name === alone ? AlarmRule.allOf(rings(name), AlarmRule.not(rings(cause))) : rings(name))),
  );
}

/** When it begins and when it is over. */
function ring(alarm: RunbookAlarm | CompositeAlarm, topic: AlarmTopic): void {
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
}
