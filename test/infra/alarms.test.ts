/** Alarms: each says who is hurt, who acts and where the runbook goes on, and each reaches people once. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { owners } from "../../infra/constructs/alarms.ts";
import { headlines } from "../../infra/constructs/headlines.ts";
import { logCodes } from "../../shared/platform/log.ts";
import { metrics } from "../../shared/statistics/metrics.ts";
import { of, type Resource } from "./resources.ts";

const singles = of("AWS::CloudWatch::Alarm");
const composites = of("AWS::CloudWatch::CompositeAlarm");
const all = [...singles, ...composites];
const shortName = ({ Properties }: Resource) => String(Properties.AlarmName).replace("dondoc-test-", "");
const named = (name: string) => all.find((alarm) => shortName(alarm) === name);
const topic = of("AWS::SNS::Topic").find(({ Properties }) => Properties.TopicName === "dondoc-test-alarms");
/** The alarms that a headline's rule names, as they ring in it. */
const idsIn = (rule: unknown) =>
  [...JSON.stringify(rule).matchAll(/"Fn::GetAtt":\["(\w+)","Arn"\]/g)].map(([, id]) => id);

describe("every alarm", () => {
  it.each(all.map((alarm) => [shortName(alarm), alarm.Properties]))(
    "%s says who is hurt, who acts, and where it goes on",
    (name, { AlarmDescription }) => {
      const [, impact = "", owner = "", section = ""] =
        /^(.+\.) Owner: ([a-z-]+) \(.+\)\. Runbook: infra\/docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription) ?? [];
      expect(impact, name).toMatch(/^\p{Lu}/u);
      expect(Object.keys(owners)).toContain(owner);
      expect(sections.map(({ title }) => title)).toContain(section);
      // CloudWatch cuts nothing off: it refuses what is longer.
      expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    },
  );

  it("has a name of its own", () => {
    expect(new Set(all.map(shortName)).size).toBe(all.length);
  });

  it("reaches people by exactly one way: by itself, or through one headline", () => {
    for (const alarm of all) {
      const isTold = alarm.Properties.AlarmActions !== undefined;
      const through = Object.values(headlines).filter(({ alarms }) => alarms.some((name) => name === shortName(alarm)));
      expect(through.length + (isTold ? 1 : 0), shortName(alarm)).toBe(1);
      if (!isTold) continue;
      // Both when it begins and when it is over, to the one topic.
      expect(alarm.Properties).toMatchObject({ AlarmActions: [{ Ref: topic?.id }], OKActions: [{ Ref: topic?.id }] });
    }
  });

  it("on something that waits for a person rings by itself: under a headline it would hide the next trouble", () => {
    const kept = singles.filter(({ Properties }) => Properties.MetricName === "ApproximateNumberOfMessagesVisible");
    expect(kept.length).toBeGreaterThan(0);
    for (const { Properties } of kept) expect(Properties.AlarmActions).toHaveLength(1);
  });

  it("looks no longer back than CloudWatch does: a day, or a week in periods of an hour and more", () => {
    for (const { Properties } of singles) {
      const { Period, EvaluationPeriods } = Properties;
      expect(Period % 60, Properties.AlarmName).toBe(0);
      expect(Period * EvaluationPeriods, Properties.AlarmName).toBeLessThanOrEqual(Period < 3600 ? 86_400 : 604_800);
    }
  });

  it("on a metric of ours is in the closed list, and has no dimension: it would be paid for once more", () => {
    const ours = singles.filter(({ Properties }) => Properties.Namespace === "Dondoc/test");
    expect(ours.length).toBeGreaterThan(0);
    for (const { Properties } of ours) {
      expect(Object.keys(metrics)).toContain(Properties.MetricName);
      expect(Properties.Dimensions).toBeUndefined();
    }
  });
});

describe("the headlines", () => {
  it("are four, each over what proves it", () => {
    expect(composites.map(shortName)).toEqual([
      "questions-not-received",
      "notices-not-leaving",
      "deadlines-not-checked",
      "figures-not-trusted",
    ]);
  });

  it.each(Object.entries(headlines))("%s rings upon each of its alarms, and upon no other", (name, headline) => {
    const rule = named(name)?.Properties.AlarmRule;
    const causes = "unless" in headline ? [headline.unless[1]] : [];
    const expected = [...headline.alarms, ...causes].map((alarm) => named(alarm)?.id);
    expect(idsIn(rule).toSorted()).toEqual(expected.toSorted());
    expect(JSON.stringify(rule).match(/ OR /g)).toHaveLength(headline.alarms.length - 1);
  });

  it("questions: officers' trouble with their issuer is not told as questions lost", () => {
    const rule = JSON.stringify(named("questions-not-received")?.Properties.AlarmRule).replaceAll('\\"', "'");
    const id = (name: string) => named(name)?.id;
    expect(rule).toContain(
      `(ALARM('",{"Fn::GetAtt":["${id("api-failing")}","Arn"]},"') AND (NOT (ALARM('",{"Fn::GetAtt":["${id("issuer-unreachable")}","Arn"]}`,
    );
  });
});

