/** A template's resources, read type by type through schemas that name what is needed and leave the rest. */
import * as z from "zod";

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown() })),
});

export interface Declared {
  readonly types: readonly string[];
  count(type: string): number;
  /** The resources of a type by their logical ids; one that does not fit is an error that names it. */
  read<S extends z.ZodType>(type: string, schema: S): ReadonlyMap<string, z.output<S>>;
}

/** A template as the CDK makes it; anything else is an error. */
export function declaredIn(source: unknown): Declared {
  const resources = Object.entries(template.parse(source).Resources);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type);
  return {
    types: [...new Set(resources.map(([, { Type }]) => Type))].toSorted(),
    count: (type) => ofType(type).length,
    read: (type, schema) =>
      new Map(
        ofType(type).map(([id, { Properties }]) => {
          const result = schema.safeParse(Properties ?? {});
          if (!result.success)
            throw new Error(`${id} (${type}) is not as the cost model understands it: ${result.error.message}`);
          return [id, result.data];
        }),
      ),
  };
}

const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) }).transform((value) => value["Fn::GetAtt"][0]),
]);

/** The logical id that a reference points at; undefined for any other value. */
export function idIn(value: unknown): string | undefined {
  return reference.safeParse(value).data;
}

const joined = z.object({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) });

/** A text that may be joined out of pieces; what AWS fills in later is left as the ids of what it is made of, in `…`. */
export function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  const parts = joined.safeParse(value).data?.["Fn::Join"];
  return parts ? parts[1].map(textIn).join(parts[0]) : `…${idsIn(value).join(" ")}…`;
}

/** Every logical id that occurs anywhere in a value. */
export function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  const id = idIn(value);
  if (id !== undefined) return [id];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(idsIn) : [];
}
