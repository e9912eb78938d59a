/** What stops a load before or between rows: one sentence for the person at the keyboard. */

export class LoadFailure extends Error {
  override readonly name = "LoadFailure";
}

const unreachable = new Set<unknown>(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT"]);

/** The sentence for an error of AWS or of the connection to it; `undefined` when it is none of the known. */
export function awsSentence(error: unknown, stage: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.message.includes("Region is missing"))
    return "No AWS region is set; set AWS_REGION, or a region in your AWS profile.";
  if ("code" in error && unreachable.has(error.code))
    return "AWS cannot be reached; check the connection and AWS_REGION, and run the command again.";
  switch (error.name) {
    case "ResourceNotFoundException":
      return `Stage "${stage}" has no tables in this AWS account and region; deploy it first, or check AWS_PROFILE and AWS_REGION.`;
    case "CredentialsProviderError":
      return "No AWS credentials were found; sign in first, or set AWS_PROFILE.";
    case "ExpiredTokenException":
    case "UnrecognizedClientException":
    case "InvalidSignatureException":
      return `AWS does not accept your credentials (${error.name}); sign in again.`;
    case "AccessDeniedException":
      return `Your AWS credentials may not use the tables of stage "${stage}": ${error.message}`;
    case "TimeoutError":
      return "AWS does not answer; check the connection and run the command again.";
    default:
      return undefined;
  }
}