describe("what the watcher measures", () => {
  it.each(["oldest-due-unhandled", "oldest-notice-waiting"])(
    "%s rings from half an hour on, and when it is not measured",
    (name) => {
      expect(named(name)?.Properties).toMatchObject({
        MetricName: name,
        Namespace: "Dondoc/test",
        Statistic: "Maximum",
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        Threshold: 1800,
        Period: 900,
        TreatMissingData: "breaching",
      });
    },
  );
});

describe("what the account is allowed", () => {
  it.each([
    ["functions-throttled", "AWS/Lambda", "Throttles", 1],
    ["mail-quota", "AWS/SES", "Send", 40_000],
    ["mail-bounces", "AWS/SES", "Reputation.BounceRate", 0.02],
    ["mail-complaints", "AWS/SES", "Reputation.ComplaintRate", 0.0005],
  ])("%s: told before it is used up, for the account as a whole", (name, Namespace, MetricName, Threshold) => {
    const alarm = named(name)?.Properties;
    expect(alarm).toMatchObject({ Namespace, MetricName, Threshold });
    expect(alarm.Dimensions).toBeUndefined();
  });
});

describe("the topic of alarms", () => {
  it("as every topic, lies under the customer's own key, which turns: AWS's key would turn CloudWatch away in silence", () => {
    const [key] = of("AWS::KMS::Key");
    expect(key?.Properties.EnableKeyRotation).toBe(true);
    for (const { Properties } of of("AWS::SNS::Topic")) {
      expect(Properties.KmsMasterKeyId).toEqual({ "Fn::GetAtt": [key?.id, "Arn"] });
    }
  });
});

interface Section {
  title: string;
  text: string;
}

const runbook = readFileSync(resolve(import.meta.dirname, "..", "..", "infra", "docs", "runbook.md"), "utf8");
const sections: Section[] = runbook
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ title: text.split("\n")[0] ?? "", text }));

describe("the runbook", () => {
  it("has no section that is about nothing: each is about alarms, or a warning that only a log gives", () => {
    const used = all.map(({ Properties }) => Properties.AlarmDescription.split("#").at(-1));
    // Told by AWS Budgets and not by CloudWatch; only stages with a budget have it.
    const alarmed = new Set([...used, "budget"]);
    const others = sections.map(({ title }) => title).filter((title) => !alarmed.has(title));
    expect(sections).toHaveLength(alarmed.size + others.length);
    for (const title of others) expect(logCodes).toMatchObject({ [title]: "warn" });
  });

  it.each(sections.map(({ title, text }) => [title, text]))("%s gives the four answers", (_, text) => {
    for (const answer of ["See it", "Stop the harm", "Mend it", "Over when"])
      expect(text).toContain(`- **${answer}:**`);
  });

  it.each(Object.entries(headlines))(
    "%s names the alarms under it, or the classes they belong to",
    (name, { alarms }) => {
      const text = sections.find(({ title }) => title === name)?.text ?? "";
      for (const alarm of alarms) {
        const section = named(alarm)?.Properties.AlarmDescription.split("#").at(-1);
        const isNamed = text.includes(`\`${alarm}\``) || text.includes(`\`${section}\``);
        expect(isNamed, alarm).toBe(true);
      }
    },
  );

  it("sends nobody to a section, alarm or function that does not exist", () => {
    const functions = of("AWS::Lambda::Function").map(({ Properties }) => Properties.FunctionName);
    const known = [
      ...sections.map(({ title }) => title),
      ...all.map(shortName),
      ...functions.map((name) => name.replace("dondoc-test-", "")),
    ];
    const references = [...runbook.matchAll(/\((`[a-z-]+`(?:, `[a-z-]+`)*)\)/g)].flatMap(([, list = ""]) =>
      list.split(", "),
    );
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(known).toContain(reference.replaceAll("`", ""));
  });
});
