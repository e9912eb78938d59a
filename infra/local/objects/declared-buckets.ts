/** Buckets as the template declares them. */
import * as z from "zod";
import { type Template, TemplateError } from "../template.ts";

const bucketProperties = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(z.object({ AllowedMethods: z.array(z.string()), AllowedOrigins: z.array(z.string()) })),
    })
    .optional(),
  LifecycleConfiguration: z
    .object({
      Rules: z.array(
        z.object({
          ExpirationInDays: z.number().optional(),
          Prefix: z.string().default(""),
          Status: z.literal("Enabled"),
        }),
      ),
    })
    .optional(),
  VersioningConfiguration: z.object({ Status: z.literal("Enabled") }).optional(),
});

export interface DeclaredBucket {
  readonly name: string;
  /** Pages of these origins may post to it. */
  readonly uploadOrigins: readonly string[];
  /** What lies below a prefix is gone after so many days. */
  readonly expirations: readonly { readonly prefix: string; readonly days: number }[];
}

/** Every bucket of the template; one that keeps no versions is not played. */
export function bucketsOf(template: Template): DeclaredBucket[] {
  return template.ofType("AWS::S3::Bucket").map((resource) => {
    const { CorsConfiguration, LifecycleConfiguration, VersioningConfiguration } = template.read(
      resource,
      bucketProperties,
    );
    if (!VersioningConfiguration) throw new TemplateError(`${resource.id}: the runner knows versioned buckets only.`);
    const cors = CorsConfiguration?.CorsRules ?? [];
    return {
      name: String(template.resolve({ Ref: resource.id }, resource.id)),
      uploadOrigins: cors
        .filter(({ AllowedMethods }) => AllowedMethods.includes("POST"))
        .flatMap(({ AllowedOrigins }) => AllowedOrigins),
      expirations: (LifecycleConfiguration?.Rules ?? []).flatMap(({ Prefix: prefix, ExpirationInDays: days }) =>
        days === undefined ? [] : [{ prefix, days }],
      ),
    };
  });
}
