/** Reads a CloudFormation template: resources by type, and every reference resolved. What cannot be resolved is an error that names it. */
import type * as z from "zod";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export interface Resource {
  readonly id: string;
  readonly type: string;
  /** As the template has them: references are not resolved. */
  readonly properties: JsonObject;
}

/** What references mean on this machine; `undefined` for what has no meaning here. */
export interface Meanings {
  pseudo(name: string): string | undefined;
  ref(resource: Resource): string | undefined;
  attribute(resource: Resource, name: string): string | undefined;
}

export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

export interface Template {
  readonly resources: readonly Resource[];
  ofType(...types: readonly string[]): Resource[];
  /** The value with every reference in it resolved; `at` names the place in errors. */
  resolve(value: Json, at: string): Json;
  /** A resource's properties, resolved and read through a schema. Properties that the schema does not know are left out unresolved. */
  read<S extends z.ZodObject>(resource: Resource, schema: S): z.output<S>;
}

/** A template as parsed from its JSON. */
export function readTemplate(source: Json, meanings: Meanings): Template {
  const parameters = objectAt(source, "Parameters");
  const resources = Object.entries(objectAt(source, "Resources")).map(([id, resource]) => resourceOf(id, resource));
  const context: Context = {
    meanings,
    parameters,
    byId: new Map(resources.map((resource) => [resource.id, resource])),
  };
  return {
    resources,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    resolve: (value, at) => present(resolve(value, at, context), at),
    read: (resource, schema) => read(resource, schema, context),
  };
}

function read<S extends z.ZodObject>(resource: Resource, schema: S, context: Context): z.output<S> {
  const at = `${resource.id} (${resource.type})`;
  const known = Object.entries(resource.properties).filter(([name]) => name in schema.shape);
  const resolved = resolve(Object.fromEntries(known), at, context);
  const result = schema.safeParse(resolved);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new TemplateError(`${at} is not as the runner understands it: ${issues.join("; ")}`);
}

interface Context {
  readonly meanings: Meanings;
  readonly parameters: JsonObject;
  readonly byId: ReadonlyMap<string, Resource>;
}

/** `AWS::NoValue`: the property is not there. */
type Resolved = Json | undefined;

function resolve(value: Json, at: string, context: Context): Resolved {
  if (isList(value)) {
    return value
      .map((entry, index) => resolve(entry, `${at}[${index}]`, context))
      .filter((entry) => entry !== undefined);
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only) {
    const [name, argument] = only;
    if (name === "Ref" || name.startsWith("Fn::")) return call(name, argument, at, context);
  }
  const resolved: Record<string, Json> = {};
  for (const [key, entry] of entries) {
    const result = resolve(entry, `${at}.${key}`, context);
    if (result !== undefined) resolved[key] = result;
  }
  return resolved;
}

function call(name: string, argument: Json, at: string, context: Context): Resolved {
  switch (name) {
    case "Ref":
      return reference(text(argument, name, at), at, context);
    case "Fn::GetAtt":
      return attribute(typeof argument === "string" ? argument : list(argument, name, at).join("."), at, context);
    case "Fn::Sub":
      return substitute(argument, at, context);
    case "Fn::Join": {
      const [separator, parts] = list(argument, name, at);
      const texts = list(resolve(parts ?? null, at, context), name, at).map((part) => text(part, name, at));
      return texts.join(text(separator, name, at));
    }
    case "Fn::Split": {
      const [separator, whole] = list(argument, name, at);
      return text(resolve(whole ?? null, at, context), name, at).split(text(separator, name, at));
    }
    case "Fn::Select": {
      const [index, choices] = list(argument, name, at);
      const chosen = list(resolve(choices ?? null, at, context), name, at)[Number(index)];
      if (chosen === undefined) throw new TemplateError(`${at}: Fn::Select finds no entry ${String(index)}.`);
      return chosen;
    }
    default:
      throw new TemplateError(`${at}: the runner does not know the function ${name}.`);
  }
}

function reference(id: string, at: string, context: Context): Resolved {
  if (id === "AWS::NoValue") return undefined;
  const resource = context.byId.get(id);
  const value = resource ? context.meanings.ref(resource) : (context.meanings.pseudo(id) ?? parameter(id, context));
  if (value === undefined) throw new TemplateError(`${at}: Ref ${named(id, resource)} has no meaning on this machine.`);
  return value;
}

/** A parameter stands for its default. */
function parameter(id: string, { parameters }: Context): string | undefined {
  const value = objectAt(parameters[id] ?? {}, undefined).Default;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function attribute(path: string, at: string, context: Context): string {
  const [id = "", ...rest] = path.split(".");
  const resource = context.byId.get(id);
  const value = resource && context.meanings.attribute(resource, rest.join("."));
  if (value === undefined) {
    throw new TemplateError(
      `${at}: Fn::GetAtt ${rest.join(".")} of ${named(id, resource)} has no meaning on this machine.`,
    );
  }
  return value;
}

function substitute(argument: Json, at: string, context: Context): string {
  const [pattern, variables = {}] = typeof argument === "string" ? [argument] : list(argument, "Fn::Sub", at);
  const own = objectAt(variables, undefined);
  return text(pattern, "Fn::Sub", at).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const given = own[name];
    if (given !== undefined) return text(resolve(given, at, context), "Fn::Sub", at);
    return name.includes(".") ? attribute(name, at, context) : text(reference(name, at, context), "Fn::Sub", at);
  });
}

function resourceOf(id: string, source: Json): Resource {
  const { Type: type, Properties: properties = {}, Condition: condition } = objectAt(source, undefined);
  if (typeof type !== "string" || !isObject(properties)) throw new TemplateError(`${id} is no resource.`);
  if (condition !== undefined) throw new TemplateError(`${id} (${type}): the runner does not know conditions.`);
  return { id, type, properties };
}

function named(id: string, resource: Resource | undefined): string {
  return resource ? `${id} (${resource.type})` : id;
}

function present(value: Resolved, at: string): Json {
  if (value === undefined) throw new TemplateError(`${at} is AWS::NoValue.`);
  return value;
}

function text(value: Resolved, name: string, at: string): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new TemplateError(`${at}: ${name} needs a text.`);
}

function list(value: Resolved, name: string, at: string): readonly Json[] {
  if (value !== undefined && isList(value)) return value;
  throw new TemplateError(`${at}: ${name} needs a list.`);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or the value itself as an object; an empty one when it is absent. */
function objectAt(value: Json, key: string | undefined): JsonObject {
  const found = key === undefined ? value : isObject(value) ? value[key] : undefined;
  return found !== undefined && isObject(found) ? found : {};
}
