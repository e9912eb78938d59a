/** The command that holds all mail of a stage and lets it go. */
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  type Hand,
  heldBy,
  type KeptHold,
  type MailHold,
  type NotReleased,
  releasedBy,
} from "../../shared/notices/mail-hold.ts";
import { type MailHoldStore, mailHoldStore } from "../../shared/notices/mail-hold-store.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import { ArchiveFailure } from "./failure.ts";
import {
  type ArchiveOutside,
  commanded,
  commandOptions,
  type Place,
  placeOf,
  placeUsage,
  type Reached,
} from "./place.ts";

const usage = `npm run mail -- status --stage NAME
npm run mail -- hold --stage NAME --by WHO --reason TEXT
npm run mail -- release --stage NAME --by WHO --reason TEXT [--without-settling TEXT]

Held, no mail leaves and none is lost: its row waits. What a sender has in hand may still leave, within half a minute.
After an import the ledger is settled first (npm run settle); --without-settling says why that cannot be.
${placeUsage}`;

const verbs = ["status", "hold", "release"] as const;
type Verb = (typeof verbs)[number];

const refusals: Readonly<Record<NotReleased, string>> = {
  "not-held": "Mail is not held.",
  "import-unfinished":
    "The import into this stack never came to its end: mail stays held. Empty its tables and import again.",
  "not-settled":
    'Mails may have left after the copy was made; settle the ledger first with "npm run settle". If that cannot be: --without-settling "reason".',
};

/** Runs the command. Answers its exit code. */
export async function mailCommand(args: readonly string[], outside: ArchiveOutside): Promise<0 | 1> {
  let stage = "";
  return commanded(
    () => stage,
    outside,
    async () => {
      const own = {
        by: { type: "string" },
        reason: { type: "string" },
        "without-settling": { type: "string" },
      } as const;
      const { texts, words, is } = commandOptions(args, own, true);
      if (is("help")) {
        outside.print(usage);
        return 0;
      }
      const verb = verbOf(words);
      const place = placeOf(texts);
      stage = place.stage;
      const hand = verb === "status" ? undefined : handOf(texts);
      await handled(place, outside, async (hold, now) => {
        const kept = await hold.read();
        const next = hand && nextHold(verb, kept, hand, now, texts["without-settling"]);
        if (next) await hold.write(next);
        outside.print(statusText(next ?? kept));
      });
      return 0;
    },
  );
}

function verbOf(words: readonly string[]): Verb {
  const [word, ...more] = words;
  const verb = verbs.find((known) => known === word);
  if (verb === undefined || more.length > 0) throw new ArchiveFailure("Say one of: status, hold, release.");
  return verb;
}

function handOf({ by, reason }: Readonly<Record<string, string>>): Hand {
  if (!by) throw new ArchiveFailure("Say who does it with --by WHO.");
  if (!reason) throw new ArchiveFailure("Say why with --reason TEXT.");
  return { by, reason };
}

function nextHold(verb: Verb, kept: KeptHold, hand: Hand, now: Instant, without: string | undefined): MailHold {
  if (verb === "hold") return heldBy(kept, hand, now);
  const reason = without === undefined ? hand.reason : `${hand.reason} (without settling: ${without})`;
  const next = releasedBy(kept, { ...hand, reason }, now, Boolean(without));
  if (typeof next === "string") throw new ArchiveFailure(refusals[next]);
  return next;
}

/** Reaches the brake of a place. */
async function handled(
  place: Place,
  { reach }: ArchiveOutside,
  run: (hold: MailHoldStore, now: Instant) => Promise<void>,
): Promise<void> {
  const reached = await reach(place);
  try {
    await run(holdOf(reached, place), reached.clock.now());
  } finally {
    await reached.close();
  }
}

/** The brake of the stack at a place. */
export function holdOf({ client }: Reached, { names }: Place): MailHoldStore {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return mailHoldStore(documents, names.notices);
}

function statusText(kept: KeptHold): string {
  if (kept === undefined) return "Mail is not held.";
  if (kept === "unreadable") return "Mail is held: the item that says so cannot be read.";
  const { isHeld, by, at, reason, restored } = kept;
  const said = `Mail is ${isHeld ? "held" : "not held"}, by ${by} since ${at}: ${reason}`;
  if (!restored) return said;
  const { importedAt, settledUpTo } = restored;
  const import_ = importedAt === undefined ? "an import that never came to its end" : `an import of ${importedAt}`;
  return `${said}\nThe ledger is from ${import_}; settled from the trace of mails: ${settledUpTo === undefined ? "not yet" : `up to ${settledUpTo}`}.`;
}
