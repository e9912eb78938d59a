/** A load of posted questions, of which each is remembered with what became of it. */
import { question } from "../support/province.ts";
import { freshKey, type OverHttp, type Sent } from "./over-http.ts";

/** A post that was answered with 201. */
export interface Acknowledged {
  readonly sent: Sent;
  readonly code: string;
  readonly lookupKey: string;
  readonly text: string;
}

export interface Load {
  readonly acknowledged: readonly Acknowledged[];
  /** Posts of which nobody knows what became: the connection broke, or the answer was no 201. */
  readonly cutOff: readonly Sent[];
  /** Resolves when every connection has come to its end. */
  readonly done: Promise<unknown>;
}

/** Posts from several connections until one is cut off, each a question of its own. */
export function postUntilCut(http: OverHttp, portal: string, connections: number): Load {
  const acknowledged: Acknowledged[] = [];
  const cutOff: Sent[] = [];
  const connection = async () => {
    for (;;) {
      const key = freshKey();
      const sent = { body: question({ title: `Câu hỏi ${key}` }), headers: { "idempotency-key": key } };
      const answer = await http.post(portal, sent).catch(() => undefined);
      if (answer?.status !== 201) {
        cutOff.push(sent);
        return;
      }
      acknowledged.push({ sent, text: answer.text, code: answer.body.code, lookupKey: answer.body.lookupKey });
    }
  };
  return { acknowledged, cutOff, done: Promise.all(Array.from({ length: connections }, connection)) };
}
