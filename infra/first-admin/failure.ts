/** What stops the command: one sentence for the person at the keyboard. */
import { awsSentence } from "../load/failure.ts";

export class AdminFailure extends Error {
  override readonly name = "AdminFailure";
}

/** The sentence for an error of AWS; undefined when it is none of the known. */
export function sentenceOf(error: unknown, stage: string): string | undefined {
  if (!(error instanceof Error)) return undefined;
  switch (error.name) {
    case "CodeDeliveryFailureException":
      return "The login was made, but its invitation could not be sent; run the command again with --invite-again.";
    case "LimitExceededException":
    case "TooManyRequestsException":
      return "The user pool takes no more calls or mails for now (50 mails a day without SES); run the command again later.";
    case "NotAuthorizedException":
      return `AWS does not let your credentials use the user pool of stage "${stage}".`;
    default:
      return awsSentence(error, stage);
  }
}
