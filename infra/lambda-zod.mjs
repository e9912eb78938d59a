/**
 * Stands in for zod inside Lambda bundles: the same calls upon `zod/mini`, and every schema is made at its first use, so that
 * a cold start pays for the schemas of its first request alone. What zod does for documents (`meta`) does nothing here.
 * A call that is missing here fails at the build or at the import, never in silence: add it beside the others.
 */
import * as mini from "zod/mini";

// A parser compiled for each schema pays off after hundreds of requests; a cold start has one.
mini.config({ jitless: true });

/** A schema that will be made when it is used. */
class Schema {
  #kind;
  #make;
  #made;

  constructor(kind, make) {
    this.#kind = kind;
    this.#make = make;
  }

  get made() {
    this.#made ??= this.#make();
    return this.#made;
  }

  // What zod itself reads of a schema.
  get _zod() {
    return this.made._zod;
  }

  get shape() {
    return this.made.shape;
  }

  parse(value) {
    return this.made.parse(value);
  }

  safeParse(value) {
    return this.made.safeParse(value);
  }

  meta() {
    return this;
  }

  describe() {
    return this;
  }

  /** Adds a call that puts a schema around this one. */
  static wraps(name, wrap, kind = name) {
    Schema.prototype[name] = function (...given) {
      return new Schema(kind, () => wrap(this.made, ...given));
    };
  }

  /** Adds a call that gives this schema one more check, chosen by its kind: a `min` of a text is not a `min` of a number. */
  static checks(name, check) {
    Schema.prototype[name] = function (...given) {
      return new Schema(this.#kind, () => this.made.check(check(hasLength.has(this.#kind))(...given)));
    };
  }
}

const hasLength = new Set(["string", "array"]);

/** A transformation that may name issues, as zod lets it: `mini` hands it nothing to name them with. */
function naming(change) {
  return (input, payload) => {
    const addIssue = (issue) => payload.issues.push({ input, ...issue });
    return change(input, { addIssue });
  };
}

Schema.wraps("optional", mini.optional);
Schema.wraps("nullable", mini.nullable);
Schema.wraps("nullish", mini.nullish);
Schema.wraps("default", mini._default);
Schema.wraps("prefault", mini.prefault);
Schema.wraps("catch", mini.catch);
Schema.wraps("readonly", mini.readonly);
Schema.wraps("array", mini.array);
Schema.wraps("or", (schema, other) => mini.union([schema, other]));
Schema.wraps("pipe", mini.pipe);
Schema.wraps("transform", (schema, change) => mini.pipe(schema, mini.transform(naming(change))));
Schema.wraps("extend", mini.extend, "object");
Schema.wraps("safeExtend", mini.safeExtend, "object");
Schema.wraps("pick", mini.pick, "object");
Schema.wraps("omit", mini.omit, "object");
Schema.wraps("partial", mini.partial, "object");
Schema.wraps("catchall", mini.catchall, "object");

Schema.checks("refine", () => mini.refine);
Schema.checks("superRefine", () => mini.superRefine);
Schema.checks("min", (isLong) => (isLong ? mini.minLength : mini.gte));
Schema.checks("max", (isLong) => (isLong ? mini.maxLength : mini.lte));
Schema.checks("length", () => mini.length);
Schema.checks("regex", () => mini.regex);
Schema.checks("startsWith", () => mini.startsWith);
Schema.checks("endsWith", () => mini.endsWith);
Schema.checks("includes", () => mini.includes);
Schema.checks("trim", () => mini.trim);
Schema.checks("toLowerCase", () => mini.toLowerCase);
Schema.checks("int", () => mini.int);
Schema.checks("positive", () => mini.positive);
Schema.checks("nonnegative", () => mini.nonnegative);

const made =
  (kind, make) =>
  (...given) =>
    new Schema(kind, () => make(...given));

export const string = /* @__PURE__ */ made("string", mini.string);
export const number = /* @__PURE__ */ made("number", mini.number);
export const boolean = /* @__PURE__ */ made("boolean", mini.boolean);
export const unknown = /* @__PURE__ */ made("unknown", mini.unknown);
export const custom = /* @__PURE__ */ made("custom", mini.custom);
export const literal = /* @__PURE__ */ made("literal", mini.literal);
export const url = /* @__PURE__ */ made("string", mini.url);
export const array = /* @__PURE__ */ made("array", mini.array);
export const tuple = /* @__PURE__ */ made("tuple", mini.tuple);
export const object = /* @__PURE__ */ made("object", mini.object);
export const strictObject = /* @__PURE__ */ made("object", mini.strictObject);
export const looseObject = /* @__PURE__ */ made("object", mini.looseObject);
export const record = /* @__PURE__ */ made("record", mini.record);
export const union = /* @__PURE__ */ made("union", mini.union);
export const discriminatedUnion = /* @__PURE__ */ made("union", mini.discriminatedUnion);
export const iso = {
  date: /* @__PURE__ */ made("string", mini.iso.date),
  datetime: /* @__PURE__ */ made("string", mini.iso.datetime),
};
const absent = /* @__PURE__ */ made("null", mini.null);
const oneOf = /* @__PURE__ */ made("enum", mini.enum);

export { absent as null, oneOf as enum };
/** What a transformation answers that has named an issue. */
export const { NEVER } = mini;
