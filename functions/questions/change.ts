/** How an officer opens a question, and changes it upon the version that they read. */
import { actorOf } from "../../shared/access/acting.ts";
import type { Grant } from "../../shared/access/roles.ts";
import type { Instant } from "../../shared/platform/clock.ts";
import type { ChangeEvent } from "../../shared/platform/events.ts";
import type { OfficerCaller, Repeat } from "../../shared/platform/http/route.ts";
import { Refusal } from "../../shared/platform/refusals.ts";
import type { Transactions, Write } from "../../shared/platform/transaction.ts";
import { readCode } from "../../shared/questions/code.ts";
import type { QuestionEvent } from "../../shared/questions/moves.ts";
import type { QuestionHead } from "../../shared/questions/question.ts";
import type { QuestionStore } from "../../shared/questions/question-store.ts";
import { questionEvent } from "../../shared/questions/receive.ts";

export interface ChangeDeps {
  readonly questions: QuestionStore;
  readonly transactions: Transactions;
}

/** What an officer's change of a question is asked with. */
interface Asked {
  readonly params: { code: string };
  readonly caller: OfficerCaller;
  readonly ifMatch: number;
  readonly now: Instant;
  readonly repeat: Repeat | undefined;
}

/** What a change makes of a question. */
export interface Changed {
  readonly event: QuestionEvent | "asker-called";
  readonly next: QuestionHead;
  /** Items written once beside the head. */
  readonly beside?: readonly Write[];
  readonly why?: string | undefined;
  readonly facts?: ChangeEvent["facts"];
}

/** So often a change is made anew upon what a step of the schedule has just written. */
const mostTries = 4;

/** Finds a question for an officer: another unit's is not there, the own unit's with the wrong role is forbidden. */
export async function openCase(
  typedCode: string,
  caller: OfficerCaller,
  { questions }: Pick<ChangeDeps, "questions">,
): Promise<{ head: QuestionHead; acting: Grant }> {
  const code = readCode(typedCode);
  const head = code === undefined ? undefined : await questions.head(code);
  if (!head) throw new Refusal("not-found");
  return { head, acting: caller.admit(head.unit) };
}

/**
 * Changes a question upon the version that the officer read, and answers with what `shown` says of it. A step of its schedule in
 * between does not concern the officer: the change is made anew upon it; a change of its content does: `version-stale`.
 */
export async function changeQuestion<Body>(
  asked: Asked,
  deps: ChangeDeps,
  change: (head: QuestionHead, acting: Grant) => Changed | Promise<Changed>,
  shown: (next: QuestionHead) => Body,
): Promise<{ body: Body; version: number }> {
  for (let attempt = 1; ; attempt++) {
    const { head, acting } = await openCase(asked.params.code, asked.caller, deps);
    if (head.version !== asked.ifMatch) throw new Refusal("version-stale");
    const { event, next, beside = [], why, facts } = await change(head, acting);
    const by = actorOf(asked.caller.officer, acting);
    const body = shown(next);
    try {
      await deps.transactions.commit(
        {
          writes: [...deps.questions.save(next, head), ...beside],
          events: [
            questionEvent(event, next, {
              by,
              now: asked.now,
              from: head.state,
              why,
              facts: { ...takenIn(head, next), ...facts },
            }),
          ],
        },
        { repeat: asked.repeat, status: 200, body, version: next.version },
        asked.now,
      );
      return { body, version: next.version };
    } catch (error) {
      const hasMoved = error instanceof Refusal && error.code === "moved-meanwhile";
      if (!hasMoved || attempt === mostTries) throw error;
    }
  }
}

/** The first act of a unit says whether it took the question in late. */
function takenIn(head: QuestionHead, next: QuestionHead): ChangeEvent["facts"] {
  const isFirst = head.acceptedAt === undefined && next.acceptedAt !== undefined;
  return isFirst ? { acceptedLate: next.acceptedLate ?? false } : {};
}
