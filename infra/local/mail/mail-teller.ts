/** Publishes the events of mails when they are due: a moment after the answer, or later while they are made late. */
import type { Clock, Instant } from "../../../shared/platform/clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { Activity } from "../quiet.ts";
import type { Mailbox } from "./mailbox.ts";

export interface MailTellerDeps {
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly activity: Activity;
  publish(topicArn: string, body: string): void;
}

export interface MailTeller {
  /** Publishes what is due. */
  wake(): void;
  /** True when nothing is due or about to be. */
  isIdle(): boolean;
  /** When the next event that is held back is due. */
  nextAt(): Instant | undefined;
}

/** Events that are due so soon are under way; the others are held back. */
const soonMilliseconds = 1_000;

export function mailTeller({ mailbox, clock, faults, activity, publish }: MailTellerDeps): MailTeller {
  let wasLate = false;
  faults.onChange(() => {
    const isLate = faults.mailEvents() === "late";
    if (wasLate && !isLate) mailbox.hasten(clock.now());
    wasLate = isLate;
  });
  return {
    wake: () =>
      mailbox.takeDue(clock.now(), (topicArn, body) => {
        activity.note();
        publish(topicArn, body);
      }),
    isIdle: () => (mailbox.nextEventAt() ?? Number.POSITIVE_INFINITY) > clock.now() + soonMilliseconds,
    nextAt: () => mailbox.nextEventAt(),
  };
}
