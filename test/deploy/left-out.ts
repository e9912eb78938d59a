/** What the emulator cannot deploy is left out of what it is given; the templates that people deploy are tested as they are. */
import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import type { Assembly } from "./assembly.ts";

/** Types that it refuses, and what holds them instead. */
const unknownTypes: Readonly<Record<string, string>> = {
  "AWS::Budgets::Budget": "It knows no bills: test/infra holds the budget.",
  "AWS::CloudWatch::CompositeAlarm": "It knows no alarms upon alarms: test/infra/alarms.test.ts holds them.",
};

const resource = z.looseObject({ Type: z.string(), DependsOn: z.union([z.string(), z.array(z.string())]).optional() });
const template = z.looseObject({ Resources: z.record(z.string(), resource) });

/** Rewrites the template of an assembly; answers the types of what was left out. */
export function leaveOut({ template: file }: Assembly): string[] {
  const { left, written } = withoutUnknown(readFileSync(file, "utf8"));
  writeFileSync(file, written);
  return left;
}

/** A template without the resources that the emulator does not know, and their types; who refers to one gets a text instead. */
export function withoutUnknown(text: string): { left: string[]; written: string } {
  const { Resources, ...rest } = template.parse(JSON.parse(text));
  const left = Object.keys(Resources).filter((id) => (Resources[id]?.Type ?? "") in unknownTypes);
  const kept = Object.entries(Resources).filter(([id]) => !left.includes(id));
  const waiting = kept.map(([id, { DependsOn, ...one }]) => {
    const others = [DependsOn ?? []].flat().filter((other) => !left.includes(other));
    return [id, others.length > 0 ? { ...one, DependsOn: others } : one] as const;
  });
  const whole = { ...rest, Resources: Object.fromEntries(waiting) };
  const types = left.map((id) => Resources[id]?.Type ?? id);
  return { left: types, written: JSON.stringify(whole, (_key, value: unknown) => replaced(value, left), 1) };
}

/** `{ Ref }` and `{ Fn::GetAtt }` of what is not there. */
function replaced(value: unknown, left: readonly string[]): unknown {
  const reference = z.union([
    z.strictObject({ Ref: z.string() }).transform(({ Ref }) => Ref),
    z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }).transform((get) => get["Fn::GetAtt"][0]),
  ]);
  const { success, data } = reference.safeParse(value);
  return success && left.includes(data) ? `left-out-${data}` : value;
}
