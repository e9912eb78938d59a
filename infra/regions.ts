/**
 * Regions of AWS near Viet Nam, and what the stack needs that each lacks. AWS has none in Viet Nam (infra/docs/data-location.md).
 * Dated data: look at AWS's own list of services by region before a stage is put anywhere.
 */
export const regionsCheckedOn = "2026-11-24";

/** The services of the stack that are not everywhere. */
export type ServiceName = "Amazon SES" | "Amazon Cognito" | "HTTP APIs of Amazon API Gateway" | "AWS Lambda on arm64";

export const regions: Readonly<Record<string, { readonly place: string; readonly lacks: readonly ServiceName[] }>> = {
  "ap-southeast-1": { place: "Singapore", lacks: [] },
  "ap-southeast-3": { place: "Jakarta", lacks: [] },
  "ap-southeast-5": { place: "Malaysia", lacks: ["Amazon SES"] },
  "ap-southeast-7": { place: "Thailand", lacks: ["Amazon SES"] },
  "ap-northeast-1": { place: "Tokyo", lacks: [] },
};
